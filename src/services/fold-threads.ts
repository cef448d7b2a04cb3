import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FoldedFamily, FoldFailed, type LogView, type PersonFolds } from '../read-model/person-fold';
import type { FoldAnswer, FoldRequest } from './fold-messages';
import type { EventStoreLocation } from './open-event-store';

/** Built it is JavaScript; with a loader for it, TypeScript. */
const THREAD = join(__dirname, `fold-thread${extname(__filename)}`);
/**
 * Persons that a thread has in hand: enough that it has work while this thread reads a batch or writes rows, few
 * enough that memory is bounded by the largest person.
 */
const IN_HAND = 16;
/**
 * For what a thread has just made, most of which is garbage a moment later: V8 would take four times as much, in each
 * thread, and be no faster for it.
 */
const YOUNG_MIB = 12;

/** Folds persons in threads, so that folding runs on all cores while this thread reads the log and writes rows. */
export class FoldThreads implements PersonFolds {
  readonly ahead: number;
  private readonly threads: FoldThread[];
  private count = 0;

  /** Starts so many threads, each with a connection of its own to the event store. */
  constructor(events: EventStoreLocation, threads: number) {
    this.threads = Array.from({ length: threads }, () => new FoldThread(events));
    this.ahead = threads * IN_HAND;
  }

  fold(personId: string, view: LogView): Promise<FoldedFamily> {
    const idlest = this.threads.reduce((left, right) => (right.inHand < left.inHand ? right : left));
    return idlest.fold({ id: this.count++, personId, view });
  }

  /** Ends the threads; folds that are not done yet fail. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

interface Waiting {
  resolve(folded: FoldedFamily): void;
  reject(error: Error): void;
}

class FoldThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private ended: Error | undefined;

  constructor(events: EventStoreLocation) {
    this.worker = new Worker(THREAD, {
      workerData: events,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    this.worker.on('message', (answer: FoldAnswer) => this.settle(answer));
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('a thread that folds persons ended')));
  }

  get inHand(): number {
    return this.waiting.size;
  }

  fold(request: FoldRequest): Promise<FoldedFamily> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, { resolve, reject });
      this.worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(answer: FoldAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('folded' in answer) {
      waiting?.resolve(answer.folded);
      return;
    }
    const { inFold, message, stack } = answer.failure;
    const error = new Error(message);
    error.stack = stack ?? message;
    waiting?.reject(inFold ? new FoldFailed(error) : error);
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}
