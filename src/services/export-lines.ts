import type { StoredEvent } from '../core/ledger/events';
import type { LogHead } from '../core/ledger/log-head';
import { MAX_DOCUMENT_BYTES } from '../core/limits';

/**
 * An export is a text of JSON lines: first ExportStart; then each source document; then each event in the order of
 * the log, with its hashes; last ExportEnd. It can be read, searched and checked without this program.
 */
export type ExportLine =
  | ExportStart
  | { readonly document: ExportedDocument }
  | { readonly event: ExportedEvent }
  | { readonly end: ExportEnd };

export interface ExportStart {
  readonly holdingsExport: number;
}

export interface ExportedDocument {
  readonly sha256: string;
  readonly base64: string;
}

/** An event without its position, which is the store's. */
export type ExportedEvent = Omit<StoredEvent, 'position'>;

export interface ExportEnd extends LogHead {
  readonly documents: number;
}

/** Version of the form of the lines. */
export const EXPORT_VERSION = 1;

/** A document in base64, and room for its line's other characters. */
const MAX_LINE_BYTES = Math.ceil((MAX_DOCUMENT_BYTES * 4) / 3) + 1_000;

/** The text is no export, or not as it was written; `line` counts from 1. */
export class DamagedExport extends Error {
  constructor(
    readonly line: number,
    problem: string,
  ) {
    super(`line ${line} of the export: ${problem}`);
    this.name = 'DamagedExport';
  }
}

/** A line with its number, from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly line: ExportLine;
}

/** The lines of an export as it is read. Throws DamagedExport for what is no JSON, or endless. */
export async function* readExportLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<NumberedLine> {
  let number = 0;
  for await (const text of splitLines(decompressed(bytes, () => number + 1))) {
    number += 1;
    if (text.length > MAX_LINE_BYTES) throw new DamagedExport(number, 'is too long');
    let line: unknown;
    try {
      line = JSON.parse(text.toString('utf8'));
    } catch {
      throw new DamagedExport(number, 'is no JSON: the file is no export, or was cut off');
    }
    if (typeof line !== 'object' || line === null) throw new DamagedExport(number, 'is no JSON object');
    yield { number, line: line as ExportLine };
  }
}

/** The bytes, with a damaged compression told as such. */
async function* decompressed(bytes: AsyncIterable<Buffer>, line: () => number): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw code.startsWith('Z_') ? new DamagedExport(line(), 'cannot be decompressed') : error;
  }
}

async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]);
      begun = [];
      length = 0;
      from = end + 1;
    }
    begun.push(chunk.subarray(from));
    length += chunk.length - from;
    // Handed on as it is, to be refused: no line of an export is that long.
    if (length > MAX_LINE_BYTES) break;
  }
  if (begun.some((chunk) => chunk.length > 0)) yield Buffer.concat(begun);
}
