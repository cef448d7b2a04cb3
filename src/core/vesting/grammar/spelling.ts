/**
 * Mends slips of spelling in the words that carry the meaning of vesting language (`therafter`, `exerciseable`).
 * Only words of eight letters and more that are one slip away from exactly one of them are mended: shorter
 * words are too close to each other.
 */
const CARRIERS = [
  'anniversary anniversaries thereafter exercisable exercised installment installments instalments increments',
  'beginning commencing commencement following quarterly annually consecutive successive remaining remainder',
  'immediately subject continued continuous employment performance restricted restrictions settlement',
  'separation termination retirement disability accelerated acceleration stockholders shareholders',
  'january february september november december twenty-five one-third vesting-date one-fourth one-quarter',
  'percent delivered delivery subsequent provided ratably monthly becomes',
].flatMap((line) => line.split(' '));

/** What lawyers shorten, and slips in words too short to be mended by rule. */
const WRITTEN_OUT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    subj: 'subject',
    "cont'd": 'continued',
    anniv: 'anniversary',
    qtr: 'quarter',
    qtrs: 'quarters',
    pct: 'percent',
    teh: 'the',
    yr: 'year',
    yrs: 'years',
    mo: 'month',
    mos: 'months',
    qtrly: 'quarterly',
    febuary: 'february',
    feburary: 'february',
    janaury: 'january',
    septmber: 'september',
    anual: 'annual',
    annualy: 'annually',
    frist: 'first',
    thrid: 'third',
    fouth: 'fourth',
    sahres: 'shares',
    shres: 'shares',
    vets: 'vests',
    vesing: 'vesting',
    vestng: 'vesting',
    optons: 'options',
    equl: 'equal',
    equaly: 'equally',
    montly: 'monthly',
    quartely: 'quarterly',
  }),
);

/** Shorter words, of which only two letters that changed places are mended. */
const SHORT_CARRIERS =
  'option options shares units vested vesting annual monthly quarter quarterly equal second third fourth months grant granted award awards restricted stock exercise'.split(
    ' ',
  );
const swapped = new Map<string, string>();
for (const word of SHORT_CARRIERS) {
  for (let at = 1; at + 1 < word.length; at++) {
    const slip = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    if (slip !== word) swapped.set(slip, word);
  }
}

const SHORTEST = 8;

const known = new Set(CARRIERS);
/** Every carrier with one letter left out, and the carrier; undefined where two carriers meet. */
const oneOut = new Map<string, string | undefined>();
for (const word of CARRIERS) {
  if (word.length < SHORTEST) continue;
  for (const short of shortened(word)) {
    const known = oneOut.get(short) ?? word;
    oneOut.set(short, oneOut.has(short) && known !== word ? undefined : known);
  }
}

/** The carrier that a lower-case word is a slip of, or the word itself. Another ending is no slip. */
export function mendedSpelling(word: string): string {
  const written = WRITTEN_OUT.get(word) ?? swapped.get(word);
  if (written !== undefined) return written;
  if (word.length < SHORTEST || word.length > 15 || known.has(word)) return word;
  const missing = oneOut.get(word);
  if (missing !== undefined) return missing.startsWith(word) ? word : missing;
  for (const short of shortened(word)) {
    if (known.has(short)) return word.startsWith(short) ? word : short;
    const same = oneOut.get(short);
    if (same?.length === word.length && same.slice(-2) === word.slice(-2)) return same;
  }
  return word;
}

function shortened(word: string): readonly string[] {
  return Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1));
}
