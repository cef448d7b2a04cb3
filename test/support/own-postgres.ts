import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A PostgreSQL that a spec has to itself, and may stop. */
export class OwnPostgres {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcessByStdio<Writable, Readable, null>,
    private readonly lines: AsyncIterator<string>,
  ) {}

  /** Starts one; in words why there is none. */
  static async start(): Promise<OwnPostgres | string> {
    const child = spawn(process.execPath, [join(__dirname, 'postgres-process.mjs')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value: url, done } = await lines.next();
    return done ? 'no PostgreSQL could be started' : new OwnPostgres(url, child, lines);
  }

  /** Ends all connections and listens no more. */
  async stop(): Promise<void> {
    await this.tell('stop');
  }

  /** Listens again, with the same databases. */
  async startAgain(): Promise<void> {
    await this.tell('start');
  }

  /** Ends it, and removes its databases. */
  async remove(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin.end();
    await ended;
  }

  private async tell(what: string): Promise<void> {
    this.process.stdin.write(`${what}\n`);
    await this.lines.next();
  }
}
