import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { storageFailure } from '../../event-store/storage-failure';
import { InvalidQuestion, NotFound } from '../../services/answer';
import { ExportService } from '../../services/export.service';
import type { ExportEnd } from '../../services/export-lines';
import { readExportLines } from '../../services/export-lines';
import { ImportService } from '../../services/import.service';
import type { Call } from '../call';
import { withRecords } from '../open-ledger';

const COMPRESSED = /\.gz$/;

/** `holdings export [FILE]`: the events with their hashes and the source documents as JSON lines. */
export function exportLedger(file: string | undefined, { environment, output }: Call): Promise<void> {
  return withRecords(environment, { mustExist: true }, async (records) => {
    const lines = records.get(ExportService).lines();
    let end: ExportEnd | undefined;
    const withEnd = async function* () {
      end = yield* lines;
    };
    if (file === undefined) for await (const line of withEnd()) await output.write(line);
    else await writeWhole(file, withEnd());
    const { events, documents, digest } = end!;
    output.note(`${events} events and ${documents} documents exported, digest ${digest}`);
  });
}

/** `holdings import FILE`: restores an export. */
export function importLedger(file: string, { environment, format, output }: Call): Promise<void> {
  if (!existsSync(file)) throw new NotFound(`there is no file ${file}`);
  return withRecords(environment, { mustExist: false }, async (records) => {
    const report = await records.get(ImportService).import(() => readExportLines(bytesOf(file)));
    if (format === 'json') await output.json(report);
    else {
      await output.lines([
        `${report.appended} of ${report.events} events appended, ${report.documents} documents kept`,
        `digest ${report.digest}`,
      ]);
    }
  });
}

/** Under another name first, so that under its own it is whole. Never writes over a file. */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  if (existsSync(file)) throw new InvalidQuestion('file', `${file} is there already: name another file`);
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    const zip: Transform[] = COMPRESSED.test(file) ? [createGzip()] : [];
    const steps: [Readable, ...Transform[], Writable] = [
      Readable.from(lines),
      ...zip,
      createWriteStream(unfinished, { flags: 'wx', flush: true }),
    ];
    await pipeline(steps);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw storageFailure(`export ${file}`, error);
  }
}

function bytesOf(file: string): AsyncIterable<Buffer> {
  const bytes = createReadStream(file);
  if (!COMPRESSED.test(file)) return bytes;
  const unzipped = createGunzip();
  bytes.on('error', (error) => unzipped.destroy(error));
  return bytes.pipe(unzipped);
}
