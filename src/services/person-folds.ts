import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import type { PersonFiling } from '../core/ledger/filings-of-person';
import { Identity } from '../core/ledger/identity';
import type { Knowledge } from '../core/ledger/knowledge';
import { streamOf } from '../core/ledger/parties';
import { type FoldedPerson, foldPerson } from '../core/ledger/person-holdings';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { type PersonEvents, PersonStreams } from '../read-model/person-streams';
import { type AnswerBasis, checkAsOf, InvalidQuestion } from './answer';
import { type Clocks, knowledgeOf, recordedPosition } from './clocks';
import { EVENT_STORE } from './ledger-tokens';
import { PeopleService } from './people.service';

/** What fixes figures over one person or all: asked again with the same, they are the same. */
export type FoldBasis = Pick<AnswerBasis, 'effectiveOn' | 'knownAt' | 'position' | 'rulesVersion'>;

/** One person's fold, with the events that it comes from. */
export interface PersonFold {
  readonly events: readonly StoredEvent[];
  readonly person: FoldedPerson;
  readonly knowledge: Knowledge;
  /** True for filings to be counted here: all of one person's, a joint one of all persons' just once. */
  readonly isCounted: (filing: PersonFiling) => boolean;
}

/** Folds one person after the other, so that memory is bounded by one person's filings. */
@Injectable()
export class PersonFolds {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly people: PeopleService,
    private readonly live: LiveGeneration,
  ) {}

  /**
   * Calls `onFold` for the person, or for every one of whom a filing is known. Throws InvalidQuestion for clocks
   * that cannot be read, and for a position that the rows, which tell who is there, have not come to.
   */
  async each(
    personId: string | undefined,
    clocks: Clocks,
    onFold: (fold: PersonFold) => void,
  ): Promise<FoldBasis> {
    checkAsOf(clocks.asOf);
    const knowledge = knowledgeOf(clocks);
    const streams = new PersonStreams(this.store);
    if (personId === undefined) {
      const position = await this.projectedPosition(clocks);
      for await (const family of families(streams, this.people.everyId(), position ?? ''))
        foldEach(family, knowledge, onFold);
      return basisOf(clocks, knowledge, position);
    }
    const head = (await this.store.head()) ?? null;
    const { events: all } = await streams.of(personId, head ?? '');
    const position = await recordedPosition(this.store, head, clocks, all);
    const events = all.filter((event) => event.position <= (position ?? ''));
    const person = foldPerson(events, knowledge, personId);
    if (person) onFold({ events, person, knowledge, isCounted: () => true });
    return basisOf(clocks, knowledge, position);
  }

  /**
   * The same for everybody who ever filed on the issuer of this id, or on one that was ever linked to it; undefined
   * when nobody did.
   */
  async eachOn(
    issuerId: string,
    clocks: Clocks,
    onFold: (fold: PersonFold) => void,
  ): Promise<FoldBasis | undefined> {
    checkAsOf(clocks.asOf);
    const knowledge = knowledgeOf(clocks);
    const streams = new PersonStreams(this.store);
    const position = await this.projectedPosition(clocks);
    const issuerIds = (await streams.links()).ever.issuerMembers(issuerId);
    const personIds = await this.live.read((rows) => rows.personsWithFilingsOn(issuerIds));
    if (personIds.length === 0) return undefined;
    for await (const family of families(streams, personIds, position ?? ''))
      foldEach(family, knowledge, onFold);
    return basisOf(clocks, knowledge, position);
  }

  /**
   * The position that a question about several persons may rest on: the rows tell who they are, so it ends where the
   * rows do. Throws InvalidQuestion.
   */
  private async projectedPosition(clocks: Clocks): Promise<string | null> {
    const checkpoint = (await this.live.read((rows) => rows.checkpoint()))?.position ?? null;
    const head = (await this.store.head()) ?? null;
    const asked = await recordedPosition(this.store, head, clocks, undefined);
    // Rows of another log end past this one, until they are made anew.
    const isPast = checkpoint === null || (asked ?? '') > checkpoint;
    if (clocks.recordedAt === undefined) return isPast ? checkpoint : asked;
    if (!isPast) return asked;
    throw new InvalidQuestion(
      'recordedAt',
      `the rows are projected up to ${checkpoint ?? 'nothing'}, not to ${asked}: ask again when they are, or for where they end`,
    );
  }
}

function basisOf(
  { asOf = null }: { readonly asOf?: string | null },
  { knownAt = null }: { readonly knownAt?: string | null },
  position: string | null,
): FoldBasis {
  return { effectiveOn: asOf, knownAt, position, rulesVersion: RULES_VERSION };
}

/** The events of these persons; of those who were ever linked to one another, once. */
async function* families(
  streams: PersonStreams,
  personIds: Iterable<string> | AsyncIterable<string>,
  until: string,
): AsyncGenerator<PersonEvents> {
  const seen = new Set<string>();
  for await (const personId of personIds) {
    if (seen.has(personId)) continue;
    const family = await streams.of(personId, until);
    if (family.personIds.length > 1) for (const id of family.personIds) seen.add(id);
    yield family;
  }
}

/** Those who were ever linked are one person, or several, as far as is known. */
function foldEach(
  { personIds, events }: PersonEvents,
  knowledge: Knowledge,
  onFold: (fold: PersonFold) => void,
): void {
  const identity = Identity.of(events, knowledge);
  for (const personId of new Set(personIds.map((id) => identity.personOf(id)))) {
    const person = foldPerson(events, knowledge, personId);
    const isCounted = (filing: PersonFiling) => filing.streams[0] === streamOf(personId);
    if (person) onFold({ events, person, knowledge, isCounted });
  }
}
