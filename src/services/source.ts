import { MAX_DOCUMENT_BYTES } from '../core/limits';

/** One document that was found: its bytes, good until the next one is asked for, or in one line why there are none. */
export type Source =
  | { readonly name: string; readonly bytes: Buffer }
  | { readonly name: string; readonly problem: string };

/** One line for a document above MAX_DOCUMENT_BYTES; its size where it is known. */
export function tooLarge(size?: number): string {
  const is = size === undefined ? 'is larger than' : `has ${size.toLocaleString('en-US')} bytes, more than`;
  return `${is} the ${MAX_DOCUMENT_BYTES.toLocaleString('en-US')} bytes that a document may have; it was not read`;
}
