import { add, subtract } from '../../values/quantity';
import { balanceAfter, type ReportedLine } from '../reported-line';

/**
 * How a filing tells the following balances of one holding. The SEC asks for a running tally (Section 16
 * Electronic Reporting FAQ); not all filers give one.
 * - `single`: one line, nothing to infer;
 * - `runningTally`: each balance follows the one above it;
 * - `newestFirst`: each balance follows the one below it;
 * - `finalTotal`: every line shows the balance after all of them;
 * - `lastRowOnly`: only the last line shows a balance after its change; those before it show none, or the one
 *   before all of them;
 * - `otherOrder`: each balance follows one of another row, in neither of these orders;
 * - `unclear`: none of these adds up.
 */
export type BalanceStyle =
  | 'single'
  | 'runningTally'
  | 'newestFirst'
  | 'finalTotal'
  | 'lastRowOnly'
  | 'otherOrder'
  | 'unclear';

/** The style of the lines of one holding in one filing: `filed` in the order filed, `ordered` as they are read. */
export function styleOf(filed: readonly ReportedLine[], ordered: readonly ReportedLine[]): BalanceStyle {
  if (filed.length === 1) return 'single';
  if (showsFinalTotal(filed)) return 'finalTotal';
  if (showsLastOnly(filed)) return 'lastRowOnly';
  if (!tallies(ordered)) return 'unclear';
  if (filed.every((line, place) => line === ordered[place])) return 'runningTally';
  return filed.every((line, place) => line === ordered.at(-1 - place)) ? 'newestFirst' : 'otherOrder';
}

/** True where each balance follows that of another row. */
export function isTallied(style: BalanceStyle): boolean {
  return style === 'runningTally' || style === 'newestFirst' || style === 'otherOrder';
}

/** True where the rows of a filing only together lead to a balance: it stands on the last one. */
export function isTotalled(style: BalanceStyle): boolean {
  return style === 'finalTotal' || style === 'lastRowOnly';
}

/** The balance before lines of which the last one shows the total; undefined when a change is not known. */
export function totalOpening(lines: readonly ReportedLine[]): string | undefined {
  let opening = lines.at(-1)!.reported;
  for (const { change, changeUnknown } of lines) {
    if (opening === undefined || changeUnknown) return undefined;
    opening = subtract(opening, change ?? '0');
  }
  return opening;
}

/** Equal balances on lines that each change something cannot be a tally. What they net to must be something, too. */
function showsFinalTotal(lines: readonly ReportedLine[]): boolean {
  const [first] = lines;
  if (first!.reported === undefined) return false;
  const changing = lines.every(({ change, reported }) => reported === first!.reported && changes(change));
  return changing && lines.reduce((sum, { change }) => add(sum, change!), '0') !== '0';
}

/** The rows before the last one are blank, or all repeat the balance that stood before the filing. */
function showsLastOnly(lines: readonly ReportedLine[]): boolean {
  const opening = totalOpening(lines);
  const before = lines.slice(0, -1);
  if (opening === undefined || before.some(({ change }) => !changes(change))) return false;
  const blank = before.every(({ reported }) => reported === undefined);
  return blank || before.every(({ reported }) => reported === opening);
}

function changes(change: string | undefined): boolean {
  return change !== undefined && change !== '0';
}

function tallies(lines: readonly ReportedLine[]): boolean {
  return lines.every(
    (line, place) =>
      place === 0 ||
      (line.reported !== undefined && balanceAfter(lines[place - 1]!.reported, line) === line.reported),
  );
}
