import { Inject, Injectable } from '@nestjs/common';
import type { Decision } from '../core/ledger/decision-events';
import { decisionsInForce } from '../core/ledger/decisions-in-force';
import type { StoredEvent } from '../core/ledger/events';
import { Identity } from '../core/ledger/identity';
import {
  IDENTITY_STREAM,
  isSharedStream,
  issuerOfStream,
  issuerStreamOf,
  paddedCik,
  streamOf,
} from '../core/ledger/parties';
import type { NewDecision } from '../core/ledger/record-decision';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { LiveProjector } from '../read-model/live-projector';
import { PersonStreams, partiesIn } from '../read-model/person-streams';
import { InvalidQuestion, NotFound } from './answer';
import { checkedDecision } from './decision-checks';
import { DecisionRecorder, type MadeDecision, type Making } from './decision-recorder';
import { EVENT_STORE } from './ledger-tokens';
import { checkLink, checkUnlink, type PartyKind } from './link-checks';
import { moreLinks } from './more-links';
import { againstStanding, CHANGES_NOTHING } from './standing-decisions';
import { today } from './today';

/** A decision that concerns several persons, and what it changes for each. */
export interface SharedDecisionAnswer extends Omit<MadeDecision, 'persons'> {
  /** Those for whom it changes something. */
  readonly persons: MadeDecision['persons'];
  /** How many more it concerns without changing anything. */
  readonly unchanged: number;
  /** In words: what speaks against it. */
  readonly doubts: readonly string[];
}

/** What is decided on an issuer's securities: the id in the ledger, and the decisions that stand in its stream. */
export type DecideOnIssuer = (
  issuerId: string,
  decisions: readonly StoredEvent[],
) => NewDecision | Promise<NewDecision>;

