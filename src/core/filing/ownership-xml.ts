import type { ParsedDocument } from './filing';
import { OwnershipXmlReader } from './ownership-xml-reader';
import { rejected } from './problem-list';
import { Refusal } from './refusal';
import { SourceLines } from './source-lines';

/**
 * Reads one ownership XML document (Forms 3, 3/A, 4, 4/A, 5, 5/A, every schema version) into a Filing without
 * a header: every value with its place and footnotes, and a problem for all that EDGAR would not have taken.
 * Rejects, with one problem, what is ill-formed or cut off, has a DTD, is no ownership document or passes the
 * hard limits of `limits.ts`. A value's place covers all text between its tags, a row's the whole element.
 *
 * `xml` is the document's text without byte order mark and without lone surrogates, as TextDecoder gives it.
 * `lines` turns its offsets into places when it is part of a larger document.
 */
export function parseOwnershipXml(xml: string, lines: SourceLines = SourceLines.of(xml)): ParsedDocument {
  try {
    return { kind: 'filing', filing: OwnershipXmlReader.read(xml, lines) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const at = lines.place(Math.min(error.start, xml.length), Math.min(error.end, xml.length));
    return rejected(error.code, `Line ${at[0]}, column ${at[1]}: ${error.message}`, { at });
  }
}
