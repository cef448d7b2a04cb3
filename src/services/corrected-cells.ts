import { type LineCellName, type LineCells, TEXT_CELLS } from '../core/filing/filing';
import type { LineCorrected } from '../core/ledger/decision-events';
import { LINE_EVENT_BY_CODE } from '../core/ledger/events';
import { isCalendarDate } from '../core/values/calendar-date';
import { foldSpace } from '../core/values/folded-text';
import { canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS } from '../core/values/quantity';
import { InvalidQuestion } from './answer';

/** Longest text of a corrected cell; EDGAR's titles and natures end at 150 characters. */
const MAX_CELL_TEXT = 500;

/** Cells as somebody gives them: the value, or null to take the cell away. */
export type GivenCells = Readonly<Record<string, string | null>>;

const DATES: ReadonlySet<string> = new Set([
  'transactionDate',
  'deemedExecutionDate',
  'exerciseDate',
  'expirationDate',
]);
const AMOUNTS: ReadonlySet<string> = new Set([
  'conversionOrExercisePrice',
  'transactionShares',
  'transactionTotalValue',
  'transactionPricePerShare',
  'underlyingSecurityShares',
  'underlyingSecurityValue',
  'sharesOwnedFollowingTransaction',
  'valueOwnedFollowingTransaction',
]);
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  transactionCode: Object.keys(LINE_EVENT_BY_CODE),
  transactionAcquiredDisposedCode: ['A', 'D'],
  directOrIndirectOwnership: ['D', 'I'],
};
/** A cell that never has a value. */
const WITHOUT_VALUE = 'transactionCoding';
const NAMES: readonly string[] = TEXT_CELLS.filter((name) => name !== WITHOUT_VALUE);

/** The cells of a correction, each checked as what its box holds, canonical. Throws InvalidQuestion. */
export function correctedCells(given: GivenCells, filed: LineCells): LineCorrected['cells'] {
  const entries = Object.entries(given);
  if (entries.length === 0) throw new InvalidQuestion('cells', 'name at least one cell and its value');
  const cells: { [Name in LineCellName]?: { readonly value: string } | null } = {};
  for (const [name, value] of entries) {
    if (!NAMES.includes(name)) {
      throw new InvalidQuestion(name, `"${name}" is no cell of a row; there are ${NAMES.join(', ')}`);
    }
    cells[name as LineCellName] = value === null ? null : { value: checkedValue(name, value) };
  }
  const isSame = ([name, cell]: [string, { readonly value: string } | null | undefined]) =>
    (filed[name as LineCellName]?.value ?? null) === (cell?.value ?? null);
  if (Object.entries(cells).every(isSame)) {
    throw new InvalidQuestion('cells', 'the row is read so already: this corrects nothing');
  }
  return cells as LineCorrected['cells'];
}

/** A number of shares, dollars or dollars a share, not negative. Throws InvalidQuestion. */
export function checkedAmount(field: string, text: string): string {
  const canonical = canonicalDecimal(text.replaceAll(',', ''));
  const sound = canonical !== undefined && !canonical.startsWith('-');
  if (sound && decimalPlaces(canonical) <= QUANTITY_DECIMALS) return canonical;
  const form = `a decimal with at most ${QUANTITY_DECIMALS} places and not negative, such as 6230.5295`;
  throw new InvalidQuestion(field, `${field} must be ${form}, not "${text}"`);
}

function checkedValue(name: string, text: string): string {
  if (AMOUNTS.has(name)) return checkedAmount(name, text);
  const value = foldSpace(text);
  if (DATES.has(name) && !isCalendarDate(value)) {
    throw new InvalidQuestion(name, `${name} must be a calendar date as YYYY-MM-DD, not "${value}"`);
  }
  const choices = CHOICES[name];
  if (choices && !choices.includes(value)) {
    throw new InvalidQuestion(name, `${name} must be one of ${choices.join(', ')}, not "${value}"`);
  }
  if (value === '' || value.length > MAX_CELL_TEXT) {
    throw new InvalidQuestion(name, `${name} must have 1 to ${MAX_CELL_TEXT} characters`);
  }
  return value;
}
