import { Column, type ColumnOptions, PrimaryColumn, type PrimaryColumnOptions } from 'typeorm';

/**
 * Text is compared byte by byte on both databases (SQLite's default, PostgreSQL's collation C), so that both
 * have one order of names and one paging. SQLite never sees the collation: its tables come from migrations.
 */
const TEXT = { type: 'varchar', collation: 'C' } as const;

/** A column that the queries use and that is no field of the row type: it is written, never returned. */
export const HIDDEN = { select: false } as const;

export const KeyText = (name: string) => PrimaryColumn({ ...TEXT, name });
export const KeyInteger = (name: string, more: PrimaryColumnOptions = {}) =>
  PrimaryColumn({ type: 'integer', name, ...more });
export const Text = (name: string, more: ColumnOptions = {}) => Column({ ...TEXT, name, ...more });
export const NullableText = (name: string, more: ColumnOptions = {}) =>
  Column({ ...TEXT, name, nullable: true, ...more });
export const Integer = (name: string, more: ColumnOptions = {}) => Column({ type: 'integer', name, ...more });
export const NullableInteger = (name: string, more: ColumnOptions = {}) =>
  Column({ type: 'integer', name, nullable: true, ...more });
export const Flag = (name: string) => Column({ type: 'boolean', name });
/** A list or object as JSON text. */
export const Json = (name: string, more: ColumnOptions = {}) =>
  Column({ type: 'simple-json', name, ...more });
