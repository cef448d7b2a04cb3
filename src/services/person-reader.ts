import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import type { Knowledge } from '../core/ledger/knowledge';
import { streamOf } from '../core/ledger/parties';
import { type FoldedPerson, foldPerson } from '../core/ledger/person-holdings';
import type { FilingRow, HoldingsLedger, PersonRow, ProblemRow } from '../core/ledger/person-ledger';
import { holdingsLedger } from '../core/ledger/project-person';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import type { ReadModel, StreamEnd } from '../read-model/read-model';
import { type AnswerBasis, checkAsOf, NotFound } from './answer';
import { type Clocks, knowledgeOf, recordedPosition } from './clocks';
import { type PersonFilings, personFilings } from './evidence';
import { EVENT_STORE } from './ledger-tokens';
import { FoldedRows, KeptRows, type PersonRows } from './person-rows';

/** How often a person's rows are read again because a projection came between; then the writes never end. */
const MAX_READS = 20;

/** A person, and what fixes the answer that is made of it. */
export interface PersonReading<Rows> {
  /** As far as is known: while nothing is, the name is the id. */
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly filings: PersonFilings;
  readonly rows: Rows;
}

/** A person's events that a question may rest on, and how much of them is known. */
export interface PersonEvents {
  /** In the order of the stream, up to the position of the basis. */
  readonly events: readonly StoredEvent[];
  readonly knowledge: Knowledge;
  /** What they come to; undefined while nothing is known. */
  readonly folded: FoldedPerson | undefined;
  /** The rows of that. */
  readonly ledger: HoldingsLedger | undefined;
}

/** Reads what there is of one person for the clocks of a question, all of it as of one moment. */
@Injectable()
export class PersonReader {
  constructor(
    private readonly live: LiveGeneration,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * The person and what `query` finds in its rows: in those that the read model keeps, or, for a question with
   * a knowledge date or a recorded position, in rows that are folded for it. Throws NotFound for a person that
   * is not in the ledger, InvalidQuestion for clocks that cannot be read.
   */
  async rows<Rows>(
    personId: string,
    clocks: Clocks,
    query: (rows: PersonRows) => Promise<Rows>,
  ): Promise<PersonReading<Rows>> {
    checkAsOf(clocks.asOf);
    if (clocks.knownAt === undefined && clocks.recordedAt === undefined) {
      return this.live.read((readModel) => this.kept(readModel, personId, clocks, query));
    }
    const reading = await this.events(personId, clocks);
    return { ...reading, rows: await query(new FoldedRows(reading.rows.ledger)) };
  }

  /** The person's events that the question may rest on. Throws like rows(). */
  async events(personId: string, clocks: Clocks): Promise<PersonReading<PersonEvents>> {
    checkAsOf(clocks.asOf);
    const knowledge = knowledgeOf(clocks);
    const stream = streamOf(personId);
    const position = await recordedPosition(this.store, clocks, stream);
    const events: StoredEvent[] = [];
    let recorded = false;
    for await (const event of this.store.readStream(stream)) {
      recorded = true;
      if (position === null || event.position > position) break;
      events.push(event);
    }
    if (!recorded) throw new NotFound(`no reporting person has the id "${personId}"`);
    const folded = foldPerson(events, knowledge);
    const ledger = folded && holdingsLedger(folded);
    const { person = nobodyYet(personId), filings = [], problems = [] } = ledger ?? {};
    return {
      person,
      basis: basisOf(clocks, knowledge, filings, position, RULES_VERSION),
      filings: personFilings(filings, problems),
      rows: { events, knowledge, folded, ledger },
    };
  }

  /** What the read model keeps, none of it older or newer than the rest, although each query sees a moment of its own. */
  private async kept<Rows>(
    readModel: ReadModel,
    personId: string,
    clocks: Clocks,
    query: (rows: PersonRows) => Promise<Rows>,
  ): Promise<PersonReading<Rows>> {
    for (let reads = 0; reads < MAX_READS; reads++) {
      const state = await this.stateOf(readModel, personId);
      const position = await this.positionOfRows(readModel, personId, state?.end);
      const person = await readModel.person(personId);
      const filings: readonly FilingRow[] = await readModel.filings(personId);
      const problems: readonly ProblemRow[] = await readModel.problems(personId);
      const rows = await query(new KeptRows(readModel, personId));
      if (!person) throw new NotFound(`no reporting person has the id "${personId}"`);
      if (!state || !isDeepStrictEqual(state, await this.stateOf(readModel, personId))) continue;
      return {
        person,
        basis: basisOf(clocks, {}, filings, position, state.rulesVersion),
        filings: personFilings(filings, problems),
        rows,
      };
    }
    throw new Error(`the rows of ${personId} change faster than they can be read; ask again`);
  }

  private async stateOf(readModel: ReadModel, personId: string) {
    const state = await readModel.personState(personId);
    const accounted = await readModel.accountedFor([personId]);
    return state && { ...state, end: accounted.get(personId) };
  }

  /** The checkpoint, or the last event in the person's rows where these are ahead of it. */
  private async positionOfRows(
    readModel: ReadModel,
    personId: string,
    end: StreamEnd | undefined,
  ): Promise<string | null> {
    const checkpoint = (await readModel.checkpoint())?.position ?? null;
    if (!end) return checkpoint;
    for await (const { position } of this.store.readStream(streamOf(personId), end.revision)) {
      return checkpoint !== null && checkpoint > position ? checkpoint : position;
    }
    return checkpoint;
  }
}

function basisOf(
  { asOf }: Clocks,
  { knownAt }: Knowledge,
  filings: readonly FilingRow[],
  position: string | null,
  rulesVersion: number,
): AnswerBasis {
  const newest = filings.reduce<FilingRow | undefined>(
    (latest, filing) => (latest && latest.knownOn >= filing.knownOn ? latest : filing),
    undefined,
  );
  return {
    effectiveOn: asOf ?? null,
    knownAt: knownAt ?? null,
    knownOn: newest?.knownOn ?? null,
    knownBasis: newest?.knownBasis ?? null,
    position,
    rulesVersion,
  };
}

/** A person of whom nothing is known yet at the moment asked about, not even the name. */
function nobodyYet(personId: string): PersonRow {
  return {
    personId,
    cik: personId.startsWith('name.') ? null : personId,
    name: personId,
    filings: 0,
    holdings: 0,
    problems: 0,
    firstEffectiveOn: null,
    lastEffectiveOn: null,
  };
}
