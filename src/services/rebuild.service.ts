import { availableParallelism } from 'node:os';
import { projectPerson } from '../core/ledger/project-person';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import { createDataSource } from '../read-model/data-source';
import type { GenerationPointer, Generations } from '../read-model/generations';
import { foldsOf, type PersonFolds } from '../read-model/person-fold';
import { Projector, type ProjectorLimits } from '../read-model/projector';
import { ReadModel } from '../read-model/read-model';
import { ReadModelUnavailable } from '../read-model/read-model-unavailable';
import { NotFound } from './answer';
import { FoldThreads } from './fold-threads';
import { type Comparison, compareGenerations } from './generations-compared';
import { openLedgerPlaces, type StoreSettings } from './ledger-places';
import { type EventStoreLocation, openEventStore } from './open-event-store';
import { openGenerations } from './open-generations';
import { RebuildProgress, type RebuildState } from './rebuild-progress';

/** Smaller pieces than when following the log: while they are read or written, nobody hands work to the threads. */
const LIMITS: ProjectorLimits = { batchEvents: 500, flushRows: 3_000 };

const NO_ROWS = 'the live generation has no rows';

export interface RebuildOptions {
  /** Stops after the piece in hand; running the rebuild again goes on from there. */
  readonly signal?: AbortSignal;
  /** False: the new generation is built and compared, but does not become live. */
  readonly makeLive?: boolean;
  /** Threads that fold; as many as there are processors, unless given. 0 folds in this thread. */
  readonly threads?: number;
  readonly onProgress?: (state: RebuildState) => void;
}

export interface RebuildReport {
  /** The generation that was built. */
  readonly generation: number;
  /** True when an interrupted rebuild was gone on with. */
  readonly resumed: boolean;
  /** True when it was stopped before its end: nothing is live that was not before. */
  readonly interrupted: boolean;
  /** Persons whose rows were written, and events of their streams that were read for them, in this run. */
  readonly persons: number;
  readonly events: number;
  readonly seconds: number;
  /** With the generation that was live; null when it was interrupted, or could not be compared: then `notCompared` says why. */
  readonly comparison: Comparison | null;
  readonly notCompared: string | null;
  /** The generation that answers now. */
  readonly live: number;
  /** The one that a rollback would make live. */
  readonly previous: number | null;
  /** Generations that were removed. */
  readonly dropped: readonly number[];
}

/** The use case "make all rows again": beside those that are live, which go on answering until the switch. */
export class RebuildService {
  /** `location` is that of the store, for other threads to open. */
  constructor(
    private readonly location: EventStoreLocation,
    private readonly store: EventStore,
    private readonly generations: Generations,
  ) {}

  /** Opens the stores of an existing ledger, but not the live rows: those may be what is broken. */
  static async open(settings: StoreSettings): Promise<RebuildService> {
    const { events: location, readModel } = openLedgerPlaces(settings, { mustExist: true });
    const store = await openEventStore(location);
    return new RebuildService(location, store, openGenerations(readModel));
  }

  async close(): Promise<void> {
    await this.generations.close();
    await this.store.close();
  }

  /**
   * Builds a generation, or goes on with one that an interrupted rebuild left; compares it with the live one, and
   * makes it live. Throws RebuildRunning, ProjectionFailed (run it again when that is mended), and what the stores
   * throw; nothing that was live has changed then.
   */
  rebuild(options: RebuildOptions = {}): Promise<RebuildReport> {
    return this.locked(async (pointer) => {
      const building = await this.openBuilding(pointer);
      const folds = this.foldsOn(options.threads ?? availableParallelism());
      try {
        return await this.build(building, folds, options);
      } finally {
        await closeFolds(folds);
        await building.close();
      }
    });
  }

  /** Makes the previous generation live again, brought up to date; returns the pointer. Throws NotFound without one. */
  rollback(): Promise<GenerationPointer> {
    return this.locked(async (pointer) => {
      const { live, previous } = pointer;
      if (previous === null || !(await this.generations.list()).includes(previous)) {
        throw new NotFound('there is no previous generation to go back to');
      }
      const generation = await this.openGeneration(previous);
      try {
        await new Projector(this.store, generation.readModel, projectPerson).catchUp();
      } finally {
        await generation.close();
      }
      const after = { ...pointer, live: previous, previous: live };
      await this.generations.point(after);
      return after;
    });
  }

  /** Removes all generations but the live one, with what an interrupted rebuild left; returns their numbers. */
  dropOld(): Promise<readonly number[]> {
    return this.locked(async (pointer) => {
      await this.generations.point({ ...pointer, previous: null, building: null });
      return this.dropAllBut([pointer.live]);
    });
  }

  private async locked<Result>(work: (pointer: GenerationPointer) => Promise<Result>): Promise<Result> {
    const lock = await this.generations.lock();
    try {
      return await work(await this.generations.pointer());
    } finally {
      await lock.release();
    }
  }

