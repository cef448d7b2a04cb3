import { type BalanceStyle, isTotalled, styleOf, totalOpening } from './reconciliation/balance-style';
import { balanceAfter, impliedBefore, isGenericNature, type ReportedLine } from './reported-line';

/** Lines of one filing that speak of one holding, in the order in which their balances follow one another. */
export interface Thread {
  readonly lines: readonly ReportedLine[];
  readonly first: ReportedLine;
  /** How the filing tells the balances of these lines. */
  readonly style: BalanceStyle;
}

/**
 * Groups the lines of one filing into threads by class, nature of ownership with its footnotes and, in Table
 * II, strike, dates and their footnotes. Where a line lacks the footnotes that others of its vehicle have, the
 * balance decides: it belongs to the one thread that it follows exactly.
 */
export function threadsOf(lines: readonly ReportedLine[]): readonly Thread[] {
  const groups: ReportedLine[][] = [];
  for (const line of lines) {
    const group = groupFor(line, groups);
    if (group) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => {
    const ordered = inBalanceOrder(group);
    return { lines: ordered, first: ordered[0]!, style: styleOf(group, ordered) };
  });
}

/** True when the line's reported balance is the one before it plus its change. */
export function follows(line: ReportedLine, before: string | undefined): boolean {
  return line.reported !== undefined && balanceAfter(before, line) === line.reported;
}

function groupFor(line: ReportedLine, groups: readonly ReportedLine[][]): ReportedLine[] | undefined {
  const alike = groups.filter((group) => mayBeOne(group[0]!, line) && !isOtherLot(line, group));
  const same = alike.find((group) => group.some((other) => sameNotes(other, line)));
  if (same && follows(line, same.at(-1)!.reported)) return same;
  const following = alike.filter((group) => follows(line, group.at(-1)!.reported));
  const partly = following.filter((group) => group.some((other) => notesAgree(other, line)));
  return partly.length === 1 ? partly[0] : same;
}

function mayBeOne(left: ReportedLine, right: ReportedLine): boolean {
  return (
    left.classKey === right.classKey && left.natureKey === right.natureKey && left.termsKey === right.termsKey
  );
}

/**
 * True when only another grant of the same terms makes sense of a Table II line, because its filer reports
 * balances grant by grant: a grant that starts from nothing beside one with a balance, or units drawn where
 * nothing was left.
 */
function isOtherLot(line: ReportedLine, group: readonly ReportedLine[]): boolean {
  const last = group.at(-1)!.reported;
  if (line.line.table !== 'II' || last === undefined || follows(line, last)) return false;
  if (startsLot(line)) return last !== '0';
  const drawn = line.change?.startsWith('-') && impliedBefore(line) !== '0';
  return last === '0' && drawn === true && line.reported === '0';
}

/** A grant whose following balance is its own amount: filers who report per grant start every lot at zero. */
export function startsLot(line: ReportedLine): boolean {
  return (
    line.line.table === 'II' &&
    impliedBefore(line) === '0' &&
    line.line.cells.transactionAcquiredDisposedCode?.value === 'A'
  );
}

function sameNotes(left: ReportedLine, right: ReportedLine): boolean {
  return left.natureNotes === right.natureNotes && left.termsNotes === right.termsNotes;
}

/** Equal, or missing on one side while the nature of ownership names its vehicle by itself. */
function notesAgree(left: ReportedLine, right: ReportedLine): boolean {
  const natureAgrees =
    left.natureNotes === right.natureNotes ||
    (!isGenericNature(left.natureKey) && (left.natureNotes === '' || right.natureNotes === ''));
  return natureAgrees && left.termsNotes === right.termsNotes;
}

/** As filed, unless the lines follow one another better when read from the bottom: some filers put the newest first. */
function inBalanceOrder(group: readonly ReportedLine[]): readonly ReportedLine[] {
  const reversed = [...group].reverse();
  return steps(reversed) > steps(group) ? reversed : group;
}

function steps(group: readonly ReportedLine[]): number {
  let following = 0;
  for (let place = 1; place < group.length; place++) {
    if (follows(group[place]!, group[place - 1]!.reported)) following++;
  }
  return following;
}

/** The balance that a thread implies before its first line. */
export function openingOf(thread: Thread): string | undefined {
  return isTotalled(thread.style) ? totalOpening(thread.lines) : impliedBefore(thread.first);
}

/** The balance that a thread leaves; undefined when none of its lines reports one. */
export function closingOf(thread: Thread): string | undefined {
  return thread.lines.at(-1)!.reported;
}
