import type { Cell, Doubt, FormPlace } from '../filing';
import { excerpt } from '../problem-list';
import type { ColumnKind } from './form-columns';
import type { FormReading } from './form-reading';
import { PlacedText } from './placed-text';
import type { Reading } from './printed-value';
import { type Piece, readAcquiredDisposed, readOwnership } from './row-piece';
import { joinTornWords } from './torn-words';

/** What a column of a row says, before it is known which box of the line it fills. */
export interface ColumnReading {
  readonly cell: Cell;
  /** Values that a torn cell can have, likeliest first, when nothing settles which; it has none then. */
  readonly candidates?: readonly string[];
}

/** Names of rules in words, for messages. */
const HEALED_BY: Readonly<Record<NonNullable<Reading['rule']>, string>> = {
  strayCharacter: 'a character that does not belong to it was left out',
  strayBlank: 'a blank inside it was left out',
  misreadDigit: 'letters were read as the digits they look like',
  misreadDollar: 'a letter was read as the dollar sign that it looks like',
  twoDigitYear: 'the year has two digits',
};

/**
 * Reads the pieces of one column. `where` is its box, for problems and repairs; `confirm` tells what else says that
 * the column has a value.
 */
export function readColumn(
  pieces: readonly Piece[],
  kind: ColumnKind,
  where: FormPlace,
  confirm: (value: string) => readonly string[],
  form: FormReading,
): ColumnReading {
  const written = pieces.filter((piece) => !piece.isBlank);
  const source = PlacedText.join(
    written.map(({ text }) => text),
    ' ',
  );
  const footnotes = pieces.flatMap((piece) => piece.footnotes);
  const covered = PlacedText.join(
    pieces.map((piece) => piece.source),
    ' ',
  );
  const at = form.place(source.isBlank ? covered : source);
  const base: Cell = { ...(footnotes.length > 0 && { footnotes }), at };
  if (source.isBlank) return { cell: base };
  const here = { ...where, at };
  const read = new CellReader(source.text, base, here, confirm, form);
  if (kind === 'text') return read.words(written);
  return written.length > 1 ? read.torn(pieces, kind) : read.whole(written[0]!, kind);
}

class CellReader {
  constructor(
    private readonly filed: string,
    private readonly base: Cell,
    private readonly where: FormPlace,
    private readonly confirm: (value: string) => readonly string[],
    private readonly form: FormReading,
  ) {}

  whole(piece: Piece, kind: ColumnKind): ColumnReading {
    if (kind === 'date') return this.value(piece.date, 'unreadableDate', 'no date');
    if (kind === 'price' || kind === 'quantity') {
      return this.value(piece.amount, 'unreadableQuantity', 'no amount');
    }
    const letter =
      kind === 'ownership'
        ? readOwnership(this.filed)
        : kind === 'acquiredDisposed'
          ? readAcquiredDisposed(this.filed)
          : this.filed;
    if (letter !== undefined) return { cell: this.cell(letter) };
    return this.unreadable('unreadableCode', 'none of the letters that this box can have');
  }

  torn(pieces: readonly Piece[], kind: ColumnKind): ColumnReading {
    const healed = pieces[0]!.healed(kind, pieces.length);
    if (!healed) return this.unreadable('tornCell', 'torn apart, and the pieces do not go together');
    const candidates = [healed.value, ...healed.alternatives];
    const confirmed = candidates.filter((one) => this.evidence(one).length > 0);
    if (candidates.length > 1 && confirmed.length !== 1) {
      return { cell: { filed: this.filed, ...this.base, doubt: 'unreadable' }, candidates };
    }
    const value = confirmed[0] ?? healed.value;
    const evidence = this.evidence(value);
    const only = evidence.length > 0 ? evidence : ['no other reading is valid; nothing else confirms it'];
    const alternatives = candidates.filter((one) => one !== value);
    const how = value === healed.value ? healed.how : 'put together';
    this.repair('tornCell', value, [how, ...only], alternatives);
    return { cell: this.cell(value, 'repaired') };
  }

  words(pieces: readonly Piece[]): ColumnReading {
    if (pieces.length === 1) return { cell: this.cell(this.filed) };
    const joined = joinTornWords(
      pieces.map(({ text }) => text.text),
      this.form.words,
    );
    this.repair('tornText', joined.value, joined.evidence, joined.alternatives);
    return { cell: this.cell(joined.value, 'repaired') };
  }

  private value(reading: Reading | undefined, code: string, why: string): ColumnReading {
    if (!reading) return this.unreadable(code, why);
    const { value, rule, alternatives = [] } = reading;
    if (rule === undefined) return { cell: this.cell(value) };
    const evidence = this.evidence(value);
    const only = evidence.length > 0 ? evidence : ['nothing else in the row confirms it'];
    this.repair(rule, value, [HEALED_BY[rule], ...only], alternatives);
    return { cell: this.cell(value, 'repaired') };
  }

  private evidence(value: string): string[] {
    const footnote = this.form.namedDates.get(value);
    return [
      ...this.confirm(value),
      ...(footnote === undefined ? [] : [`footnote ${footnote} names the same date`]),
    ];
  }

  private cell(value: string, doubt?: Doubt): Cell {
    const filed = this.filed !== value && { filed: this.filed };
    return { value, ...filed, ...this.base, ...(doubt && { doubt }) };
  }

  private unreadable(code: string, why: string): ColumnReading {
    this.form.problem(
      code,
      `"${excerpt(this.filed)}" is ${why}; look it up in the original form`,
      this.where,
    );
    return { cell: { filed: this.filed, ...this.base, doubt: 'unreadable' } };
  }

  private repair(
    rule: string,
    value: string,
    evidence: readonly string[],
    alternatives: readonly string[],
  ): void {
    this.form.repair({ ...this.where, rule, filed: this.filed, value, evidence, alternatives });
  }
}
