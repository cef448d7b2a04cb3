import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** How a command shall answer. */
export type Format = 'text' | 'json' | 'csv';

/**
 * Standard output and standard error of a command. Answers go out, everything else goes to the side. A reader
 * that has had enough (`| head`) closes the output; then writing does nothing.
 */
export class Output {
  closed = false;
  private failure: unknown;

  constructor(
    private readonly out: Writable,
    private readonly side: Writable,
    /** True when somebody watches the side: progress is worth showing. */
    readonly watched: boolean,
  ) {
    out.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') this.failure ??= error;
      this.closed = true;
    });
    side.on('error', () => undefined);
  }

  /** Writes, and waits while the reader is slower than we are. */
  async write(text: string): Promise<void> {
    if (this.closed || this.out.write(text)) return;
    await Promise.race([once(this.out, 'drain'), once(this.out, 'close')]).catch(() => undefined);
  }

  /** To be called at the end. Throws when not all could be written, such as on a full disk. */
  async end(): Promise<void> {
    // A stream tells of a failed write a moment later.
    await setImmediate();
    if (this.failure === undefined) return;
    // Loaded when it is called for, like the commands.
    const { storageFailure } =
      require('../event-store/storage-failure') as typeof import('../event-store/storage-failure');
    throw storageFailure('standard output', this.failure);
  }

  line(text = ''): Promise<void> {
    return this.write(`${text}\n`);
  }

  lines(lines: readonly string[]): Promise<void> {
    return this.write(lines.map((line) => `${line}\n`).join(''));
  }

  json(answer: unknown): Promise<void> {
    return this.line(JSON.stringify(answer, null, 2));
  }

  /** A remark for whoever runs the command. */
  note(text: string): void {
    this.side.write(`${text}\n`);
  }

  /** A line on the side that the next one overwrites; an empty one clears it. Only when watched. */
  progress(text: string): void {
    if (this.watched) this.side.write(`\r\u001b[K${text}`);
  }
}
