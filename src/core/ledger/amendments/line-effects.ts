import type { Problem } from '../../filing/filing';
import { bareWords } from '../../values/folded-text';
import type { PersonFiling } from '../filings-of-person';
import type { ReportedLine } from '../reported-line';
import { saysLeftOut, type VoidSentence, voidSentences } from './amendment-words';
import { changedCells, changedFootnotes, footnotesOfRow } from './changed-cells';
import { type LinePair, pairLines } from './line-pairs';
import { Voids } from './voids';
import { type WholeSentence, wholeFilingSentences } from './whole-filing-words';

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

/** Sentences that take lines back and are looked at: two for each of EDGAR's 99 footnotes. */
const MAX_VOID_SENTENCES = 200;

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
  const whole = allWords(amendment).filter(isNew).flatMap(wholeFilingSentences);
  for (const sentence of whole.slice(0, MAX_VOID_SENTENCES)) voids.readWhole(sentence, amendment);
  const onLines = (text: string) => voidSentences(text).filter(isOnLines(whole));
  const onRows = lines.flatMap((line) =>
    wordsOn(line)
      .flatMap(onLines)
      .map((sentence) => ({ line, sentence })),
  );
  for (const { line, sentence } of onRows.slice(0, MAX_VOID_SENTENCES)) voids.readRow(line, sentence);
  const loose = general.flatMap(onLines);
  voids.readGeneral(loose.slice(0, MAX_VOID_SENTENCES));
  const unread = [onRows, loose].map(({ length }) => Math.max(0, length - MAX_VOID_SENTENCES));
  if (unread.some((count) => count > 0)) voids.leaveUnread(unread[0]! + unread[1]!);
  return voids.effects();
}

/** What is said of the original as a whole says nothing of one of its lines. */
function isOnLines(whole: readonly WholeSentence[]): (sentence: VoidSentence) => boolean {
  const clear = new Set(
    whole.filter(({ kind }) => kind !== 'unclear').map((each) => bareWords(each.sentence)),
  );
  return ({ sentence }) => !clear.has(bareWords(sentence));
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
