import type {
  Filing,
  Footnote,
  FormPlace,
  FormType,
  Issuer,
  Line,
  LineCells,
  Owner,
  Place,
  Signature,
} from './filing';
import type { CellDraft } from './ownership-xml-cells';
import { ProblemList } from './problem-list';

/** Boxes of one part of the form under their names. */
type Boxes = Record<string, CellDraft>;

/** A filing that is being read from XML: takes cells for the part of the form that was begun last. */
export class FilingDraft {
  readonly problems = new ProblemList();
  readonly lines: Line[] = [];
  readonly owners: Boxes[] = [];
  readonly footnotes: Footnote[] = [];
  readonly signatures: Boxes[] = [];
  private readonly head: Boxes = {};
  private readonly issuer: Boxes = {};
  private readonly rows = { I: 0, II: 0 };
  private part = this.head;
  private row: Pick<Line, 'table' | 'row' | 'kind'> | undefined;

  beginIssuer(): void {
    this.part = this.issuer;
  }

  beginOwner(): void {
    this.part = {};
    this.owners.push(this.part);
  }

  beginSignature(): void {
    this.part = {};
    this.signatures.push(this.part);
  }

  beginRow({ table, kind }: Pick<Line, 'table' | 'kind'>): void {
    this.part = {};
    this.row = { table, row: ++this.rows[table], kind };
  }

  endRow(at: Place): void {
    const { table, row, kind } = this.row!;
    this.lines.push({ table, row, kind, at, cells: this.part as LineCells });
    this.row = undefined;
    this.part = this.head;
  }

  endPart(): void {
    this.part = this.head;
  }

  /** Takes a cell; false when the part has one of that name already, which stays. */
  put(name: string, cell: CellDraft): boolean {
    if (this.part[name] !== undefined) return false;
    this.part[name] = cell;
    return true;
  }

  /** Adds a problem at the row that is open, if one is. */
  problem(code: string, message: string, at?: Place, cell?: string): void {
    const where: FormPlace = {
      ...(at && { at }),
      ...(this.row && { table: this.row.table, row: this.row.row }),
      ...(cell !== undefined && { cell }),
    };
    this.problems.add(code, message, where);
  }

  /** The filing, with the problems met so far. */
  filing(formType: FormType, parser: string): Filing {
    return {
      formType,
      format: 'ownershipXml',
      parser,
      ...this.head,
      issuer: this.issuer as Issuer,
      owners: this.owners as readonly Owner[],
      lines: this.lines,
      footnotes: this.footnotes,
      signatures: this.signatures as readonly Signature[],
      problems: this.problems.toArray(),
      repairs: [],
    };
  }
}
