import type { Cell, Doubt, FormPlace, Place, Problem, Repair } from '../filing';
import { ProblemList } from '../problem-list';
import type { SourceLines } from '../source-lines';
import type { PlacedText } from './placed-text';

/** What is known of the whole document while its parts are read, and what was found wrong on the way. */
export class FormReading {
  readonly repairs: Repair[] = [];
  private readonly list = new ProblemList();

  constructor(
    private readonly lines: SourceLines,
    /** The words of the document, in lower case: evidence for how torn words go together. */
    readonly words: ReadonlySet<string>,
    /** Dates that the footnotes name, and in which one: evidence for how torn dates go together. */
    readonly namedDates: ReadonlyMap<string, string>,
  ) {}

  get problems(): readonly Problem[] {
    return this.list.toArray();
  }

  place(text: PlacedText): Place {
    return this.lines.place(text.start, text.end);
  }

  problem(code: string, message: string, where: FormPlace = {}): void {
    const line = where.at ? ` (line ${where.at[0]})` : '';
    this.list.add(code, `${message}${line}`, where);
  }

  repair(repair: Repair): void {
    this.repairs.push(repair);
  }

  /** A cell that says what is printed, with white space folded. Undefined for blank text. */
  textCell(
    text: PlacedText,
    more: { readonly doubt?: Doubt; readonly value?: string } = {},
  ): Cell | undefined {
    const trimmed = text.trim();
    if (trimmed.isBlank) return undefined;
    const filed = trimmed.text;
    const value = more.value ?? trimmed.fold().text;
    return {
      value,
      ...(filed !== value && { filed: trimmed.fold().text === value ? filed : trimmed.fold().text }),
      at: this.place(trimmed),
      ...(more.doubt && { doubt: more.doubt }),
    };
  }
}
