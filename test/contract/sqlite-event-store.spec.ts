import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildProcess } from '../support/child-process';
import { collect } from '../support/collect';
import { open } from '../support/open-sqlite-event-store';
import { describeEventStore, WORKER } from './event-store-contract';

const MODULE = join(__dirname, '../support/open-sqlite-event-store.ts');

async function newLog() {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-event-store-'));
  return {
    location: join(folder, 'events.sqlite'),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

describeEventStore('SqliteEventStore', { module: MODULE, atomicAcrossStreams: true, newLog });

describe('SqliteEventStore: a file that is not there yet', () => {
  it('may be opened by several processes at once', async () => {
    const log = await newLog();
    const processes = Array.from({ length: 6 }, (_, index) => {
      const parameters = [
        MODULE,
        log.location,
        'compete',
        `process ${index}`,
        '3',
        'reportingPerson-0001211060',
      ];
      return new ChildProcess(WORKER, parameters);
    });
    await Promise.all(processes.map((each) => each.succeeded()));
    const store = await open(log.location);
    expect((await collect(store.readAll())).flat()).toHaveLength(6 * 3 * 2);
    await store.close();
    await log.remove();
  }, 60_000);
});
