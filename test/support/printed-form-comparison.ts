import type { Cell, Filing, Line, Owner } from '../../src/core/filing/filing';
import { fold } from './printed-form-items';

/** Which cells were compared, and where they differ. */
export interface Comparison {
  readonly compared: number;
  /** Such as `II.3.exerciseDate: filed "2020-01-01 [F2]", read "[F2]"`. */
  readonly differences: readonly string[];
}

/** Boxes of a line that the printed form does not have, or prints only when they are true. */
const NOT_PRINTED: ReadonlySet<string> = new Set(['transactionFormType', 'equitySwapInvolved']);
/** Boxes in which a printed form shows no footnotes: in Table II the direction is a column, not a text. */
const FOOTNOTES_NOT_PRINTED: ReadonlySet<string> = new Set(['II.transactionAcquiredDisposedCode']);

/** Compares a filing with what was read from its print, box by box: values, and footnotes in their order. */
export function compareFilings(filed: Filing, read: Filing): Comparison {
  const differences: string[] = [];
  let compared = 0;
  const compare = (name: string, one: string, other: string) => {
    compared++;
    if (one !== other) differences.push(`${name}: filed "${one}", read "${other}"`);
  };
  compare('formType', filed.formType, read.formType);
  compare('periodOfReport', shown(filed.periodOfReport), shown(read.periodOfReport));
  compare('original', shown(filed.dateOfOriginalSubmission), shown(read.dateOfOriginalSubmission));
  compare('issuerName', shown(filed.issuer.issuerName), shown(read.issuer.issuerName));
  compare('ticker', shown(filed.issuer.issuerTradingSymbol), shown(read.issuer.issuerTradingSymbol));
  compareOwners(filed.owners, read.owners, read.format === 'html', compare);
  compareLines(filed.lines, read.lines, compare);
  compare('footnotes', ids(filed), ids(read));
  filed.footnotes.forEach((note, i) => {
    compare(`footnote ${note.id}`, fold(note.text), read.footnotes[i]?.text ?? '');
  });
  compare('remarks', fold(filed.remarks?.value ?? ''), fold(read.remarks?.value ?? ''));
  compare('signatures', signatures(filed), signatures(read));
  const none = filed.noSecuritiesOwned?.value === true && filed.lines.length === 0;
  compare('noSecuritiesOwned', String(none), String(read.noSecuritiesOwned?.value === true));
  return { compared, differences };
}

type Compare = (name: string, filed: string, read: string) => void;

function compareOwners(
  filed: readonly Owner[],
  read: readonly Owner[],
  html: boolean,
  compare: Compare,
): void {
  compare('owners', String(filed.length), String(read.length));
  filed.forEach((owner, i) => {
    const other = read[i] ?? {};
    if (html) compare(`owner ${i + 1} CIK`, shown(owner.rptOwnerCik), shown(other.rptOwnerCik));
    compare(`owner ${i + 1} name`, shown(owner.rptOwnerName), shown(other.rptOwnerName));
    compare(`owner ${i + 1} street`, street(owner), street(other));
    for (const name of ['rptOwnerCity', 'rptOwnerState', 'rptOwnerZipCode'] as const) {
      compare(`owner ${i + 1} ${name}`, shown(owner[name]), shown(other[name]));
    }
  });
  // Only the first owner's boxes are printed.
  for (const name of ['isDirector', 'isOfficer', 'isTenPercentOwner', 'isOther'] as const) {
    compare(name, String(filed[0]?.[name]?.value ?? false), String(read[0]?.[name]?.value));
  }
  compare('titles', titles(filed[0]), titles(read[0]));
}

function compareLines(filed: readonly Line[], read: readonly Line[], compare: Compare): void {
  compare('lines', String(filed.length), String(read.length));
  filed.forEach((line, i) => {
    const other = read[i];
    const name = `${line.table}.${line.row}`;
    compare(
      `${name} kind`,
      `${line.table} ${line.row} ${line.kind}`,
      `${other?.table} ${other?.row} ${other?.kind}`,
    );
    const boxes = new Set([...Object.keys(line.cells), ...Object.keys(other?.cells ?? {})]);
    for (const box of boxes) {
      if (NOT_PRINTED.has(box)) continue;
      const footnotes = !FOOTNOTES_NOT_PRINTED.has(`${line.table}.${box}`);
      const cell = (of: Line | undefined) => shown((of?.cells as Record<string, Cell>)?.[box], footnotes);
      compare(`${name}.${box}`, cell(line), cell(other));
    }
    compare(
      `${name}.equitySwapInvolved`,
      String(line.cells.equitySwapInvolved?.value ?? false),
      String(other?.cells.equitySwapInvolved?.value ?? false),
    );
  });
}

function shown(cell: Cell | undefined, footnotes = true): string {
  const notes = footnotes && cell?.footnotes ? ` [${cell.footnotes.join(' ')}]` : '';
  return `${fold(cell?.value ?? '')}${notes}`;
}

/** A print that puts both lines of a street side by side cannot say where the first one ends. */
function street(owner: Owner): string {
  return fold(`${owner.rptOwnerStreet1?.value ?? ''} ${owner.rptOwnerStreet2?.value ?? ''}`);
}

function titles(owner: Owner | undefined): string {
  return fold(`${owner?.officerTitle?.value ?? ''} ${owner?.otherText?.value ?? ''}`);
}

function ids({ footnotes }: Filing): string {
  return footnotes.map(({ id }) => id).join(' ');
}

function signatures({ signatures: all }: Filing): string {
  return all.map((one) => `${shown(one.signatureName)} ${shown(one.signatureDate)}`).join('; ');
}

/** How the cells of a damaged print were read. */
export interface DamageReport {
  readonly cells: number;
  readonly right: number;
  /** Not what was filed, and marked as doubtful or missing with a problem on its row. */
  readonly told: number;
  /** Not what was filed, and nothing says so. */
  readonly wrong: readonly string[];
}

/** Compares the values of all lines with what was read from a damaged print of them. */
export function compareDamaged(filed: Filing, read: Filing): DamageReport {
  if (filed.lines.length !== read.lines.length) {
    return { cells: 0, right: 0, told: 0, wrong: [`${filed.lines.length} lines, read ${read.lines.length}`] };
  }
  const wrong: string[] = [];
  let cells = 0;
  let right = 0;
  filed.lines.forEach((line, i) => {
    const other = read.lines[i]!;
    const problem = read.problems.some(({ table, row }) => table === line.table && row === line.row);
    for (const box of new Set([...Object.keys(line.cells), ...Object.keys(other.cells)])) {
      if (NOT_PRINTED.has(box)) continue;
      const [one, two] = [line, other].map((of) => (of.cells as Record<string, Cell>)[box]);
      const [filedValue, readValue] = [fold(one?.value ?? ''), two?.value ?? ''];
      if (filedValue === '' && readValue === '') continue;
      cells++;
      if (filedValue === readValue) right++;
      else if (!two?.doubt && (readValue !== '' || !problem)) {
        wrong.push(`${line.table}.${line.row}.${box}: filed "${filedValue}", read "${readValue}"`);
      }
    }
  });
  return { cells, right, told: cells - right - wrong.length, wrong };
}
