import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Corpus } from './corpus';
import { median, type PeakMemory } from './report';

/** Sizes of the ingested folder: memory must not grow with it. */
const FILES = [400, 4_000, 16_000] as const;
const ROUNDS = 3;
/** Peak memory that no number of files may exceed. */
const MEMORY_LIMIT_MIB = 300;
/** Files in one folder of the corpus that is written out. */
const FILES_PER_FOLDER = 1_000;

const ROOT = path.resolve(__dirname, '..');

/** Whole runs of `holdings ingest` on folders of growing size: filings per second and peak memory, as lines of text. */
export async function benchIngest(corpus: Corpus): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const files of FILES) {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-ingest-'));
    try {
      writeFilings(corpus, path.join(folder, 'filings'), files);
      const runs: Run[] = [];
      const rounds = files === FILES[0] ? ROUNDS : 1;
      for (let round = 0; round < rounds; round++) runs.push(await ingest(folder, round));
      lines.push(describeRuns(files, runs));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return lines;
}

interface Run {
  readonly seconds: number;
  readonly memory: PeakMemory;
  readonly recorded: number;
}

/** One process from start to end, on an empty ledger. */
async function ingest(folder: string, round: number): Promise<Run> {
  const started = process.hrtime.bigint();
  const child = spawn(
    process.execPath,
    [
      '--require',
      path.join(__dirname, 'peak-memory.js'),
      path.join(ROOT, 'bin/holdings.js'),
      'ingest',
      path.join(folder, 'filings'),
      '--data',
      path.join(folder, `ledger-${round}`),
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] },
  );
  const [report, peak] = await Promise.all([text(child.stdout!), text(child.stdio[3] as Readable)]);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { seconds, memory: JSON.parse(peak) as PeakMemory, recorded: recordedOf(report) };
}

/** `--json` prints one object; its counts say how many filings were recorded. */
function recordedOf(report: string): number {
  const { filingsRecorded } = JSON.parse(report) as { filingsRecorded?: number };
  if (!filingsRecorded) throw new Error(`the ingest recorded nothing: ${report.slice(0, 200)}`);
  return filingsRecorded;
}

function describeRuns(files: number, runs: readonly Run[]): string {
  const rates = runs.map((run) => run.recorded / run.seconds);
  const peak = Math.max(...runs.map((run) => run.memory.rssMiB));
  const verdict =
    peak < MEMORY_LIMIT_MIB ? `limit ${MEMORY_LIMIT_MIB} kept` : `LIMIT ${MEMORY_LIMIT_MIB} EXCEEDED`;
  const spread =
    runs.length > 1 ? ` (${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))})` : '';
  return `ingest ${files.toLocaleString('en-US')} files, process start to end: ${Math.round(median(rates))} filings/s${spread}, peak memory ${peak} MiB, ${verdict}`;
}

/** The corpus as often as it takes, each time for other persons, so that every file is a filing of its own. */
function writeFilings(corpus: Corpus, folder: string, files: number): void {
  for (let place = 0; place < files; place++) {
    const { documents } = corpus;
    const round = Math.floor(place / documents.length);
    const { name, text: xml } = documents[place % documents.length]!;
    const into = path.join(folder, String(Math.floor(place / FILES_PER_FOLDER)));
    mkdirSync(into, { recursive: true });
    writeFileSync(path.join(into, `${round}-${place}-${path.basename(name)}`), ofOtherPersons(xml, round));
  }
}

function ofOtherPersons(xml: string, round: number): string {
  return xml.replace(/<rptOwnerCik>(\d+)<\/rptOwnerCik>/g, (_, cik: string) => {
    const other = (Number(cik) + round * 10_000_019) % 10_000_000_000;
    return `<rptOwnerCik>${String(other).padStart(10, '0')}</rptOwnerCik>`;
  });
}
