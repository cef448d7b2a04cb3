/** Text with runs of white space (line feeds and no-break spaces too) folded into one blank, trimmed. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * What is left of a text when case, punctuation, white space and broken encodings are taken away: two
 * spellings that differ only in these are the same words (`By Growth Fund IV, L.P.` and `by growth fund IV LP`).
 */
export function bareWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}

/** A name as a part of a stream name: `CARTER DAVID WARREN` is `carter-david-warren`. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
