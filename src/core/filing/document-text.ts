import type { Problem } from './filing';

/** The text of a document, or why its bytes are none. */
export type DocumentText =
  | {
      readonly text: string;
      /** The document does not say so, and is not valid UTF-8: it was read as windows-1252. */
      readonly assumed: boolean;
      readonly problem?: Problem;
    }
  | { readonly rejection: Problem };

/**
 * Decodes a document, without its byte order mark: UTF-8; UTF-16 with a byte order mark; windows-1252 where an
 * XML declaration names it, ISO-8859-1 or US-ASCII, and, `assumed`, where nothing is declared and UTF-8 it is not.
 */
export function decodeDocument(bytes: Uint8Array): DocumentText {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) {
    return rejection('the text is UTF-32; save it as UTF-8');
  }
  if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(bytes, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(bytes, 'utf-16be');
  const nul = bytes.indexOf(0);
  if (nul >= 0) return binary(bytes, nul);
  return decodeBytes(bytes);
}

/** Encodings of an XML declaration that are read as windows-1252, which has all characters of ISO-8859-1 that print. */
const LATIN = /^(?:iso-?8859-1|latin-?1|windows-1252|cp-?1252)$/i;
const ASCII = /^(?:us-)?ascii$/i;
const UNICODE = /^utf-?(?:8|16(?:le|be)?)$/i;
const DECLARED = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/;
/** Bytes in which an XML declaration is looked for. */
const DECLARATION_LENGTH = 256;

function decodeBytes(bytes: Uint8Array): DocumentText {
  const utf8 = decodeAs('utf-8', bytes);
  const declared = DECLARED.exec(utf8?.slice(0, DECLARATION_LENGTH) ?? latin(bytes, DECLARATION_LENGTH))?.[1];
  if (declared === undefined) return utf8 === undefined ? assumed(bytes) : { text: utf8, assumed: false };
  if (LATIN.test(declared) || ASCII.test(declared)) return decodeLatin(bytes, declared, utf8);
  if (!UNICODE.test(declared)) {
    return rejection(`the XML says that its encoding is ${declared}, which is not read; save it as UTF-8`);
  }
  if (utf8 === undefined) {
    return rejection(
      `the XML says that its encoding is ${declared}, but it is no valid UTF-8; get it from EDGAR again`,
    );
  }
  if (/16/.test(declared)) {
    const message = `the XML says that its encoding is ${declared}, but it is UTF-8, and was read so`;
    return { text: utf8, assumed: false, problem: { code: 'encoding', message } };
  }
  return { text: utf8, assumed: false };
}

/** Text that says it is Latin: told as doubtful when it says ASCII and is not, or would be valid UTF-8 as well. */
function decodeLatin(bytes: Uint8Array, declared: string, utf8: string | undefined): DocumentText {
  const text = latin(bytes, bytes.length);
  if (utf8 === text) return { text, assumed: false };
  const doubt = ASCII.test(declared)
    ? 'has other characters'
    : utf8 !== undefined
      ? 'is valid UTF-8, too'
      : undefined;
  if (doubt === undefined) return { text, assumed: false };
  const message = `the XML says that its encoding is ${declared}, but ${doubt}; it was read as windows-1252: check names and footnotes`;
  return { text, assumed: false, problem: { code: 'encoding', message } };
}

function assumed(bytes: Uint8Array): DocumentText {
  const message =
    'the text is no valid UTF-8 and does not say what it is; it was read as windows-1252: check names and footnotes';
  return { text: latin(bytes, bytes.length), assumed: true, problem: { code: 'encoding', message } };
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DocumentText {
  const text = decodeAs(encoding, bytes);
  if (text === undefined) return rejection('the text starts as UTF-16 and is not valid; save it as UTF-8');
  return text.includes('\0')
    ? rejection('the text has NUL characters; get it again')
    : { text, assumed: false };
}

function binary(bytes: Uint8Array, nul: number): DocumentText {
  if (nul === 0 && bytes.every((byte) => byte === 0)) {
    return rejection(
      'nothing but zero bytes: the file was not written or not downloaded whole; get it again',
    );
  }
  const [first, second] = bytes;
  if ((first === 0x3c && second === 0) || (first === 0 && second === 0x3c)) {
    return rejection('XML or HTML in UTF-16 without byte order mark; save it as UTF-8');
  }
  return rejection(`a binary file (byte ${nul + 1} is NUL), not the text of a filing`);
}

function rejection(message: string): DocumentText {
  return { rejection: { code: 'encoding', message } };
}

/** The decoded text; undefined when the bytes are not valid in that encoding. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The characters of windows-1252 for bytes 80 to 9F; the five that it leaves out are themselves. */
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Windows-1252. Not with a TextDecoder: since Node 20.18.3 it takes bytes 80 to 9F for ISO-8859-1 (nodejs/node#56542). */
function latin(bytes: Uint8Array, length: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)).toString('latin1');
  return text.replace(/[\x80-\x9f]/g, (character) => FROM_80[character.charCodeAt(0) - 0x80]!);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
