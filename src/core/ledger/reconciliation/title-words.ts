const PAR_VALUE =
  /,?\s*(?:\(?\s*)?(?:\$\s*[\d.]+\s*)?par\s+value(?:\s*\$?\s*[\d.]+)?(?:\s+per\s+share)?\s*\)?/gi;
const NOTE_NUMBER = /\(\s*\d{1,2}\s*\)/g;
/** Shorter words that differ in a letter are other words. */
const SHORTEST_SLIP = 5;

/** The words of a class without what filers add or drop: par value, a footnote's number, shares for stock. */
export function titleWords(title: string): string {
  return words(title.replace(PAR_VALUE, ' ').replace(NOTE_NUMBER, ' '))
    .map((word) => (word === 'shares' || word === 'share' ? 'stock' : word.replace(/s$/, '')))
    .join(' ');
}

/**
 * True for one title, or two that differ in one letter, which was left out, put in or mistaken (`Qualifed`). A single
 * letter or a number that is another one makes another class: `Class A` is not `Class B`.
 */
export function isMisspelled(left: string, right: string): boolean {
  const [words, others] = [left.split(' '), right.split(' ')];
  if (words.length !== others.length) return false;
  const differing = words.flatMap((word, place) => (word === others[place] ? [] : [[word, others[place]!]]));
  if (differing.length === 0) return true;
  const [word, other] = differing[0]!;
  return differing.length === 1 && isSlip(word!, other!);
}

function isSlip(word: string, other: string): boolean {
  const [long, short] = word.length >= other.length ? [word, other] : [other, word];
  if (short.length < SHORTEST_SLIP || /\d/.test(long + short)) return false;
  const from = [...long].findIndex((letter, place) => letter !== short[place]);
  const rest = long.slice(from + 1);
  return rest === short.slice(from) || rest === short.slice(from + 1);
}

/** `U.S. Growth Fund IV, L.P.` is `us growth fund iv lp`. */
export function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/(?<=\b[a-z])\.(?=[a-z]\b|\s|,|$)/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
