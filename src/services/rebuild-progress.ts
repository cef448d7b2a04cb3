/** How soon progress is told again. */
const TELL_EVERY_MS = 200;

/** How far a rebuild is. */
export interface RebuildState {
  /** Events that the new rows account for, those of an interrupted rebuild included. */
  readonly events: number;
  /** Events that there are, as the live rows know; null when they do not. */
  readonly total: number | null;
  readonly eventsPerSecond: number;
  readonly secondsLeft: number | null;
}

/** Counts what a rebuild has done and tells it now and then. */
export class RebuildProgress {
  private readonly started = performance.now();
  private before = 0;
  private inRun = 0;
  private told = 0;

  constructor(
    /** Events that an interrupted rebuild had accounted for. */
    private readonly already: number,
    private readonly total: number,
    private readonly onProgress: ((state: RebuildState) => void) | undefined,
  ) {}

  /** Events that rows were made from since the start. */
  get events(): number {
    return this.before + this.inRun;
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  /** Events of this run of the projector. */
  tell(inRun: number): void {
    this.inRun = inRun;
    if (!this.onProgress || performance.now() - this.told < TELL_EVERY_MS) return;
    this.told = performance.now();
    this.onProgress(this.state());
  }

  endRun(): void {
    this.before += this.inRun;
    this.inRun = 0;
  }

  private state(): RebuildState {
    const events = this.already + this.events;
    const eventsPerSecond = this.events / this.seconds;
    // What the live rows account for is as many as there are only while they are no fewer.
    const total = this.total >= events ? this.total : null;
    const secondsLeft = total === null || eventsPerSecond === 0 ? null : (total - events) / eventsPerSecond;
    return { events, total, eventsPerSecond, secondsLeft };
  }
}
