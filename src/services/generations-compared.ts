import { type DifferingPerson, differingPersons } from '../read-model/generation-comparison';
import type { ReadModel } from '../read-model/read-model';

/** Differing persons that are named; all are counted. */
const NAMED_PERSONS = 100;
/** Differing persons who are looked at again, because the two generations may have been at different events. */
const LOOKED_AT_AGAIN = 1_000;

/** The row hashes of two generations beside each other. */
export interface Comparison {
  /** True when all persons have the same rows. */
  readonly same: boolean;
  /** Persons of the new generation. */
  readonly persons: number;
  readonly differing: number;
  /** Ids of the first of them: rows differ, only the live generation has them, or only the new one. */
  readonly named: readonly {
    readonly personId: string;
    readonly difference: 'rows' | 'onlyLive' | 'onlyNew';
  }[];
}

/**
 * Compares two generations that others may be writing to. `bothCatchUp` brings both to the head of the log: persons who
 * differ are looked at again after it, unless there are so many that it is not for a few new events.
 */
export async function compareGenerations(
  live: ReadModel,
  built: ReadModel,
  bothCatchUp: () => Promise<void>,
): Promise<Comparison> {
  await bothCatchUp();
  let differing = 0;
  let found: DifferingPerson[] = [];
  for await (const person of differingPersons(live, built)) {
    differing += 1;
    if (found.length < LOOKED_AT_AGAIN) found.push(person);
  }
  if (differing > 0 && differing === found.length) {
    await bothCatchUp();
    found = await stillDiffering(found, live, built);
    differing = found.length;
  }
  const named = found.slice(0, NAMED_PERSONS).map(({ personId, live: inLive, built: inBuilt }) => ({
    personId,
    difference:
      inLive === undefined
        ? ('onlyNew' as const)
        : inBuilt === undefined
          ? ('onlyLive' as const)
          : ('rows' as const),
  }));
  return { same: differing === 0, persons: (await built.accounts()).persons, differing, named };
}

async function stillDiffering(
  found: readonly DifferingPerson[],
  live: ReadModel,
  built: ReadModel,
): Promise<DifferingPerson[]> {
  const still: DifferingPerson[] = [];
  for (const { personId } of found) {
    const [inLive, inBuilt] = [await live.rowHash(personId), await built.rowHash(personId)];
    if (inLive !== inBuilt) still.push({ personId, live: inLive, built: inBuilt });
  }
  return still;
}
