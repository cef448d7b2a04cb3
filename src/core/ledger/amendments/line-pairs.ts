import type { TextCellName } from '../../filing/filing';
import { bareWords } from '../../values/folded-text';
import { impliedBefore, type ReportedLine } from '../reported-line';
import { bestAssignment } from './assignment';
import { textOf } from './changed-cells';

/** A line of an amendment and the line of the original that it speaks of. */
export interface LinePair {
  readonly line: ReportedLine;
  readonly original: ReportedLine;
  /** How much of what a line is known by is the same, from 0 to 1. */
  readonly likeness: number;
  /** In words: what the two have in common, and what decided where more than one line would do. */
  readonly reason: string;
}

/**
 * Lines of each of two filings up to which every pair is looked at: four times EDGAR's limit for both tables.
 * Beyond, which is no form any more, a line is compared with the one of its own row number.
 */
const MAX_COMPARED = 240;

/** A property by which a line is known again, with what its agreement weighs. */
type Property =
  | 'title'
  | 'date'
  | 'code'
  | 'amount'
  | 'ownership'
  | 'terms'
  | 'balance'
  | 'opening'
  | 'price';
const WEIGHTS: Readonly<Record<Property, number>> = {
  amount: 40,
  date: 30,
  title: 30,
  opening: 30,
  code: 20,
  balance: 20,
  terms: 20,
  ownership: 15,
  price: 10,
};
/** Less than any property: decides between lines that are alike in all of them. */
const SAME_ROW = 1;
const MOST = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, SAME_ROW);
const PROPERTIES = Object.keys(WEIGHTS) as Property[];
const SPOKEN: Readonly<Record<Property, string>> = {
  amount: 'amount',
  date: 'transaction date',
  title: 'title',
  opening: 'balance before it',
  code: 'code',
  balance: 'following balance',
  terms: 'strike and dates',
  ownership: 'ownership',
  price: 'price',
};

/** Whether the words on a line of the amendment say that the original left it out. */
export type SaysOmitted = (line: ReportedLine) => boolean;

/**
 * Pairs the lines of an amendment with those of the original, as the form's own columns say it best; a line
 * that is like none has no pair. `originals` are the lines as they stood before the amendment.
 */
export function pairLines(
  lines: readonly ReportedLine[],
  originals: readonly ReportedLine[],
  saysOmitted: SaysOmitted,
): readonly LinePair[] {
  const chain = balancesOf(originals);
  const comparable = lines.length + originals.length <= MAX_COMPARED;
  const scoreOf = (line: ReportedLine, original: ReportedLine) =>
    comparable || line.line.row === original.line.row ? score(line, original, chain, saysOmitted) : undefined;
  if (!comparable) return rowByRow(lines, originals, scoreOf);
  const scores = lines.map((line) => originals.map((original) => scoreOf(line, original)));
  return bestAssignment(scores).flatMap((column, row) => {
    if (column === undefined) return [];
    const rivals = originals.filter((_, other) => other !== column && alikeBut(scores[row]!, column, other));
    return [pairOf(lines[row]!, originals[column]!, scores[row]![column]!, rivals)];
  });
}

function rowByRow(
  lines: readonly ReportedLine[],
  originals: readonly ReportedLine[],
  scoreOf: (line: ReportedLine, original: ReportedLine) => number | undefined,
): readonly LinePair[] {
  const byRow = new Map(originals.map((original) => [rowOf(original), original]));
  return lines.flatMap((line) => {
    const original = byRow.get(rowOf(line));
    const points = original && scoreOf(line, original);
    return points === undefined ? [] : [pairOf(line, original!, points, [])];
  });
}

function pairOf(
  line: ReportedLine,
  original: ReportedLine,
  points: number,
  rivals: readonly ReportedLine[],
): LinePair {
  return { line, original, likeness: points / MOST, reason: reasonOf(line, original, rivals) };
}

/** Balances after and before the lines of the original, each with its class. */
interface BalanceChain {
  readonly after: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
}

function balancesOf(originals: readonly ReportedLine[]): BalanceChain {
  return {
    after: new Set(originals.map((original) => `${original.classKey} ${original.reported}`)),
    before: new Set(originals.map((original) => `${original.classKey} ${opening(original)}`)),
  };
}

/** Undefined when the two cannot be the same line. */
function score(
  line: ReportedLine,
  original: ReportedLine,
  chain: BalanceChain,
  saysOmitted: SaysOmitted,
): number | undefined {
  if (line.line.table !== original.line.table || line.line.kind !== original.line.kind) return undefined;
  const same = new Set(PROPERTIES.filter((property) => agrees(property, line, original)));
  const may = line.line.kind === 'holding' ? mayBeHolding(same) : mayBeTransaction(same, line);
  if (!may || isAddition(same, line, chain, saysOmitted)) return undefined;
  const points = [...same].reduce((sum, property) => sum + WEIGHTS[property], 0);
  return points + (line.line.row === original.line.row ? SAME_ROW : 0);
}

