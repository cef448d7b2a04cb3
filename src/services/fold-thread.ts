import { parentPort, workerData } from 'node:worker_threads';
import { projectPerson } from '../core/ledger/project-person';
import { FoldFailed, foldPerson } from '../read-model/person-fold';
import type { FoldAnswer, FoldRequest } from './fold-messages';
import { type EventStoreLocation, openEventStore } from './open-event-store';

/** A thread that folds persons: reads its own connection to the event store, one person after the other. */
const store = openEventStore(workerData as EventStoreLocation);
let turn: Promise<void> = Promise.resolve();

parentPort!.on('message', (request: FoldRequest) => {
  turn = turn.then(async () => parentPort!.postMessage(await answerTo(request)));
});

async function answerTo({ id, stream }: FoldRequest): Promise<FoldAnswer> {
  try {
    return { id, folded: await foldPerson(await store, projectPerson, stream) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id, failure: { inFold: error instanceof FoldFailed, message, stack } };
  }
}