  /** The generation that an interrupted rebuild left, when its rows are of today's rules; otherwise a new one. */
  private async openBuilding(pointer: GenerationPointer): Promise<Building> {
    const { building, newest } = pointer;
    if (building !== null && (await this.generations.list()).includes(building)) {
      const left = await this.openGeneration(building).catch((error: unknown) => {
        // One that cannot be read is not worth more than the time that it took.
        if (error instanceof ReadModelUnavailable) return undefined;
        throw error;
      });
      if (left) {
        const versions = await left.readModel.rulesVersions();
        if (versions.every((version) => version === RULES_VERSION)) {
          return { ...left, resumed: (await left.readModel.checkpoint()) !== null, pointer };
        }
        await left.close();
      }
      await this.generations.drop(building);
    }
    // Pointed at before it is there: whatever happens then, it is known to be no more than a beginning.
    const begun = { ...pointer, building: newest + 1, newest: newest + 1 };
    await this.generations.point(begun);
    return { ...(await this.openGeneration(newest + 1)), resumed: false, pointer: begun };
  }

  private async openGeneration(number: number): Promise<OpenGeneration> {
    const dataSource = await createDataSource(this.generations.location(number));
    return { number, readModel: new ReadModel(dataSource), close: () => dataSource.destroy() };
  }

  private foldsOn(threads: number): PersonFolds {
    return threads === 0 ? foldsOf(this.store, projectPerson) : new FoldThreads(this.location, threads);
  }

  private async build(
    building: Building,
    folds: PersonFolds,
    { signal, makeLive = true, onProgress }: RebuildOptions,
  ): Promise<RebuildReport> {
    const { number, resumed, pointer } = building;
    const live = await this.openLive(pointer.live);
    try {
      const projector = new Projector(this.store, building.readModel, folds, LIMITS);
      const progress = new RebuildProgress(
        (await building.readModel.accounts()).events,
        'unusable' in live ? 0 : (await live.readModel.accounts()).events,
        onProgress,
      );
      const made = await catchUpWithAll(projector, progress, signal);
      const report = {
        generation: number,
        resumed,
        ...made,
        events: progress.events,
        seconds: progress.seconds,
      };
      const unchanged = { live: pointer.live, previous: pointer.previous, dropped: [] };
      if (signal?.aborted) {
        return { ...report, interrupted: true, comparison: null, notCompared: null, ...unchanged };
      }
      const compared = await this.compare(live, building, projector);
      const done = { ...report, interrupted: false, ...compared };
      if (!makeLive) return { ...done, ...unchanged };
      await projector.catchUp();
      const after = { ...pointer, live: number, previous: pointer.live, building: null };
      await this.generations.point(after);
      const dropped = await this.dropAllBut([after.live, after.previous]);
      return { ...done, live: after.live, previous: after.previous, dropped };
    } finally {
      if (!('unusable' in live)) await live.close();
    }
  }

  private async openLive(number: number): Promise<OpenGeneration | { readonly unusable: string }> {
    try {
      if (!(await this.generations.list()).includes(number)) return { unusable: NO_ROWS };
      return await this.openGeneration(number);
    } catch (error) {
      if (error instanceof ReadModelUnavailable) return { unusable: error.message };
      throw error;
    }
  }

  private async compare(
    live: OpenGeneration | { readonly unusable: string },
    built: OpenGeneration,
    projector: Projector,
  ): Promise<Pick<RebuildReport, 'comparison' | 'notCompared'>> {
    if ('unusable' in live) return { comparison: null, notCompared: live.unusable };
    if ((await live.readModel.checkpoint()) === null) {
      return { comparison: null, notCompared: NO_ROWS };
    }
    const ofLive = new Projector(this.store, live.readModel, projectPerson);
    const bothCatchUp = async () => {
      await projector.catchUp();
      await ofLive.catchUp();
    };
    const comparison = await compareGenerations(live.readModel, built.readModel, bothCatchUp);
    return { comparison, notCompared: null };
  }

  private async dropAllBut(kept: readonly (number | null)[]): Promise<readonly number[]> {
    const dropped = (await this.generations.list()).filter((number) => !kept.includes(number));
    for (const number of dropped) await this.generations.drop(number);
    return dropped;
  }
}

interface OpenGeneration {
  readonly number: number;
  readonly readModel: ReadModel;
  close(): Promise<void>;
}

interface Building extends OpenGeneration {
  readonly resumed: boolean;
  readonly pointer: GenerationPointer;
}

/** Until there is nothing new in the log, or the signal aborts; returns how many persons were written. */
async function catchUpWithAll(
  projector: Projector,
  progress: RebuildProgress,
  signal: AbortSignal | undefined,
): Promise<{ readonly persons: number }> {
  let persons = 0;
  for (let more = true; more && !signal?.aborted; ) {
    const run = await projector.catchUp(signal, (events) => progress.tell(events));
    progress.endRun();
    persons += run.persons;
    more = run.events > 0;
  }
  return { persons };
}

async function closeFolds(folds: PersonFolds): Promise<void> {
  if (folds instanceof FoldThreads) await folds.close();
}
