import { isGenericNature, type ReportedLine } from '../reported-line';
import { words } from './title-words';
import { areOtherVehicles } from './vehicle-name';

/**
 * How alike two spellings of a vehicle are. Likeness alone never makes two holdings one: it says
 * which spelling may continue a balance that continues exactly.
 */

/** Words that name no vehicle. */
const NO_NAME = new Set(
  'by the of and in a an see footnote footnotes note notes remarks lp llp llc l p inc ltd co held directly shares'.split(
    ' ',
  ),
);
/** Share of all words that two footnotes must have in common that tell whose the shares are: they drift. */
const NOTES_ALIKE = 0.35;
/** More different words than any footnote has: 2,000 characters each. */
const WORDS_AT_MOST = 10_000;

/**
 * From 0 to 1: how much speaks for two natures of ownership being one vehicle. 0 when too little does: names
 * that both say something the other does not, or footnotes that have little in common.
 */
export function natureLikeness(left: ReportedLine, right: ReportedLine): number {
  if (left.natureKey === right.natureKey && left.natureNotes === right.natureNotes) return 1;
  const [generic, otherGeneric] = [isGeneric(left), isGeneric(right)];
  if (generic && otherGeneric) {
    const [vehicle, otherVehicle] = [left.vehicle, right.vehicle];
    if (vehicle !== undefined && vehicle === otherVehicle) return 1;
    // Two names are two vehicles, however alike the rest of the footnotes is.
    if (vehicle && otherVehicle && areOtherVehicles(vehicle, otherVehicle)) return 0;
    if (saysOtherNames(left, right) && saysOtherNames(right, left)) return 0;
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

/** True when the footnotes of a row say a name or a number that those of the other do not. */
function saysOtherNames(left: ReportedLine, right: ReportedLine): boolean {
  const said = noteWords(right);
  const names = noteText(left)
    .split(/(?:^|[.;]\s+)\w+|[^\w.'’-]+/)
    .filter((word) => /^[A-Z0-9]/.test(word));
  return [...named(names.join(' '))].some((word) => !said.has(word));
}

function nameWords({ line }: ReportedLine): ReadonlySet<string> {
  return named(line.cells.natureOfOwnership?.value ?? '');
}

function noteWords(line: ReportedLine): ReadonlySet<string> {
  return named(noteText(line));
}

function noteText({ line, filing }: ReportedLine): string {
  const ids = line.cells.natureOfOwnership?.footnotes ?? [];
  return filing.facts.footnotes
    .filter(({ id }) => ids.includes(id))
    .map(({ text }) => text)
    .join(' ');
}

function named(text: string): ReadonlySet<string> {
  return new Set(
    words(text)
      .filter((word) => !NO_NAME.has(word))
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)),
  );
}
