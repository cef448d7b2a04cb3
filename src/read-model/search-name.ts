/**
 * A name as people are searched and sorted by it: lower case, without accents and punctuation, words divided
 * by one blank (`O'Brien, José` is `o brien jose`). Holds only letters, digits and blanks.
 */
export function searchName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
