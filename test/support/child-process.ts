import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const HOOK = join(__dirname, 'run-typescript.js');

/** A process of its own that runs a TypeScript file of this repository. */
export class ChildProcess {
  private static readonly living = new Set<ChildProcess>();

  /** Ends those that are still there, such as when a test has failed half-way. */
  static async killAll(): Promise<void> {
    for (const child of ChildProcess.living) await child.kill();
  }

  private readonly process: ChildProcessByStdio<null, Readable, Readable>;
  private output = '';
  private errors = '';
  private readonly watchers = new Set<() => void>();
  /** The exit code, once all output has arrived; null when it was killed. */
  private readonly ended: Promise<number | null>;

  constructor(script: string, parameters: readonly string[]) {
    this.process = spawn(process.execPath, ['-r', HOOK, script, ...parameters], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    ChildProcess.living.add(this);
    this.ended = new Promise((resolve) => {
      this.process.once('close', (code) => {
        ChildProcess.living.delete(this);
        resolve(code);
      });
    });
    this.process.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
      for (const watch of this.watchers) watch();
    });
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
  }

  /** The whole lines written to standard output so far. */
  get lines(): string[] {
    return this.output.split('\n').slice(0, -1);
  }

  /** Resolves when that many lines were written; rejects when the process ends before. */
  async linesWritten(count: number): Promise<void> {
    const written = new Promise<void>((resolve) => {
      const watch = () => {
        if (this.lines.length >= count) resolve();
      };
      this.watchers.add(watch);
      watch();
    });
    const ended = this.ended.then((code) => {
      if (this.lines.length < count) throw new Error(`the process ended with ${code}: ${this.errors}`);
    });
    await Promise.race([written, ended]);
  }

  /** Ends the process as a power cut would: it gets no chance to finish anything. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** Resolves with its lines when the process has ended well; rejects with its errors when not. */
  async succeeded(): Promise<string[]> {
    const code = await this.ended;
    if (code !== 0) throw new Error(`the process ended with ${code}: ${this.errors}`);
    return this.lines;
  }
}
