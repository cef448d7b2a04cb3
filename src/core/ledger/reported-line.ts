import type { Cell, Line, LineCells, TextCellName } from '../filing/filing';
import { addDays } from '../values/calendar-date';
import { bareWords } from '../values/folded-text';
import { add, decimalPlaces, QUANTITY_DECIMALS, subtract } from '../values/quantity';
import type { PersonFiling } from './filings-of-person';
import { lineIds } from './person-rows';
import { titleWords } from './reconciliation/title-words';
import { vehicleName } from './reconciliation/vehicle-name';

/** One line of a filing with what the fold needs to know of it, computed once. */
export interface ReportedLine {
  readonly filing: PersonFiling;
  readonly line: Line;
  readonly unit: 'shares' | 'dollars';
  /** Signed by the A/D column, never by the code; undefined for rows without a transaction and unreadable ones. */
  readonly change: string | undefined;
  /** True for a transaction whose amount or direction is missing or unreadable: it changed nobody knows what. */
  readonly changeUnknown: boolean;
  /** The following balance as filed. */
  readonly reported: string | undefined;
  /** True when `reported` is a Form 3 derivative row's underlying amount, because that form gives no balance. */
  readonly fromUnderlying: boolean;
  readonly effectiveOn: string;
  /** Table, issuer, class, form of ownership and unit: no two lines that differ in these are one holding. */
  readonly classKey: string;
  /** Words of the nature of indirect ownership; empty for direct ownership. */
  readonly natureKey: string;
  /** Words of the footnotes on the nature of indirect ownership: often all that tells two vehicles apart. */
  readonly natureNotes: string;
  /** The one vehicle that those footnotes name, where the nature itself names none; undefined otherwise. */
  readonly vehicle: string | undefined;
  /** Table II: strike, exercise date and expiration as filed. */
  readonly termsKey: string;
  /** Table II: words of the footnotes on strike and dates. */
  readonly termsNotes: string;
  /** Words of the class without what filers add or drop: equal where the spellings of two titles are alike. */
  readonly likeTitle: string;
  /** Event id of the line where a person's decision on holdings names it; empty otherwise. */
  readonly decidedIds?: readonly string[];
  /** The line, of the original or of an earlier amendment, whose place this line of an amendment takes. */
  readonly restates?: ReportedLine;
  /** Lines of amendments that repeat this one with other footnotes, as they became known. */
  readonly confirmedBy?: readonly ReportedLine[];
  /** True when the line it restates is taken back: then it only tells what was owned without it. */
  readonly voids?: true;
}

/** Words that name no vehicle: then only the footnotes tell whose the shares are. */
const GENERIC_NATURE = /^(by)?see(the)?(foot)?notes?\w{0,6}$|^(foot)?notes?\w{0,6}$|^seeremarks?$/;

/** True when the nature of ownership names no vehicle but points to a footnote. */
export function isGenericNature(natureKey: string): boolean {
  return natureKey === '' || GENERIC_NATURE.test(natureKey);
}

/** The footnotes of a filing, each with its bare words. */
type Notes = ReadonlyMap<string, { readonly text: string; readonly words: string }>;

/** What the fold needs to know of each line of a filing, in filed order, Table I first. */
export function reportedLines(filing: PersonFiling): readonly ReportedLine[] {
  const notes = new Map(filing.facts.footnotes.map(({ id, text }) => [id, { text, words: bareWords(text) }]));
  return filing.lines.map((line) => reportedLine(filing, line, notes));
}

/** The balance that must have stood before a line; undefined unless its following balance and change are known. */
export function impliedBefore({ reported, change, changeUnknown }: ReportedLine): string | undefined {
  if (reported === undefined || changeUnknown) return undefined;
  return change === undefined ? reported : subtract(reported, change);
}

/** The balance after a line, from the balance before it; undefined when either is not known. */
export function balanceAfter(
  before: string | undefined,
  { change, changeUnknown }: ReportedLine,
): string | undefined {
  if (before === undefined || changeUnknown) return undefined;
  return change === undefined ? before : add(before, change);
}

/** The day on which an implied opening can be vouched for: the one before the transaction. */
export function dayBefore(date: string): string {
  return addDays(date, -1);
}

