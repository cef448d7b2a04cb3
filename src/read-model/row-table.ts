import type { DataSource, EntityTarget } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

/** What both databases store in a column; booleans go in as 1 and 0. */
export type Value = string | number | boolean | null;

/** How PostgreSQL calls the type of a column of each kind. */
type Kind = 'text' | 'integer' | 'boolean' | 'json';

interface MappedColumn {
  readonly property: string;
  readonly name: string;
  readonly kind: Kind;
  /** False for columns that only queries use: they are written and never returned. */
  readonly returned: boolean;
}

/** One table, and the only place that knows how its rows become columns and columns become rows. */
export class RowTable<Row extends object> {
  /** Name for SQL: escaped, in its schema. */
  readonly path: string;
  /** Of every column, in the order of values(). */
  readonly kinds: readonly Kind[];
  readonly columnList: string;
  private readonly columns: readonly MappedColumn[];
  private readonly returned: readonly MappedColumn[];

  constructor(dataSource: DataSource, entity: EntityTarget<object>) {
    const metadata = dataSource.getMetadata(entity);
    const quoted = (name: string) => dataSource.driver.escape(name);
    this.path = metadata.tablePath.split('.').map(quoted).join('.');
    this.columns = metadata.columns.map((column) => ({
      property: column.propertyName,
      name: quoted(column.databaseName),
      kind: kindOf(column),
      returned: column.isSelect,
    }));
    this.returned = this.columns.filter((column) => column.returned);
    this.kinds = this.columns.map((column) => column.kind);
    this.columnList = this.columns.map((column) => column.name).join(', ');
  }

  /** The columns that row() needs, for a SELECT that calls the table `alias`. */
  selected(alias: string): string {
    return this.returned.map((column) => `${alias}.${column.name}`).join(', ');
  }

  /** How many columns selected() names. */
  get width(): number {
    return this.returned.length;
  }

  /** The values of all columns. Throws when the row lacks a field, because null would be another statement. */
  values(row: Readonly<Record<string, unknown>>): Value[] {
    return this.columns.map(({ property, kind }) => {
      const value = row[property];
      if (value === undefined) throw new TypeError(`a row for ${this.path} has no ${property}`);
      return value === null ? null : toColumn(value, kind);
    });
  }

  /** The row whose selected columns begin at `offset`; undefined when an outer join found none. */
  row(values: readonly Value[], offset = 0): Row | undefined {
    if (values[offset] === null) return undefined;
    const row: Record<string, unknown> = {};
    this.returned.forEach(({ property, kind }, index) => {
      row[property] = fromColumn(values[offset + index] ?? null, kind);
    });
    return row as Row;
  }
}

/** Kinds by the column types that the entities use (see entities/columns.ts). */
const KINDS: Readonly<Record<string, Kind>> = {
  varchar: 'text',
  integer: 'integer',
  boolean: 'boolean',
  'simple-json': 'json',
};

function kindOf(column: ColumnMetadata): Kind {
  const kind = KINDS[String(column.type)];
  if (!kind)
    throw new TypeError(`column ${column.databaseName} has a type without a mapping: ${column.type}`);
  return kind;
}

function toColumn(value: unknown, kind: Kind): Value {
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'boolean') return value ? 1 : 0;
  if (kind === 'integer') return value as number;
  const text = value as string;
  // PostgreSQL stores no NUL; both databases keep the replacement character, so that their rows stay equal.
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

function fromColumn(value: Value, kind: Kind): unknown {
  if (value === null) return null;
  if (kind === 'json') return JSON.parse(value as string);
  if (kind === 'boolean') return value === 1 || value === true;
  return value;
}
