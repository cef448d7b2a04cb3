import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source';
import type { Generations } from './generations';
import { ReadModel } from './read-model';

/** A generation while somebody works with it. */
export interface GenerationInUse {
  readonly number: number;
  readonly readModel: ReadModel;
  /** Aborts when another generation has become live: whoever works for long here goes over to that one. */
  readonly retired: AbortSignal;
}

/**
 * The generation that answers. When the pointer names another one, new work goes there at once, and the one before
 * is closed when the work that began on it has ended: no answer fails, and none mixes two generations.
 */
export class LiveGeneration {
  private moving: Promise<boolean> | undefined;

  private constructor(
    private readonly generations: Generations,
    private current: OpenGeneration,
  ) {}

  /** Opens the generation that the pointer names. Throws ReadModelUnavailable. */
  static async open(generations: Generations): Promise<LiveGeneration> {
    const { live } = await generations.pointer();
    return new LiveGeneration(generations, await OpenGeneration.open(generations, live));
  }

  get number(): number {
    return this.current.number;
  }

  /** Runs work on the generation that is live now, which stays open until the work ends. */
  use<Result>(work: (generation: GenerationInUse) => Promise<Result>): Promise<Result> {
    return this.current.use(work);
  }

  /**
   * Answers a question from one generation. One that fails because its generation was dropped is asked again of the
   * generation that is live then.
   */
  async read<Result>(question: (readModel: ReadModel) => Promise<Result>): Promise<Result> {
    const asked = this.current;
    try {
      return await asked.use(({ readModel }) => question(readModel));
    } catch (error) {
      if (asked === this.current && !(await this.move().catch(() => false))) throw error;
      return this.current.use(({ readModel }) => question(readModel));
    }
  }

  /** Goes over to the generation that the pointer names; false when that is the one in use. */
  move(): Promise<boolean> {
    this.moving ??= this.follow().finally(() => {
      this.moving = undefined;
    });
    return this.moving;
  }

  async close(): Promise<void> {
    await this.current.retire();
    await this.generations.close();
  }

  private async follow(): Promise<boolean> {
    const { live } = await this.generations.pointer();
    if (live === this.current.number) return false;
    const before = this.current;
    this.current = await OpenGeneration.open(this.generations, live);
    // Not awaited: it ends with the work that is still going on there, such as the work that called.
    void before.retire();
    return true;
  }
}

/** A generation with a count of those who work with it. */
class OpenGeneration implements GenerationInUse {
  readonly readModel: ReadModel;
  private readonly retirement = new AbortController();
  private users = 0;
  private onIdle = () => {};

  private constructor(
    readonly number: number,
    private readonly dataSource: DataSource,
  ) {
    this.readModel = new ReadModel(dataSource);
  }

  static async open(generations: Generations, number: number): Promise<OpenGeneration> {
    return new OpenGeneration(number, await createDataSource(generations.location(number)));
  }

  get retired(): AbortSignal {
    return this.retirement.signal;
  }

  async use<Result>(work: (generation: GenerationInUse) => Promise<Result>): Promise<Result> {
    this.users += 1;
    try {
      return await work(this);
    } finally {
      this.users -= 1;
      if (this.users === 0) this.onIdle();
    }
  }

  /** Tells those who work for long to go, and closes when nobody is left. */
  async retire(): Promise<void> {
    this.retirement.abort();
    if (this.users > 0) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
