import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildProcess } from '../support/child-process';
import { collect } from '../support/collect';
import { open } from '../support/open-sqlite-event-store';
import { describeEventStore } from './event-store-contract';

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sqlite-event-store-'));
}

describeEventStore('SqliteEventStore', {
  module: join(__dirname, '../support/open-sqlite-event-store.ts'),
  atomicAcrossStreams: true,
  async newLog() {
    const folder = newFolder();
    return {
      location: join(folder, 'events.sqlite'),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
});

describe('SqliteEventStore: a file that is not there yet', () => {
  afterEach(() => ChildProcess.killAll());

  it('may be opened by several processes at once', async () => {
    const folder = newFolder();
    const [rounds, processes] = [12, 6];
    const openers = Array.from(
      { length: processes },
      () => new ChildProcess(join(__dirname, '../support/open-together.ts'), [folder, String(rounds)]),
    );
    for (let round = 0; round < rounds; round++) {
      await Promise.all(openers.map((opener) => opener.linesWritten(round + 1)));
      writeFileSync(join(folder, `go-${round}`), '');
    }
    await Promise.all(openers.map((opener) => opener.succeeded()));
    for (let round = 0; round < rounds; round++) {
      const store = await open(join(folder, `events-${round}.sqlite`));
      expect((await collect(store.readAll())).flat()).toHaveLength(processes * 2);
      await store.close();
    }
    rmSync(folder, { recursive: true });
  }, 60_000);
});
