import type { Problem } from '../../filing/filing';
import { bareWords } from '../../values/folded-text';
import type { PersonFiling } from '../filings-of-person';
import type { ReportedLine } from '../reported-line';
import { saysLeftOut, type VoidSentence, voidSentences } from './amendment-words';
import { type CellChange, changedCells, changedFootnotes, footnotesOfRow } from './changed-cells';
import { type LinePair, pairLines } from './line-pairs';

/**
 * What an amendment does to one line:
 * - `restate`: a line of the original is filed again with other values, and takes its place;
 * - `add`: a line that the original left out;
 * - `void`: words of the amendment take a line of the original back, as a duplicate or as never having happened;
 * - `confirm`: a line of the original is filed again unchanged, with other footnotes;
 * - `repeat`: a line of the original is filed again word for word (EDGAR takes no amendment without a line);
 * - `undecided`: several filings may be the original, and the line is like one of theirs: it does not count.
 */
export type LineEffect = 'restate' | 'add' | 'void' | 'confirm' | 'repeat' | 'undecided';

/** One line of an amendment, one of the original that it takes back, or both, and what becomes of them. */
export interface LineAmended {
  readonly effect: LineEffect;
  /** The amendment's line; undefined when words alone take a line of the original back. */
  readonly line?: ReportedLine;
  /** The line of the original as it stood before the amendment; undefined for an added one. */
  readonly original?: ReportedLine;
  /** In words: by what the line was known again, or which sentence takes it back. */
  readonly reason: string;
}

/** What an amendment does to its original, line by line, and what its words leave open. */
export interface AmendmentEffects {
  readonly lines: readonly LineAmended[];
  readonly problems: readonly Problem[];
}

/** What an amendment amends: the filings that it speaks of, and their lines as they stood before it. */
export interface StandingLines {
  /** The original and the amendments of it so far; empty when the original is not known. */
  readonly filings: readonly PersonFiling[];
  readonly lines: readonly ReportedLine[];
  /** Lines that earlier amendments took back. */
  readonly voided: readonly ReportedLine[];
}

/** What an amendment does to the lines of its original, as they stood before it. */
export function amendmentEffects(
  amendment: PersonFiling,
  lines: readonly ReportedLine[],
  standing: StandingLines,
): AmendmentEffects {
  const said = new Set(standing.filings.flatMap(allWords).map(bareWords));
  const isNew = (text: string) => !said.has(bareWords(text));
  const general = generalWords(amendment, lines).filter(isNew);
  const wordsOn = (line: ReportedLine) => footnotesOfRow(line).filter(isNew);
  const leftOut = general.some(saysLeftOut);
  const originals = [...standing.lines, ...standing.voided];
  const pairs = pairLines(lines, originals, (line) => leftOut || wordsOn(line).some(saysLeftOut));
  const byLine = new Map(pairs.map((pair) => [pair.line, pair]));
  const voided = new Set(standing.voided);
  const filed = lines.map((line) => effectOfLine(line, byLine.get(line), voided));
  const voids = new Voids(filed, standing);
  const onRows = lines.flatMap((line) =>
    wordsOn(line)
      .flatMap(voidSentences)
      .map((sentence) => ({ line, sentence })),
  );
  for (const { line, sentence } of onRows.slice(0, MAX_VOID_SENTENCES)) voids.readRow(line, sentence);
  const loose = general.flatMap(voidSentences);
  voids.readGeneral(loose.slice(0, MAX_VOID_SENTENCES));
  const unread = [onRows, loose].map(({ length }) => Math.max(0, length - MAX_VOID_SENTENCES));
  if (unread.some((count) => count > 0)) voids.leaveUnread(unread[0]! + unread[1]!);
  return voids.effects();
}

function allWords({ facts }: PersonFiling): readonly string[] {
  const notes = facts.footnotes.map(({ text }) => text);
  return facts.remarks?.value === undefined ? notes : [...notes, facts.remarks.value];
}