/** The use case "decide" where several persons are concerned: who is who, and an issuer's securities. */
@Injectable()
export class SharedDecisionsService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly live: LiveGeneration,
    private readonly projector: LiveProjector,
    private readonly recorder: DecisionRecorder,
  ) {}

  /**
   * Makes a decision in the stream of an issuer (a CIK or id), and shows what it changes for everybody who filed on it:
   * `onIssuer(issuer, (issuerId) => ({ type: 'SplitStated', data: { ...checkedDecision(by, today()), issuer: issuerId, … } }), making)`.
   * Throws NotFound for an issuer that nobody filed on, and what `decide` throws.
   */
  async onIssuer(issuer: string, decide: DecideOnIssuer, making: Making = {}): Promise<SharedDecisionAnswer> {
    const issuerId = await this.issuerId(issuer);
    let doubts: readonly string[] = [];
    const toDecide = {
      stream: issuerStreamOf(issuerId),
      decide: async (decisions: readonly StoredEvent[]) => {
        const decision = await decide(issuerId, decisions);
        doubts = againstStanding(decision, decisionsInForce(decisions));
        return decision;
      },
      concerned: () => this.filersOn([issuerId]),
    };
    const answer = answerOf(await this.recorder.make(toDecide, making));
    return { ...answer, doubts: [...doubts, ...answer.doubts] };
  }

  /** Two ids are one: a printed name and a CIK, of persons or of issuers. Throws NotFound, InvalidQuestion. */
  link(kind: PartyKind, ids: readonly [string, string], by: Decision, making: Making = {}) {
    return this.onIdentity(kind, ids, by, making, checkLink, {
      person: (persons, data) => ({ type: 'PersonsLinked', data: { ...data, persons } }),
      issuer: (issuers, data) => ({ type: 'IssuersLinked', data: { ...data, issuers } }),
    });
  }

  /** Two ids that were linked are not one. Throws NotFound, InvalidQuestion. */
  unlink(kind: PartyKind, ids: readonly [string, string], by: Decision, making: Making = {}) {
    return this.onIdentity(kind, ids, by, making, checkUnlink, {
      person: (persons, data) => ({ type: 'PersonsUnlinked', data: { ...data, persons } }),
      issuer: (issuers, data) => ({ type: 'IssuersUnlinked', data: { ...data, issuers } }),
    });
  }

  /** Makes a decision that stands in a shared stream already known, such as taking one back. */
  async inStream(
    stream: string,
    decide: (events: readonly StoredEvent[]) => NewDecision,
    making: Making = {},
  ): Promise<SharedDecisionAnswer> {
    if (!isSharedStream(stream)) throw new TypeError(`${stream} is no shared stream`);
    const concerned = (decision: NewDecision) => this.concernedBy(stream, decision);
    return answerOf(await this.recorder.make({ stream, decide, concerned }, making));
  }

  private async onIdentity(
    kind: PartyKind,
    ids: readonly [string, string],
    by: Decision,
    making: Making,
    check: typeof checkLink,
    decision: Record<PartyKind, (ids: readonly [string, string], data: Decision) => NewDecision>,
  ): Promise<SharedDecisionAnswer> {
    const data = checkedDecision(by, today());
    const idOf = (id: string) => (kind === 'person' ? this.personId(id) : this.issuerId(id));
    const [one, other] = [await idOf(ids[0]), await idOf(ids[1])];
    const pair: readonly [string, string] = one < other ? [one, other] : [other, one];
    let doubts: readonly string[] = [];
    const answer = await this.inStream(
      IDENTITY_STREAM,
      (events) => {
        doubts = check(kind, pair, Identity.of(events));
        return decision[kind](pair, data);
      },
      making,
    );
    const more = answer.decision.type.endsWith('Unlinked') ? [] : await this.moreLinks(kind, pair);
    return { ...answer, doubts: [...doubts, ...answer.doubts, ...more] };
  }

  /** What may have to be linked after these: the issuers of two persons, or the persons who filed on two issuers. */
  private async moreLinks(kind: PartyKind, ids: readonly [string, string]): Promise<readonly string[]> {
    const streams = new PersonStreams(this.store);
    const events: StoredEvent[] = [];
    for (const id of kind === 'person' ? ids : await this.filersOn(ids)) {
      events.push(...(await streams.of(id)).events.filter(({ type }) => type === 'FilingRecorded'));
    }
    const links: StoredEvent[] = [];
    for await (const event of this.store.readStream(IDENTITY_STREAM)) links.push(event);
    return moreLinks(kind === 'person' ? 'issuer' : 'person', events, Identity.of(links));
  }

  /** Persons whose rows a decision may change, as PersonStreams and the projection know them. */
  private async concernedBy(stream: string, decision: NewDecision): Promise<readonly string[]> {
    const issuer = issuerOfStream(stream);
    if (issuer !== undefined) return this.filersOn([issuer]);
    const streams = new PersonStreams(this.store);
    const { persons, issuers } = (await streams.links()).partiesDecided(decision);
    const concerned = new Set(await this.filersOn(issuers));
    for (const personId of persons) {
      const { personIds, events } = await streams.of(personId);
      for (const id of [...personIds, ...partiesIn(events).owners]) concerned.add(id);
    }
    return [...concerned];
  }

  /** Everybody with filings on the issuers, or on what was ever linked to them. */
  private async filersOn(issuerIds: readonly string[]): Promise<readonly string[]> {
    if (issuerIds.length === 0) return [];
    const { ever } = await new PersonStreams(this.store).links();
    const ids = new Set(issuerIds.flatMap((id) => ever.issuerMembers(id)));
    return this.live.read((readModel) => readModel.personsWithFilingsOn([...ids]));
  }

  /** Of a CIK without its leading zeros, too. */
  private async personId(id: string): Promise<string> {
    const personId = paddedCik(id) ?? id;
    for await (const { type } of this.store.readStream(streamOf(personId))) {
      if (type === 'FilingRecorded') return personId;
    }
    throw new NotFound(`no reporting person has the id "${id}"; "holdings people" lists them`);
  }

  private async issuerId(id: string): Promise<string> {
    await this.projector.catchUp();
    const issuerId = paddedCik(id) ?? id;
    if (issuerId === 'unknown') {
      throw new InvalidQuestion(
        'issuer',
        'filings that show no issuer may be on many: nothing can be decided on them',
      );
    }
    if ((await this.filersOn([issuerId])).length > 0) return issuerId;
    const meant = await this.live.read((readModel) => readModel.issuersWithSymbol(id.trim()));
    const hint =
      meant.length > 0
        ? `that is a trading symbol, which can be another issuer's later; did you mean ${meant.join(' or ')}?`
        : '"holdings show PERSON" tells the ids of issuers';
    throw new NotFound(`no filing reports on an issuer "${id}"; ${hint}`);
  }
}

function answerOf({ persons, ...made }: MadeDecision): SharedDecisionAnswer {
  const changed = persons.filter(({ changes, lots }) => changes.length > 0 || lots.length > 0);
  const doubts = changed.length === 0 ? [CHANGES_NOTHING] : [];
  return { ...made, persons: changed, unchanged: persons.length - changed.length, doubts };
}
