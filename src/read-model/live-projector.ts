import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '../event-store/event-store';
import type { GenerationInUse, LiveGeneration } from './live-generation';
import type { ProjectPerson } from './person-fold';
import { type Lag, type Progress, Projector, type ProjectorLimits } from './projector';

/** How soon a switch to another generation is noticed, and a log that was put in place of another one. */
const WATCH_MS = 250;
/** How soon a projection that stopped is tried again: the server may be back, or the events mended. */
const RETRY_MS = 1_000;

/** What a projection that goes on for long has to tell. */
export interface ProjectionNews {
  /** All rows are made again, and why. */
  restarted(why: string): void;
  /** It stopped; told once, however often it is tried again in vain. */
  failed(error: Error): void;
}

/** The projection of the live generation, whichever that is. */
export class LiveProjector {
  /** Why it stopped before its end; undefined while all is well. */
  failure: Error | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly live: LiveGeneration,
    private readonly project: ProjectPerson,
    private readonly limits?: ProjectorLimits,
  ) {}

  /** Number of the generation that is live. */
  get generation(): number {
    return this.live.number;
  }

  /** Projects up to the head of the log as it is now, or until the signal aborts; see Projector.catchUp. */
  async catchUp(signal?: AbortSignal): Promise<Progress> {
    await this.live.move();
    try {
      const progress = await this.live.use((generation) => this.projectorOf(generation).catchUp(signal));
      this.failure = undefined;
      return progress;
    } catch (error) {
      this.failure = error as Error;
      throw error;
    }
  }

  /** How far the rows are behind the log. */
  lag(): Promise<Lag> {
    return this.live.use((generation) => this.projectorOf(generation).lag());
  }

  /** Follows the log until the signal aborts, on every generation that becomes live, and tries again after failures. */
  async run(signal: AbortSignal, news: ProjectionNews): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.live.move();
        await this.live.use((generation) => this.follow(generation, signal, news));
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        if (failure.message !== this.failure?.message) news.failed(failure);
        this.failure = failure;
        await pause(RETRY_MS, signal);
      }
    }
  }

  /** Until the signal aborts, another generation is live, or the log is another one. */
  private async follow(
    generation: GenerationInUse,
    signal: AbortSignal,
    news: ProjectionNews,
  ): Promise<void> {
    const projector = this.projectorOf(generation);
    const done = new AbortController();
    const stop = AbortSignal.any([signal, generation.retired, done.signal]);
    const watching = this.watch(projector, stop).finally(() => done.abort());
    // Awaited below, which may be a moment after it failed.
    watching.catch(() => {});
    try {
      // Following ends with the server: that the rows were made again is told before.
      const { restarted } = await projector.catchUp(stop);
      if (restarted !== undefined) news.restarted(restarted);
      if (!stop.aborted) this.failure = undefined;
      await projector.run(stop);
    } finally {
      done.abort();
      await watching;
    }
  }

  private async watch(projector: Projector, stop: AbortSignal): Promise<void> {
    for (;;) {
      await pause(WATCH_MS, stop);
      if (stop.aborted) return;
      await this.live.move();
      if (!(await projector.isOfThisLog())) return;
    }
  }

  private projectorOf({ readModel }: GenerationInUse): Projector {
    return new Projector(this.store, readModel, this.project, this.limits);
  }
}

/** Shorter when the signal aborts. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
}
