import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { FilingRow, PersonRow } from '../core/ledger/person-ledger';
import { LiveGeneration } from '../read-model/live-generation';
import type { ReadModel } from '../read-model/read-model';
import { type AnswerBasis, NotFound } from './answer';
import { type PersonFilings, personFilings } from './evidence';

/** How often a person's rows are read again because a projection came between; then the writes never end. */
const MAX_READS = 20;

/** Rows of a person that all come from one projection, with what fixes the answer made of them. */
export interface PersonReading<Rows> {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly filings: PersonFilings;
  readonly rows: Rows;
}

/** Reads several kinds of rows of one person as of one moment, although each query sees a moment of its own. */
@Injectable()
export class PersonReader {
  constructor(private readonly live: LiveGeneration) {}

  /**
   * The person, its filings, and what `query` gives, none of them older or newer than the others. `asOf` goes
   * into the basis. Throws NotFound for a person that is not, or no longer, in the ledger.
   */
  read<Rows>(
    personId: string,
    asOf: string | undefined,
    query: (readModel: ReadModel) => Promise<Rows>,
  ): Promise<PersonReading<Rows>> {
    return this.live.read((readModel) => readingOf(readModel, personId, asOf, query));
  }
}

async function readingOf<Rows>(
  readModel: ReadModel,
  personId: string,
  asOf: string | undefined,
  query: (readModel: ReadModel) => Promise<Rows>,
): Promise<PersonReading<Rows>> {
  for (let reads = 0; reads < MAX_READS; reads++) {
    const state = await readModel.personState(personId);
    const position = (await readModel.checkpoint())?.position ?? null;
    const person = await readModel.person(personId);
    const filings = await readModel.filings(personId);
    const problems = await readModel.problems(personId);
    const rows = await query(readModel);
    if (!person) throw new NotFound(`no reporting person has the id "${personId}"`);
    if (!state || !isDeepStrictEqual(state, await readModel.personState(personId))) continue;
    const { rulesVersion } = state;
    return {
      person,
      basis: { effectiveOn: asOf ?? null, ...knowledge(filings), position, rulesVersion },
      filings: personFilings(filings, problems),
      rows,
    };
  }
  throw new Error(`the rows of ${personId} change faster than they can be read; ask again`);
}

function knowledge(filings: readonly FilingRow[]): Pick<AnswerBasis, 'knownOn' | 'knownBasis'> {
  const newest = filings.reduce<FilingRow | undefined>(
    (latest, filing) => (latest && latest.knownOn >= filing.knownOn ? latest : filing),
    undefined,
  );
  return { knownOn: newest?.knownOn ?? null, knownBasis: newest?.knownBasis ?? null };
}
