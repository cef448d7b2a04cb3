import { setImmediate } from 'node:timers/promises';
import type { StoredEvent } from '../core/ledger/events';
import { Identity } from '../core/ledger/identity';
import type { Knowledge } from '../core/ledger/knowledge';
import { personOfStream, streamOf } from '../core/ledger/parties';
import type { PersonLedger } from '../core/ledger/person-ledger';
import type { EventStore } from '../event-store/event-store';
import { PersonStreams } from './person-streams';
import type { AccountedLedger } from './read-model';

/** Folds all events that concern one person; undefined when they make no rows. */
export type ProjectPerson = (
  events: readonly StoredEvent[],
  knowledge: Knowledge,
  personId: string,
) => PersonLedger | undefined;

/** How much of the log a fold sees. */
export interface LogView {
  /** Position of the last event seen. */
  readonly until: string;
  /** Another number: shared streams are to be read again, because there are new events in them. */
  readonly epoch: number;
}

/** What the streams of a person, and of everybody who was ever linked to the person, come to. */
export interface FoldedFamily {
  /** Their ids: whoever of them has no ledger here has no rows. */
  readonly personIds: readonly string[];
  /** One ledger, while all of them are one person. */
  readonly ledgers: readonly AccountedLedger[];
  /** Events of their own streams that the ledgers account for. */
  readonly events: number;
  /** Position of the newest event that the ledgers account for; undefined when there is none. */
  readonly end: string | undefined;
}

/** Reads and folds persons, in this thread or in others. */
export interface PersonFolds {
  /** How many folds are worth asking for before the first one is awaited; 0 when they are done one after the other. */
  readonly ahead: number;
  fold(personId: string, view: LogView): Promise<FoldedFamily>;
}

/** Folds in this thread; whatever else waits there has its turn between two persons. */
export function foldsOf(store: EventStore, project: ProjectPerson): PersonFolds {
  const folder = new PersonFolder(store, project);
  return {
    ahead: 0,
    fold: async (personId, view) => {
      await setImmediate();
      return folder.fold(personId, view);
    },
  };
}

/** The fold itself failed, as it will every time until program or events are mended; `cause` says how. */
export class FoldFailed extends Error {
  override readonly name = 'FoldFailed';

  constructor(reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason), { cause: reason });
  }
}

/** Reads and folds one person after the other. */
export class PersonFolder {
  private readonly streams: PersonStreams;
  private epoch: number | undefined;

  constructor(
    store: EventStore,
    private readonly project: ProjectPerson,
  ) {
    this.streams = new PersonStreams(store);
  }

  /** Folds everybody who was ever linked to the person. Throws FoldFailed, or what the store throws. */
  async fold(personId: string, { until, epoch }: LogView): Promise<FoldedFamily> {
    if (epoch !== this.epoch) this.streams.refresh();
    this.epoch = epoch;
    const { personIds, events } = await this.streams.of(personId, until);
    return foldFamily(this.project, personIds, events);
  }
}

/** Folds each person among those who were ever linked, from all their events. Throws FoldFailed. */
export function foldFamily(
  project: ProjectPerson,
  personIds: readonly string[],
  events: readonly StoredEvent[],
): FoldedFamily {
  const identity = Identity.of(events);
  const last = events.at(-1);
  const accountsFor = last && {
    position: last.position,
    stream: last.stream,
    revision: last.revision,
    hash: last.metadata.hash,
  };
  const ledgers = [...new Set(personIds.map((id) => identity.personOf(id)))].flatMap((id) => {
    const ledger = ledgerOf(project, id, events);
    if (!ledger) return [];
    const streams = new Set(identity.members(id).map(streamOf));
    const own = events.filter(({ stream }) => streams.has(stream)).length;
    return [{ ...ledger, events: own, ...(accountsFor && { accountsFor }) }];
  });
  const own = events.filter(({ stream }) => personOfStream(stream) !== undefined).length;
  return { personIds, ledgers, events: own, end: last?.position };
}

function ledgerOf(project: ProjectPerson, personId: string, events: readonly StoredEvent[]) {
  try {
    const ledger = project(events, {}, personId);
    if (ledger && ledger.person.personId !== personId) {
      throw new Error(`the rows of ${personId} are those of ${ledger.person.personId}`);
    }
    return ledger;
  } catch (error) {
    throw new FoldFailed(error);
  }
}