/** Remarks, and footnotes that hang on no row. */
function generalWords({ facts }: PersonFiling, lines: readonly ReportedLine[]): readonly string[] {
  const onRows = new Set(lines.flatMap(footnotesOfRow));
  const loose = facts.footnotes.map(({ text }) => text).filter((text) => !onRows.has(text));
  return facts.remarks?.value === undefined ? loose : [...loose, facts.remarks.value];
}

function effectOfLine(
  line: ReportedLine,
  pair: LinePair | undefined,
  voided: ReadonlySet<ReportedLine>,
): LineAmended {
  if (!pair) return { effect: 'add', line, reason: 'no line of the original is like it' };
  const { original, reason } = pair;
  if (voided.has(original)) {
    const again = footnotesOfRow(line).some((text) => voidSentences(text).length > 0);
    const what = `an earlier amendment took back the line with ${reason}`;
    if (!again) return { effect: 'add', line, reason: `${what}, and this one reports it again` };
    return { effect: 'repeat', line, original, reason: `${what}; this one says so again` };
  }
  if (changedCells(original, line).length > 0) return { effect: 'restate', line, original, reason };
  const effect = changedFootnotes(original, line).length > 0 ? 'confirm' : 'repeat';
  return { effect, line, original, reason };
}

/** Characters of a sentence that are quoted in a reason. */
const MAX_QUOTED = 300;
/** Sentences that take lines back and are looked at: two for each of EDGAR's 99 footnotes. */
const MAX_VOID_SENTENCES = 200;

/** Cells that tell one transaction from another; the following balance is left out. */
const TELLING: ReadonlySet<string> = new Set([
  'securityTitle',
  'transactionDate',
  'transactionCode',
  'transactionShares',
  'transactionTotalValue',
  'transactionAcquiredDisposedCode',
  'transactionPricePerShare',
  'directOrIndirectOwnership',
  'natureOfOwnership',
]);

/** Applies the sentences that take lines back to what the rows alone say. */
class Voids {
  private readonly amended: LineAmended[];
  private readonly problems: Problem[] = [];

  constructor(
    filed: readonly LineAmended[],
    private readonly standing: StandingLines,
  ) {
    this.amended = [...filed];
  }

  effects(): AmendmentEffects {
    return { lines: this.amended, problems: this.problems };
  }

  /** A sentence of the footnotes on one row of the amendment: it speaks of that row, or of its twin. */
  readRow(line: ReportedLine, sentence: VoidSentence): void {
    const amended = this.amended.find((each) => each.line === line)!;
    const twins = sentence.kind === 'duplicate' ? this.unnamed().filter((other) => isTwin(other, line)) : [];
    if (twins.length > 0) this.takeBack(twins.at(-1)!, sentence);
    else if (amended.original && isTakenBack(amended)) this.turn(amended, sentence);
    else if (!amended.original && sentence.kind === 'never' && this.standing.filings.length === 0) {
      this.turn(amended, sentence);
    } else if (amended.effect !== 'void') this.find([sentence], line);
  }

  leaveUnread(sentences: number): void {
    this.problems.push({
      code: 'amendmentWordsUnread',
      message: `${sentences} sentences that may take lines back were not looked at: more than any form has`,
    });
  }

  /** Sentences that hang on no row: which line they speak of must follow from what they name. */
  readGeneral(sentences: readonly VoidSentence[]): void {
    if (sentences.length > 0) this.find(sentences, undefined);
  }

  /** Lines of the original that no line of the amendment speaks of and no sentence has taken back. */
  private unnamed(): readonly ReportedLine[] {
    const named = new Set(this.amended.map(({ original }) => original));
    return this.standing.lines.filter((original) => !named.has(original));
  }

  private find(sentences: readonly VoidSentence[], line: ReportedLine | undefined): void {
    for (const sentence of sentences) {
      const shown = this.amended.filter((each) => each.original && isTakenBack(each));
      const unnamed = this.unnamed();
      const candidates = [...unnamed, ...shown.map(({ original }) => original!)];
      const meant = linesMeant(sentence, candidates, unnamed);
      if (meant.length === 0) this.leaveOpen(sentence, candidates, line);
      for (const taken of meant) {
        const amended = shown.find(({ original }) => original === taken);
        if (amended) this.turn(amended, sentence);
        else this.takeBack(taken, sentence);
      }
    }
  }

