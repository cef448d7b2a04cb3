import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb-event-store';
import { appendAndFollow } from '../faults/cut-offs';

jest.setTimeout(300_000);

const KILLS = 3;
/** How long a server may take to start. */
const START_MS = 60_000;

const { TEST_EVENTSTORE_COMMAND: COMMAND, TEST_EVENTSTORE_COMMAND_URL: URL } = process.env;

if (COMMAND && URL) {
  describe('a real server that is killed and started again while it is used', () => {
    let server: ChildProcess;

    async function start(): Promise<void> {
      // A process group of its own: what the command starts is killed with it.
      server = spawn('bash', ['-c', COMMAND!], { detached: true, stdio: 'ignore' });
      for (const since = Date.now(); ; await delay(200)) {
        try {
          const store = await EventStoreDbEventStore.open(URL!, { patience: { openMs: 1_000 } });
          await store.close();
          return;
        } catch (error) {
          if (Date.now() - since > START_MS) throw error;
        }
      }
    }

    async function kill(): Promise<void> {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      process.kill(-server.pid!, 'SIGKILL');
      await ended;
    }

    beforeAll(start, START_MS + 10_000);
    afterAll(kill);

    it('stores each event once, and the follower misses and repeats none', async () => {
      const events = await appendAndFollow(URL, URL, async () => {
        for (let kills = 0; kills < KILLS; kills++) {
          await delay(1_500);
          await kill();
          await start();
        }
        await delay(1_500);
      });
      expect(events).toBeGreaterThan(100);
    });
  });
} else {
  it.skip('a real server that is killed: set TEST_EVENTSTORE_COMMAND to a command that starts one, and TEST_EVENTSTORE_COMMAND_URL to its address', () =>
    undefined);
}
