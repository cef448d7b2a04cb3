import type { Cell, FormPlace, Line } from '../filing';
import { excerpt } from '../problem-list';
import type { ColumnName, FormTable } from './form-columns';
import type { FormReading } from './form-reading';
import { DOLLAR_BOX, type LineDraft } from './line-draft';

/**
 * Checks a line that was read for what cannot be right, and for boxes that every row fills. `undecided` are the
 * possible values of torn cells that have none, because nothing decides among them.
 */
export function checkLine(
  line: Line,
  { columns }: FormTable,
  undecided: ReadonlyMap<string, readonly string[]>,
  form: FormReading,
  draft: LineDraft,
): void {
  const cells = draft as Record<string, Cell | undefined>;
  const where = (cell: string): FormPlace => {
    const at = cells[cell]?.at ?? line.at;
    return { table: line.table, row: line.row, cell, ...(at && { at }) };
  };
  const expired = dropExpiration(draft, undecided.get('expirationDate'), form, where);
  for (const [name, readings] of undecided) {
    if (name === 'expirationDate' && expired) continue;
    const message = `"${cells[name]?.filed}" is torn apart and can be ${readings.join(' or ')}; look it up in the original form`;
    form.problem('tornCell', message, where(name));
  }
  for (const name of neededBoxes(line, columns)) {
    if (cells[name] || cells[DOLLAR_BOX[name] ?? name]) continue;
    form.problem('missingValue', 'it is blank or was not found, and the form needs it', where(name));
  }
}

function neededBoxes({ kind }: Line, columns: FormTable['columns']): ColumnName[] {
  const always = columns.filter(({ required }) => required).map(({ name }) => name);
  if (kind === 'holding') return always;
  return [
    ...always,
    'transactionDate',
    'transactionCode',
    'transactionShares',
    'transactionAcquiredDisposedCode',
  ];
}

/**
 * A derivative that had expired before its transaction cannot have been transacted, so a printed date that says so
 * was misread, or fills a box that has nothing to say (08/08/1988 did so on many forms). It is told and not used.
 */
function dropExpiration(
  cells: LineDraft,
  candidates: readonly string[] | undefined,
  form: FormReading,
  where: (cell: string) => FormPlace,
): boolean {
  const { expirationDate, transactionDate } = cells;
  const readings = candidates ?? (expirationDate?.value === undefined ? [] : [expirationDate.value]);
  const transacted = transactionDate?.value;
  if (!expirationDate || transacted === undefined || readings.length === 0) return false;
  if (readings.some((date) => date >= transacted)) return false;
  const { value, ...rest } = expirationDate;
  cells.expirationDate = { ...(value !== undefined && { filed: value }), ...rest, doubt: 'unreadable' };
  const footnotes = rest.footnotes ? `; footnote ${rest.footnotes.join(', ')} at the box still counts` : '';
  const message =
    `"${excerpt(cells.expirationDate.filed ?? '')}" would be read as ${readings.join(' or ')}, ` +
    `before the transaction of ${transacted}; not used${footnotes}`;
  form.problem('expirationBeforeTransaction', message, where('expirationDate'));
  return true;
}
