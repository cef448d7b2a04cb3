import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Environment } from '../../src/services/environment';
import { serverVariables } from './ledger-stores';

const ROOT = join(__dirname, '../..');
const BIN = join(ROOT, 'bin/holdings.js');

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CommandOptions {
  readonly input?: string | Buffer;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A program, with its arguments, that is given the command to run: a shell that sets a limit first. */
  readonly through?: readonly string[];
  /** The user to run as; only root can choose. */
  readonly uid?: number;
  /** Options of node itself. */
  readonly node?: readonly string[];
}

/** Runs `holdings …` as a process of its own and waits for its end. */
export function holdings(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return ended(startHoldings(args, options), options.input);
}

/** Starts `holdings …`; whoever started it sees to its end. */
export function startHoldings(args: readonly string[], options: CommandOptions = {}): ChildProcess {
  const { cwd = ROOT, env = {} } = options;
  const data = args.includes('--data') ? args[args.indexOf('--data') + 1]! : (env.HOLDINGS_DATA ?? './data');
  const [program, ...rest] = [...(options.through ?? []), process.execPath, ...(options.node ?? []), BIN];
  return spawn(program!, [...rest, ...args], {
    cwd,
    env: { ...variablesFor(resolve(cwd, data)), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid !== undefined && { uid: options.uid }),
  });
}

/** The environment of a program that works on the ledger of this folder. */
export function variablesFor(folder: string): NodeJS.ProcessEnv {
  // No test may reach the stores that whoever runs it works with.
  const settings = Object.keys(new Environment());
  const others = Object.entries(process.env).filter(([name]) => !settings.includes(name));
  return { ...Object.fromEntries(others), ...serverVariables(folder) };
}

export function ended(child: ChildProcess, input?: string | Buffer): Promise<CommandResult> {
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(input);
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Runs `holdings …` and tells, beside its result, its peak memory and whether it loaded Nest. */
export async function observedHoldings(args: readonly string[], options: CommandOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'observed-'));
  const file = join(folder, 'observations.json');
  try {
    const result = await holdings(args, {
      ...options,
      node: ['-r', join(__dirname, 'observe.js'), ...(options.node ?? [])],
      env: { ...options.env, OBSERVATIONS: file },
    });
    const seen = JSON.parse(readFileSync(file, 'utf8')) as { loadedNest: boolean; peakMebibytes: number };
    return { ...result, ...seen };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
