/**
 * A process that opens new SQLite event stores at the same moment as others: `open-together.ts <folder> <rounds>`.
 * Writes a line when it is ready for a round, and opens the round's file when the folder has its `go` file.
 */
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { saleEvents } from './events';
import { open } from './open-sqlite-event-store';

async function main([folder, rounds]: string[]): Promise<void> {
  const stream = `reportingPerson-${process.pid}`;
  for (let round = 0; round < Number(rounds); round++) {
    writeSync(1, 'ready\n');
    // Turning on the spot, so that all of them start within microseconds.
    while (!existsSync(join(folder!, `go-${round}`)));
    const store = await open(join(folder!, `events-${round}.sqlite`));
    await store.append([{ stream, expectedRevision: -1, events: saleEvents(stream, 2) }]);
    await store.close();
  }
}

void main(process.argv.slice(2));
