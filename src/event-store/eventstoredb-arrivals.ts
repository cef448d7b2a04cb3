import type { Readable } from 'node:stream';

/** A reading or subscription of the client; ending it needs a method of its own. */
export type ClientStream<Item> = Readable &
  AsyncIterable<Item> & { readonly cancel?: () => Promise<void>; readonly unsubscribe?: () => Promise<void> };

/** What came of waiting: something can be taken, nothing came in time, the stream is over, or the signal aborted. */
export type Waited = 'arrived' | 'quiet' | 'ended' | 'aborted';

/**
 * Takes what has arrived from a stream of the client without a wait for each item. While nothing is taken the
 * server is held back. Close it always: the client leaves a stream open on the server otherwise, and an error on
 * it later would end the process.
 */
export class Arrivals<Item> {
  private failure: unknown;
  private over = false;
  private wake: (() => void) | undefined;

  constructor(private readonly stream: ClientStream<Item>) {
    const notice = () => this.wake?.();
    stream.on('readable', notice);
    stream.on('error', (error: unknown) => {
      this.failure ??= error;
      notice();
    });
    const end = () => {
      this.over = true;
      notice();
    };
    stream.on('end', end);
    stream.on('close', end);
  }

  /** Up to `count` items that are here already. */
  take(count: number): Item[] {
    const items: Item[] = [];
    while (items.length < count) {
      const item = this.stream.read() as Item | null;
      if (item === null) break;
      items.push(item);
    }
    return items;
  }

  /** Waits until something can be taken. Throws the stream's failure once everything before it was taken. */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<Waited> {
    if (signal?.aborted) return 'aborted';
    if (this.stream.readableLength > 0) return 'arrived';
    if (this.failure !== undefined) throw this.failure;
    if (this.over) return 'ended';
    const timedOut = await this.woken(timeoutMs, signal);
    if (signal?.aborted) return 'aborted';
    if (this.stream.readableLength > 0) return 'arrived';
    if (this.failure !== undefined) throw this.failure;
    if (this.over) return 'ended';
    return timedOut ? 'quiet' : 'arrived';
  }

  async close(): Promise<void> {
    const { stream } = this;
    // A stream that never came to be cannot be cancelled.
    await (stream.unsubscribe?.() ?? stream.cancel?.())?.catch(() => undefined);
    stream.destroy();
  }

  private woken(timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (timedOut: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', awake);
        this.wake = undefined;
        resolve(timedOut);
      };
      const awake = () => done(false);
      const timer = Number.isFinite(timeoutMs) ? setTimeout(() => done(true), timeoutMs) : undefined;
      signal?.addEventListener('abort', awake);
      this.wake = awake;
    });
  }
}
