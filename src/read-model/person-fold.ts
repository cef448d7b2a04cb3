import type { StoredEvent } from '../core/ledger/events';
import { personOfStream } from '../core/ledger/parties';
import type { PersonLedger } from '../core/ledger/person-ledger';
import type { EventStore } from '../event-store/event-store';
import type { StreamEnd } from './read-model';

/** Folds all events of one person; undefined when they make no rows. */
export type ProjectPerson = (events: readonly StoredEvent[]) => PersonLedger | undefined;

/** What the stream of a person comes to, and which of its events that accounts for. */
export interface FoldedPerson {
  /** Undefined when the events make no rows. */
  readonly ledger: PersonLedger | undefined;
  /** Undefined when the stream has no event. */
  readonly end: StreamEnd | undefined;
}

/** Reads and folds persons by their streams, in this thread or in others. */
export interface PersonFolds {
  /** How many folds are worth asking for before the first one is awaited; 0 when they are done one after the other. */
  readonly ahead: number;
  fold(stream: string): Promise<FoldedPerson>;
}

/** Folds in this thread. */
export function foldsOf(store: EventStore, project: ProjectPerson): PersonFolds {
  return { ahead: 0, fold: (stream) => foldPerson(store, project, stream) };
}

/** The fold itself failed, as it will every time until program or events are mended; `cause` says how. */
export class FoldFailed extends Error {
  override readonly name = 'FoldFailed';

  constructor(reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason), { cause: reason });
  }
}

/** Reads the stream of a person and folds it whole. Throws FoldFailed, or what the store throws. */
export async function foldPerson(
  store: EventStore,
  project: ProjectPerson,
  stream: string,
): Promise<FoldedPerson> {
  const events: StoredEvent[] = [];
  for await (const event of store.readStream(stream)) events.push(event);
  const last = events.at(-1);
  return {
    ledger: ledgerOf(project, stream, events),
    end: last && { revision: last.revision, hash: last.metadata.hash },
  };
}

function ledgerOf(project: ProjectPerson, stream: string, events: readonly StoredEvent[]) {
  try {
    const ledger = project(events);
    if (ledger && ledger.person.personId !== personOfStream(stream)) {
      throw new Error(`the stream's rows are those of ${ledger.person.personId}`);
    }
    return ledger;
  } catch (error) {
    throw new FoldFailed(error);
  }
}