/** A row without a transaction is known by what is held and how; by its balance where one of these was wrong. */
function mayBeHolding(same: ReadonlySet<Property>): boolean {
  const wrong = ['title', 'ownership', 'terms'].filter((property) => !same.has(property as Property));
  return wrong.length === 0 || (wrong.length === 1 && same.has('balance'));
}

/**
 * A transaction is known by title, date, code, ownership and terms where its amount was wrong, and by its amount
 * where at most one of these was; two, when the date is right and the balance, before or after, is the same.
 */
function mayBeTransaction(same: ReadonlySet<Property>, line: ReportedLine): boolean {
  const wrong = (['title', 'date', 'code', 'ownership', 'terms'] as const).filter(
    (property) => !same.has(property),
  ).length;
  const balance = same.has('opening') || same.has('balance');
  if (same.has('amount')) return wrong <= 1 || (wrong === 2 && same.has('date') && balance);
  const voidAmount = line.change === '0' || line.changeUnknown;
  return wrong === 0 || (wrong === 1 && (same.has('opening') || (voidAmount && same.has('date'))));
}

/**
 * True for a line that the original left out: its words say so, or it goes on from a balance of the original or
 * leads to one, where a corrected line would start from the balance that the wrong one started from.
 */
function isAddition(
  same: ReadonlySet<Property>,
  line: ReportedLine,
  { after, before }: BalanceChain,
  saysOmitted: SaysOmitted,
): boolean {
  if (line.line.kind === 'holding') return !same.has('balance') && saysOmitted(line);
  if (same.has('opening') || same.has('balance')) return false;
  if (saysOmitted(line)) return true;
  const start = opening(line);
  if (start === undefined || start === line.reported || (same.has('amount') && same.has('date')))
    return false;
  return after.has(`${line.classKey} ${start}`) || before.has(`${line.classKey} ${line.reported}`);
}

function agrees(property: Property, line: ReportedLine, original: ReportedLine): boolean {
  switch (property) {
    case 'title':
      return classOf(line) === classOf(original);
    case 'date':
      return sameCell('transactionDate', line, original);
    case 'code':
      return sameCell('transactionCode', line, original);
    case 'amount':
      return line.change !== undefined && line.change === original.change && line.unit === original.unit;
    case 'ownership':
      return sameCell('directOrIndirectOwnership', line, original) && line.natureKey === original.natureKey;
    case 'terms':
      return sameTerms(line, original);
    case 'balance':
      return line.reported !== undefined && line.reported === original.reported;
    case 'opening':
      return opening(line) !== undefined && opening(line) === opening(original);
    case 'price':
      return sameCell('transactionPricePerShare', line, original);
  }
}

function opening(line: ReportedLine): string | undefined {
  return line.line.kind === 'holding' ? undefined : impliedBefore(line);
}

/** Two of strike, first exercise date and expiration; Table I has none of them. */
function sameTerms(line: ReportedLine, original: ReportedLine): boolean {
  const terms = ['conversionOrExercisePrice', 'exerciseDate', 'expirationDate'] as const;
  return terms.filter((name) => sameCell(name, line, original)).length >= 2;
}

function sameCell(name: TextCellName, line: ReportedLine, original: ReportedLine): boolean {
  return textOf(line.line.cells[name]) === textOf(original.line.cells[name]);
}

/** Titles that persons have grouped are one class, those that they have parted are two. */
function classOf({ line, filing: { decided, issuerId } }: ReportedLine): string {
  const title = textOf(line.cells.securityTitle) ?? '';
  return decided?.classWords(issuerId, title) ?? bareWords(title);
}

/** Two lines that only their row number tells apart. */
function alikeBut(scores: readonly (number | undefined)[], column: number, other: number): boolean {
  const [taken, rival] = [scores[column], scores[other]];
  return taken !== undefined && rival !== undefined && Math.abs(taken - rival) <= SAME_ROW;
}

function reasonOf(line: ReportedLine, original: ReportedLine, rivals: readonly ReportedLine[]): string {
  const properties = PROPERTIES.filter(
    (property) =>
      agrees(property, line, original) &&
      !(property === 'terms' && line.line.table === 'I') &&
      !(line.line.kind === 'holding' && ['date', 'code', 'price'].includes(property)),
  );
  const same = `the same ${listed(properties.map((property) => SPOKEN[property]))}`;
  if (rivals.length === 0) return same;
  const rows = listed(rivals.map((rival) => `row ${rival.line.row}`));
  return `${same}; ${rows} of the original would do as well, and the order of the rows decided`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function rowOf({ line }: ReportedLine): string {
  return `${line.table}.${line.row}`;
}
