import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import { personOfStream, streamOf } from '../core/ledger/parties';
import type { PersonLedger } from '../core/ledger/person-ledger';
import { projectPerson } from '../core/ledger/project-person';
import { rowHashOf } from '../core/ledger/row-hash';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { foldFamily } from '../read-model/person-fold';
import { PersonStreams } from '../read-model/person-streams';
import type { PersonState, ReadModel } from '../read-model/read-model';
import { EVENT_STORE } from './ledger-tokens';
import type { VerifyFinding } from './verify.service';

/** Looks at rows that seem wrong while somebody writes them. More writes than looks, one after the other, are unlikely. */
const MAX_LOOKS = 5;

/** The rows of a family as they are kept at one time. */
interface KeptRows {
  /** Position up to which all rows account for the log, at least; empty before anything is projected. */
  readonly upTo: string;
  readonly states: ReadonlyMap<string, PersonState>;
}

interface Look {
  /** Persons whose rows were compared. */
  readonly persons: number;
  readonly findings: readonly VerifyFinding[];
  /** Whether nobody wrote the rows meanwhile. */
  readonly undisturbed: boolean;
}

/** Makes the rows of persons again from the events and compares them with those that are kept. */
@Injectable()
export class RowsCheck {
  constructor(
    private readonly live: LiveGeneration,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Reads what persons rest on; shared streams are kept from one check to the next one. */
  streams(): PersonStreams {
    return new PersonStreams(this.store);
  }

  /**
   * Tells what differs in the rows of a stream's person, and of everybody who was ever linked to the person; returns
   * the number of persons whose rows were compared: 0 for a stream without rows, and for one whose person is looked
   * at with another stream. Rows that only wait for events to be projected differ in nothing.
   */
  async check(
    stream: string,
    streams: PersonStreams,
    tell: (finding: VerifyFinding) => void,
  ): Promise<number> {
    const personId = personOfStream(stream);
    if (personId === undefined) return 0;
    for (let looks = 1; ; looks++) {
      const { persons, findings, undisturbed } = await this.look(personId, streams);
      // What differs may be what was decided since the shared streams were read: told is what differs without that.
      if (findings.length === 0 || looks >= MAX_LOOKS || (looks > 1 && undisturbed)) {
        for (const finding of findings) tell(finding);
        return persons;
      }
      streams.refresh();
    }
  }

  private async look(personId: string, streams: PersonStreams): Promise<Look> {
    // In this order, so that the events are never older than the rows.
    const kept = await this.kept((await streams.links()).ever.members(personId));
    const { personIds, events } = await streams.of(personId);
    const first = personIds.find((id) => events.some((event) => event.stream === streamOf(id)));
    if (first !== personId) return { persons: 0, findings: [], undisturbed: true };
    const made = new MadeRows(personIds, events);
    const findings: VerifyFinding[] = [];
    const compared = personIds.filter((id) => kept.states.has(id) || isMissing(id, kept, made));
    for (const id of compared) {
      const difference = await this.difference(id, kept, made);
      if (difference) findings.push({ stream: streamOf(id), revision: null, position: null, ...difference });
    }
    const undisturbed = findings.length === 0 || isDeepStrictEqual(kept, await this.kept(personIds));
    return { persons: compared.length, findings, undisturbed };
  }

  private kept(personIds: readonly string[]): Promise<KeptRows> {
    return this.live.read(async (readModel) => {
      const upTo = (await readModel.checkpoint())?.position ?? '';
      const states = new Map<string, PersonState>();
      for (const id of personIds) {
        const state = await readModel.personState(id);
        if (state) states.set(id, state);
      }
      return { upTo, states };
    });
  }

  private async difference(
    personId: string,
    { upTo, states }: KeptRows,
    made: MadeRows,
  ): Promise<Pick<VerifyFinding, 'kind' | 'what'> | undefined> {
    const state = states.get(personId);
    if (!state) {
      return { kind: 'corruption', what: 'the read model has no rows of this person: rebuild it' };
    }
    const ledger = made.until(later(upTo, state.newest)).get(personId);
    if (!ledger) {
      const what = 'the read model has rows of this person, who is linked to another one: rebuild it';
      return { kind: 'corruption', what };
    }
    if (state.rowHash !== (await this.live.read((readModel) => hashOfRowsOf(personId, readModel)))) {
      const what = 'the rows that are kept are not those that were written: rebuild the read model';
      return { kind: 'corruption', what };
    }
    if (state.rowHash === ledger.rowHash) return undefined;
    const what = 'today’s rules make other rows of the same events than those that are kept: rebuild';
    return { kind: 'otherRules', what };
  }
}

/** The rows that a family's events come to, up to a position: rows may be ahead of the checkpoint. */
class MadeRows {
  private readonly byCount = new Map<number, ReadonlyMap<string, PersonLedger>>();

  constructor(
    private readonly personIds: readonly string[],
    private readonly events: readonly StoredEvent[],
  ) {}

  /** The ledgers by person. */
  until(position: string): ReadonlyMap<string, PersonLedger> {
    const events = this.events.filter((event) => event.position <= position);
    const folded = this.byCount.get(events.length);
    if (folded) return folded;
    const { ledgers } = foldFamily(projectPerson, this.personIds, events);
    const made = new Map(ledgers.map((ledger) => [ledger.person.personId, ledger]));
    this.byCount.set(events.length, made);
    return made;
  }
}

/** Whether a person without rows should have them: also as of rows of others ahead, which may have brought them there. */
function isMissing(personId: string, { upTo, states }: KeptRows, made: MadeRows): boolean {
  const ahead = [...states.values()].reduce((last, { newest }) => later(last, newest), upTo);
  return made.until(upTo).has(personId) && made.until(ahead).has(personId);
}

function later(left: string, right: string | null): string {
  return right !== null && right > left ? right : left;
}

async function hashOfRowsOf(personId: string, readModel: ReadModel): Promise<string | undefined> {
  const person = await readModel.person(personId);
  if (!person) return undefined;
  const histories = await readModel.history(personId);
  return rowHashOf({
    person,
    filings: await readModel.filings(personId),
    holdings: histories.map(({ holding }) => holding),
    steps: histories.flatMap(({ steps }) => steps),
    problems: await readModel.problems(personId),
    lots: (await readModel.lots(personId)).map(({ lot }) => lot),
    tranches: await readModel.tranches(personId),
    draws: await readModel.draws(personId),
  });
}
