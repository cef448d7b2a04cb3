/** Formats that are known by their first bytes and hold no text of a filing. */
const SIGNATURES: readonly (readonly [signature: string, what: string])[] = [
  ['%PDF', 'a PDF; get the filing as XML or text from EDGAR, or its text by OCR'],
  ['PK\x03\x04', 'a zip archive or an Office file; take the filing out of it'],
  ['PK\x05\x06', 'an empty zip archive'],
  ['\x1f\x8b', 'compressed with gzip; decompress it first'],
  ['BZh', 'compressed with bzip2; decompress it first'],
  ['\xfd7zXZ\x00', 'compressed with xz; decompress it first'],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd; decompress it first'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive; take the filing out of it'],
  ['Rar!\x1a\x07', 'a RAR archive; take the filing out of it'],
  ['\x89PNG', 'a picture (PNG); get the filing as XML or text from EDGAR, or its text by OCR'],
  ['\xff\xd8\xff', 'a picture (JPEG); get the filing as XML or text from EDGAR, or its text by OCR'],
  ['GIF8', 'a picture (GIF); get the filing as XML or text from EDGAR, or its text by OCR'],
  ['II*\x00', 'a picture (TIFF); get the filing as XML or text from EDGAR, or its text by OCR'],
  ['MM\x00*', 'a picture (TIFF); get the filing as XML or text from EDGAR, or its text by OCR'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office file (Word, Excel, Outlook); save its text first'],
  ['{\\rtf', 'a rich-text (RTF) file; save its text first'],
  ['SQLite format 3\x00', 'a SQLite database'],
];

const LONGEST_SIGNATURE = Math.max(...SIGNATURES.map(([signature]) => signature.length));

/** What a document is, and what to do with it, when its first bytes are those of a format without readable text. */
export function signatureOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, LONGEST_SIGNATURE));
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
}
