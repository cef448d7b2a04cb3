import type { PersonRow } from '../core/ledger/person-ledger';

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

/** All that a person is called, folded in the same way: names as filed, and those that linked ids are made of. */
export function searchNames(person: PersonRow): string {
  const ids = linkedIdsOf(person).map((id) => id.replace(/^name\./, ''));
  return searchName([person.name, ...person.otherNames, ...ids].join(' '));
}

/** The ids that are linked to the one under which a person is kept. */
export function linkedIdsOf({ personId, linked }: PersonRow): readonly string[] {
  return [...new Set(linked.flatMap(({ persons }) => persons))].filter((id) => id !== personId);
}
