import type { RowChange } from '../core/ledger/ledger-difference';
import type { ChangedPerson } from '../services/decision-recorder';

/** How many rows of each kind are one person's before a decision and, otherwise the same, another's after it. */
export interface MovedRows {
  readonly from: string;
  readonly to: string;
  readonly counts: ReadonlyMap<RowChange['kind'] | 'lot', number>;
}

/** What a decision changes, what only moves from one person to another counted and left out of the lists. */
export interface WithMoves {
  readonly moves: readonly MovedRows[];
  readonly persons: readonly ChangedPerson[];
}

/** Finds the rows and lots that are gone for one person and, the same but for the id, there for another. */
export function withMoves(persons: readonly ChangedPerson[]): WithMoves {
  const moves: MovedRows[] = [];
  const left = new Map(persons.map((person) => [person.person.personId, person]));
  for (const from of persons) {
    for (const to of persons) {
      if (from === to) continue;
      const [one, other] = [left.get(from.person.personId)!, left.get(to.person.personId)!];
      const rows = matched(
        one.changes.filter(({ change }) => change === 'gone'),
        other.changes.filter(({ change }) => change === 'added'),
        ({ kind, row }) => `${kind} ${withoutIds(row)}`,
      );
      const lots = matched(
        one.lots.filter(({ after }) => after === null),
        other.lots.filter(({ before }) => before === null),
        ({ before, after }) => JSON.stringify(before ?? after),
      );
      const counts = new Map<RowChange['kind'] | 'lot', number>();
      for (const { kind } of rows.gone) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (lots.gone.size > 0) counts.set('lot', lots.gone.size);
      if (counts.size === 0) continue;
      moves.push({ from: nameOf(from), to: nameOf(to), counts });
      left.set(from.person.personId, without(one, rows.gone, lots.gone));
      left.set(to.person.personId, without(other, rows.added, lots.added));
    }
  }
  return { moves, persons: [...left.values()] };
}

/** Of two lists the entries with the same key, each taken once. */
function matched<Entry>(
  gone: readonly Entry[],
  added: readonly Entry[],
  keyOf: (entry: Entry) => string,
): { readonly gone: ReadonlySet<Entry>; readonly added: ReadonlySet<Entry> } {
  const byKey = new Map<string, Entry[]>();
  for (const entry of added) byKey.set(keyOf(entry), [...(byKey.get(keyOf(entry)) ?? []), entry]);
  const pairs = { gone: new Set<Entry>(), added: new Set<Entry>() };
  for (const entry of gone) {
    const same = byKey.get(keyOf(entry))?.shift();
    if (same === undefined) continue;
    pairs.gone.add(entry);
    pairs.added.add(same);
  }
  return pairs;
}

function without(
  person: ChangedPerson,
  rows: ReadonlySet<RowChange>,
  lots: ReadonlySet<ChangedPerson['lots'][number]>,
): ChangedPerson {
  return {
    ...person,
    changes: person.changes.filter((row) => !rows.has(row)),
    lots: person.lots.filter((lot) => !lots.has(lot)),
  };
}

function nameOf({ person: { name, personId } }: ChangedPerson): string {
  return `${name} · ${personId}`;
}

/** What tells whose a row is: a printed form without an accession number is called by a fingerprint of its owners, too. */
const IDS: ReadonlySet<string> = new Set(['personId', 'ordinal', 'filingKey', 'fingerprint']);

/** A row without whose it is and where it stands among that person's. */
function withoutIds(row: object): string {
  return JSON.stringify(row, (column, value) => (IDS.has(column) ? undefined : value));
}