  private turn(amended: LineAmended, sentence: VoidSentence): void {
    const reason = `${amended.reason}; ${quoted(sentence)}`;
    this.amended[this.amended.indexOf(amended)] = { ...amended, effect: 'void', reason };
  }

  private takeBack(original: ReportedLine, sentence: VoidSentence): void {
    this.amended.push({ effect: 'void', original, reason: quoted(sentence) });
  }

  private leaveOpen(
    sentence: VoidSentence,
    candidates: readonly ReportedLine[],
    line: ReportedLine | undefined,
  ): void {
    const rows = candidates.map((other) => `Table ${other.line.table} row ${other.line.row}`).join(', ');
    this.problems.push({
      code: 'amendmentVoidUnclear',
      message: `${quoted(sentence)}, and it is not clear which line that is${rows && ` (${rows})`}: none is taken back`,
      ...(line && { table: line.line.table, row: line.line.row }),
    });
  }
}

/** Filed again as it was, or with nothing for its amount: then words can take it back. */
function isTakenBack({ effect, line, original }: LineAmended): boolean {
  if (effect === 'void' || !line || !original) return false;
  if (line.line.kind === 'holding') return line.reported === original.reported || line.reported === '0';
  return line.change === original.change || line.change === '0' || line.changeUnknown;
}

function isTwin(left: ReportedLine, right: ReportedLine): boolean {
  return left.line.table === right.line.table && changedCells(left, right).every(isNotTelling);
}

function isNotTelling({ cell }: CellChange): boolean {
  return !TELLING.has(cell);
}

/**
 * The lines that a sentence takes back, among those of the original; none where that is not clear. It names them by
 * amounts, each its own, or by date and kind of transaction, when only one line is of them. A sentence that names
 * nothing means the only line there is or, when it deletes, the only one that the amendment does not show.
 */
function linesMeant(
  sentence: VoidSentence,
  candidates: readonly ReportedLine[],
  unnamed: readonly ReportedLine[],
): readonly ReportedLine[] {
  const byAmount = (line: ReportedLine) =>
    amountsOf(line).some((amount) => sentence.amounts.includes(amount));
  const tests = [
    byAmount,
    (line: ReportedLine) => sentence.dates.includes(line.line.cells.transactionDate?.value ?? ''),
    (line: ReportedLine) => sentence.codes.includes(codeOf(line)),
  ];
  const telling = tests.filter((test) => candidates.some(test));
  const fitting = candidates.filter((line) => telling.every((test) => test(line)));
  const hidden = fitting.filter((line) => unnamed.includes(line));
  const meant = sentence.deletes && hidden.length > 0 ? hidden : fitting;
  if (meant.length < 2) return meant;
  if (sentence.kind === 'duplicate' && meant.every((line) => isTwin(line, meant[0]!))) {
    return [meant.findLast((line) => unnamed.includes(line)) ?? meant.at(-1)!];
  }
  const amounts = new Set(meant.map((line) => amountsOf(line).join(' ')));
  return meant.every(byAmount) && amounts.size === meant.length ? meant : [];
}

function amountsOf({ line }: ReportedLine): readonly string[] {
  const { cells, kind } = line;
  const boxes =
    kind === 'holding'
      ? [cells.sharesOwnedFollowingTransaction, cells.valueOwnedFollowingTransaction]
      : [cells.transactionShares, cells.transactionTotalValue];
  return boxes.map((cell) => cell?.value).filter((value) => value !== undefined);
}

function codeOf({ line }: ReportedLine): string {
  return line.kind === 'holding' ? 'holding' : (line.cells.transactionCode?.value ?? '');
}

function quoted({ sentence }: VoidSentence): string {
  const words = sentence.length > MAX_QUOTED ? `${sentence.slice(0, MAX_QUOTED)}…` : sentence;
  return `the amendment says: "${words}"`;
}
