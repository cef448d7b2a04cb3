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
import { PersonStreams } from '../read-model/person-streams';
import type { ReadModel } from '../read-model/read-model';
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
export interface KnownEvents {
  /** In the order of the log, up to the position of the basis: see PersonStreams for which. */
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

  /**
   * The person's events that the question may rest on. An id that is linked to another one stands for the whole person,
   * and for itself alone while the link is not known. Throws like rows().
   */
  async events(personId: string, clocks: Clocks): Promise<PersonReading<KnownEvents>> {
    checkAsOf(clocks.asOf);
    const knowledge = knowledgeOf(clocks);
    // Up to the head as it was before: each of the streams is read as of the same moment.
    const head = (await this.store.head()) ?? null;
    const { events: all } = await new PersonStreams(this.store).of(personId, head ?? '');
    if (!all.some(({ stream }) => stream === streamOf(personId))) {
      throw new NotFound(`no reporting person has the id "${personId}"`);
    }
    const position = await recordedPosition(this.store, head, clocks, all);
    const events = all.filter((event) => position !== null && event.position <= position);
    const folded = foldPerson(events, knowledge, personId);
    const ledger = folded && holdingsLedger(folded);
    const { person = nobodyYet(personId), filings = [], problems = [] } = ledger ?? {};
    return {
      person,
      basis: basisOf(clocks, knowledge, filings, position, RULES_VERSION),
      filings: personFilings(filings, problems),
      rows: { events, knowledge, folded, ledger },
    };
  }

  /**
   * What the read model keeps, none of it older or newer than the rest, although each query sees a moment of its own:
   * under which id the person is kept may change between them, too.
   */
  private async kept<Rows>(
    readModel: ReadModel,
    asked: string,
    clocks: Clocks,
    query: (rows: PersonRows) => Promise<Rows>,
  ): Promise<PersonReading<Rows>> {
    const keptId = async () => (await readModel.keptId(asked)) ?? asked;
    for (let reads = 0; reads < MAX_READS; reads++) {
      const personId = await keptId();
      const state = await readModel.personState(personId);
      const checkpoint = (await readModel.checkpoint())?.position ?? null;
      // The rows may be ahead of the checkpoint.
      const position = [checkpoint, state?.newest ?? null].reduce(later);
      const person = await readModel.person(personId);
      const filings: readonly FilingRow[] = await readModel.filings(personId);
      const problems: readonly ProblemRow[] = await readModel.problems(personId);
      const rows = await query(new KeptRows(readModel, personId));
      if (!isDeepStrictEqual(state, await readModel.personState(personId))) continue;
      if (personId !== (await keptId())) continue;
      if (!state) throw new NotFound(`no reporting person has the id "${asked}"`);
      if (!person) continue;
      return {
        person,
        basis: basisOf(clocks, {}, filings, position, state.rulesVersion),
        filings: personFilings(filings, problems),
        rows,
      };
    }
    throw new Error(`the rows of ${asked} change faster than they can be read; ask again`);
  }
}

function later(one: string | null, other: string | null): string | null {
  return (one ?? '') >= (other ?? '') ? one : other;
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
    otherNames: [],
    linked: [],
    filings: 0,
    holdings: 0,
    problems: 0,
    firstEffectiveOn: null,
    lastEffectiveOn: null,
  };
}
