import { parentPort, workerData } from 'node:worker_threads';
import { projectPerson } from '../core/ledger/project-person';
import { FoldFailed, PersonFolder } from '../read-model/person-fold';
import type { FoldAnswer, FoldRequest } from './fold-messages';
import { type EventStoreLocation, openEventStore } from './open-event-store';

/** A thread that folds persons: reads its own connection to the event store, one person after the other. */
const folder = openEventStore(workerData as EventStoreLocation).then(
  (store) => new PersonFolder(store, projectPerson),
);
let turn: Promise<void> = Promise.resolve();

parentPort!.on('message', (request: FoldRequest) => {
  turn = turn.then(async () => parentPort!.postMessage(await answerTo(request)));
});

async function answerTo({ id, personId, view }: FoldRequest): Promise<FoldAnswer> {
  try {
    return { id, folded: await (await folder).fold(personId, view) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id, failure: { inFold: error instanceof FoldFailed, message, stack } };
  }
}
