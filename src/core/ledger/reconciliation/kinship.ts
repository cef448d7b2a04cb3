import { isGenericNature, type ReportedLine } from '../reported-line';

/**
 * How alike two spellings of a class or of a vehicle are. Likeness alone never makes two holdings one: it says
 * which spelling may continue a balance that continues exactly.
 */

/** Words that name no vehicle. */
const NO_NAME = new Set(
  'by the of and in a an see footnote footnotes note notes remarks lp llp llc l p inc ltd co held directly shares'.split(
    ' ',
  ),
);
const PAR_VALUE =
  /,?\s*(?:\(?\s*)?(?:\$\s*[\d.]+\s*)?par\s+value(?:\s*\$?\s*[\d.]+)?(?:\s+per\s+share)?\s*\)?/gi;
const NOTE_NUMBER = /\(\s*\d{1,2}\s*\)/g;
/** Share of all words that two footnotes must have in common that tell whose the shares are: they drift. */
const NOTES_ALIKE = 0.35;
/** Shorter words that differ in a letter are other words. */
const SHORTEST_SLIP = 5;
/** More different words than any footnote has: 2,000 characters each. */
const WORDS_AT_MOST = 10_000;

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

/**
 * From 0 to 1: how much speaks for two natures of ownership being one vehicle. 0 when too little does: names
 * that both say something the other does not, or footnotes that have little in common.
 */
export function natureLikeness(left: ReportedLine, right: ReportedLine): number {
  if (left.natureKey === right.natureKey && left.natureNotes === right.natureNotes) return 1;
  const [generic, otherGeneric] = [isGeneric(left), isGeneric(right)];
  if (generic && otherGeneric) {
    const likeness = shared(noteWords(left), noteWords(right));
    return likeness >= NOTES_ALIKE ? likeness : 0;
  }
  if (generic) return contained(nameWords(right), noteWords(left));
  if (otherGeneric) return contained(nameWords(left), noteWords(right));
  const [name, otherName] = [nameWords(left), nameWords(right)];
  return name.size <= otherName.size ? contained(name, otherName) : contained(otherName, name);
}

function isGeneric({ natureKey }: ReportedLine): boolean {
  return natureKey !== '' && isGenericNature(natureKey);
}

/**
 * Nothing unless all words of the shorter name are in the longer one: `Growth Fund VI` is not `Growth Fund VII`.
 * Of two that fit, the one with fewer words beside is the better.
 */
function contained(name: ReadonlySet<string>, among: ReadonlySet<string>): number {
  if (name.size === 0 || [...name].some((word) => !among.has(word))) return 0;
  return 1 - (among.size - name.size) / WORDS_AT_MOST;
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const common = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - common;
  return all === 0 ? 0 : common / all;
}

function nameWords({ line }: ReportedLine): ReadonlySet<string> {
  return named(line.cells.natureOfOwnership?.value ?? '');
}

function noteWords({ line, filing }: ReportedLine): ReadonlySet<string> {
  const ids = line.cells.natureOfOwnership?.footnotes ?? [];
  return named(
    filing.facts.footnotes
      .filter(({ id }) => ids.includes(id))
      .map(({ text }) => text)
      .join(' '),
  );
}

function named(text: string): ReadonlySet<string> {
  return new Set(
    words(text)
      .filter((word) => !NO_NAME.has(word))
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)),
  );
}

/** `U.S. Growth Fund IV, L.P.` is `us growth fund iv lp`. */
function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/(?<=\b[a-z])\.(?=[a-z]\b|\s|,|$)/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
