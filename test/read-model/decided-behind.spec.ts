import { readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { LiveProjector } from '../../src/read-model/live-projector';
import { SharedDecisionsService } from '../../src/services/shared-decisions.service';
import { OpenedLedger } from '../support/opened-ledger';
import { personId, writePersonLog } from '../support/person-log';

let ledger: OpenedLedger;

beforeEach(async () => {
  ledger = await OpenedLedger.open();
  await writePersonLog(ledger.store, 2);
  await ledger.get(LiveProjector).catchUp();
});

afterEach(() => ledger.close());

it('a decision that is recorded is told as recorded, also when the rows cannot be brought up to date', async () => {
  harmRows(ledger.folder);
  const by = { author: 'Ann Lee', reason: 'one person', knownOn: '2009-01-02' };
  const made = await ledger.get(SharedDecisionsService).link('person', [personId(0), personId(1)], by);
  expect(made.recorded).toBe(true);
  const [event] = await ledger.events('identity-links');
  expect(made.eventId).toBe(event!.id);
  expect(made.persons.flatMap(({ doubts }) => doubts)).toContainEqual(
    expect.stringContaining(`the decision is recorded as ${event!.id}, but the rows do not contain it yet: `),
  );
});

/** Takes a table of the rows away. */
function harmRows(folder: string): void {
  const files = readdirSync(folder).filter((name) => /^read-model.*\.sqlite$/.test(name));
  for (const name of files) {
    const database = new Database(path.join(folder, name));
    database.exec('DROP TABLE steps');
    database.close();
  }
}