function reportedLine(filing: PersonFiling, line: Line, notes: Notes): ReportedLine {
  const { cells, table } = line;
  const { decided } = filing;
  const ownership = cells.directOrIndirectOwnership?.value ?? '?';
  const indirect = ownership === 'I';
  const inDollars =
    cells.valueOwnedFollowingTransaction !== undefined || cells.transactionTotalValue !== undefined;
  const unit = inDollars && cells.sharesOwnedFollowingTransaction === undefined ? 'dollars' : 'shares';
  const following =
    unit === 'dollars' ? cells.valueOwnedFollowingTransaction : cells.sharesOwnedFollowingTransaction;
  const fromUnderlying = table === 'II' && line.kind === 'holding' && following === undefined;
  const notesOn = (...names: TextCellName[]) =>
    [
      ...new Set(
        names.flatMap((name) => cells[name]?.footnotes ?? []).map((id) => notes.get(id)?.words ?? id),
      ),
    ]
      .sort()
      .join(' | ');
  const title = cells.securityTitle?.value ?? '';
  const classWords = decided?.classWords(filing.issuerId, title) ?? bareWords(title);
  const natureKey = indirect ? natureWords(cells.natureOfOwnership?.value ?? '') : '';
  const change = line.kind === 'holding' ? undefined : signedAmount(line, unit);
  const terms = (cell: Cell | undefined) => cell?.value ?? '';
  return {
    filing,
    line,
    unit,
    change,
    changeUnknown: line.kind === 'transaction' && change === undefined,
    reported: summable(fromUnderlying ? cells.underlyingSecurityShares : following),
    fromUnderlying,
    effectiveOn: effectiveDate(filing, line),
    classKey: [table, filing.issuerId, classWords, ownership, unit].join(' '),
    likeTitle: likeTitle(filing, title),
    natureKey,
    natureNotes: indirect ? notesOn('natureOfOwnership') : '',
    vehicle: indirect && isGenericNature(natureKey) ? vehicleIn(cells, notes) : undefined,
    termsKey:
      table === 'II'
        ? [cells.conversionOrExercisePrice, cells.exerciseDate, cells.expirationDate].map(terms).join(' ')
        : '',
    termsNotes: table === 'II' ? notesOn('conversionOrExercisePrice', 'exerciseDate', 'expirationDate') : '',
    ...(decided?.hasLines && {
      decidedIds: decided.namedAmong(lineIds({ filing, line })),
    }),
  };
}

/** `By Growth Fund IV, L.P.` and `Growth Fund IV, LP` are one vehicle. */
function natureWords(text: string): string {
  return bareWords(text).replace(/^by(?=.)/, '');
}

/** Titles that persons have parted are like no other, but for those grouped with them. */
function likeTitle({ decided, issuerId }: PersonFiling, title: string): string {
  const words = titleWords(decided?.classTitle(issuerId, title) ?? title);
  const parted = decided?.partedTitle(issuerId, title);
  return parted === undefined ? words : `${words} "${parted}"`;
}

function vehicleIn({ natureOfOwnership }: LineCells, notes: Notes): string | undefined {
  return vehicleName((natureOfOwnership?.footnotes ?? []).flatMap((id) => notes.get(id)?.text ?? []));
}

function signedAmount(line: Line, unit: 'shares' | 'dollars'): string | undefined {
  const { cells } = line;
  const amount = summable(unit === 'dollars' ? cells.transactionTotalValue : cells.transactionShares);
  const direction = cells.transactionAcquiredDisposedCode?.value;
  if (amount === undefined || direction === undefined) return undefined;
  return direction === 'D' && amount !== '0' ? `-${amount}` : amount;
}

/** The cell's value when sums can carry it exactly; more decimals than that were reported as a problem. */
function summable(cell: Cell | undefined): string | undefined {
  const value = cell?.value;
  return value !== undefined && decimalPlaces(value) <= QUANTITY_DECIMALS ? value : undefined;
}

/**
 * The date from which a line's balance holds: the transaction date; for a row without a transaction the event
 * date of a Form 3, the fiscal year end of a Form 5, and the last transaction of a Form 4, whose holding rows
 * say what is owned following the reported transactions (Form 4 General Instruction 4(a)).
 */
function effectiveDate(filing: PersonFiling, line: Line): string {
  const own = line.cells.transactionDate?.value;
  if (own !== undefined) return own;
  const period = filing.facts.periodOfReport?.value;
  if (line.kind === 'transaction' || !filing.facts.formType.startsWith('4')) return period ?? filing.knownOn;
  const dates = filing.lines
    .map((other) => other.cells.transactionDate?.value)
    .filter((date) => date !== undefined);
  return [...dates, ...(period ? [period] : [])].sort().at(-1) ?? filing.knownOn;
}
