import type { ReadModelLocation } from './data-source';

/** Which generations matter. Numbers count from 1 and are never used twice. */
export interface GenerationPointer {
  /** Answers questions. */
  readonly live: number;
  /** Was live before: kept for a rollback. */
  readonly previous: number | null;
  /** Is being built, or was when its rebuild was stopped. */
  readonly building: number | null;
  /** Greatest number given out so far. */
  readonly newest: number;
}

/** The pointer of a read model that was never rebuilt: today's rows are the first generation. */
export const FIRST_GENERATION: GenerationPointer = { live: 1, previous: null, building: null, newest: 1 };

/** Whoever holds it is the only one who changes the pointer; a process that ends lets go of it. */
export interface GenerationLock {
  release(): Promise<void>;
}

/** Where the generations of one read model are, and the one pointer that says which of them is live. */
export interface Generations {
  /** Never sees half of a change. Throws ReadModelUnavailable. */
  pointer(): Promise<GenerationPointer>;

  /** Puts another pointer in place in one step that survives a crash. Only for the holder of the lock. */
  point(pointer: GenerationPointer): Promise<void>;

  /** Throws RebuildRunning when another process has it. */
  lock(): Promise<GenerationLock>;

  location(generation: number): ReadModelLocation;

  /** Numbers of the generations whose rows exist, in order. */
  list(): Promise<number[]>;

  /** Removes the rows of a generation; one that does not exist is no error. */
  drop(generation: number): Promise<void>;

  close(): Promise<void>;
}

/** Another rebuild, rollback or drop is going on for the same read model. */
export class RebuildRunning extends Error {
  override readonly name = 'RebuildRunning';

  constructor(place: string) {
    super(`read model ${place}: another rebuild is going on; wait for its end, or stop it first`);
  }
}

/** Whether a value that was read is a pointer. */
export function isPointer(value: unknown): value is GenerationPointer {
  const { live, previous, building, newest } = (value ?? {}) as Record<string, unknown>;
  const isNumber = (number: unknown) => Number.isSafeInteger(number) && (number as number) >= 1;
  return (
    isNumber(live) &&
    isNumber(newest) &&
    (previous === null || isNumber(previous)) &&
    (building === null || isNumber(building))
  );
}
