import { CARTER, document, filing, type GivenFiling, type GivenLine } from '../../test/support/given-filing';
import type { NewEvent, StoredEvent } from '../core/ledger/events';
import { SqliteEventStore } from '../event-store/sqlite-event-store';
import { DocumentRecorder, type RecordableDocument, streamsOfDocument } from './document-recorder';

const SPOUSE = { cik: '0001211061', name: 'CARTER MARY' };
const STREAM = `reportingPerson-${CARTER.cik}`;
const SPOUSE_STREAM = `reportingPerson-${SPOUSE.cik}`;
const PURCHASE: GivenLine = { on: '2020-01-02', code: 'P', shares: '100', way: 'A', following: '100' };

let store: SqliteEventStore;
let recorder: DocumentRecorder;
beforeEach(() => {
  store = SqliteEventStore.open(':memory:');
  recorder = new DocumentRecorder(store);
});
afterEach(() => store.close());

/** A document of this filing; another name makes it another document. */
function recordable(given: Partial<GivenFiling>, name = 'given'): RecordableDocument {
  const parsed = { kind: 'filing' as const, filing: filing({ lines: [PURCHASE], ...given }) };
  const { sha256 } = document(parsed.filing, name);
  const context = { sha256, name, correlationId: 'run', recordedAt: '2026-01-01T00:00:00Z' };
  return { parsed, streams: streamsOfDocument(parsed), context };
}

async function stored(stream = STREAM): Promise<string[]> {
  const types: string[] = [];
  for await (const event of store.readStream(stream) as AsyncIterable<StoredEvent>) types.push(event.type);
  return types;
}

const outcomes = async (...documents: RecordableDocument[]) =>
  (await recorder.record(documents)).map(({ outcome, events }) => [outcome, events.length]);

it('records a filing with its lines once, however often it comes', async () => {
  expect(await outcomes(recordable({}), recordable({}))).toEqual([
    ['recorded', 2],
    ['duplicate', 0],
  ]);
  expect(await outcomes(recordable({}))).toEqual([['duplicate', 0]]);
  expect(await stored()).toEqual(['FilingRecorded', 'PurchaseReported']);
});

it('adds another document of the same filing as its source, also within one group', async () => {
  expect(await outcomes(recordable({}, 'a.xml'), recordable({}, 'b.xml'))).toEqual([
    ['recorded', 2],
    ['sourceAdded', 1],
  ]);
  expect(await outcomes(recordable({}, 'c.xml'))).toEqual([['sourceAdded', 1]]);
});

it('loses no source when two processes record documents of one filing at the same time', async () => {
  const other = new DocumentRecorder(store);
  const both = await Promise.all([
    recorder.record([recordable({}, 'a.xml')]),
    other.record([recordable({}, 'b.xml')]),
  ]);
  expect(
    both
      .flat()
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(['recorded', 'sourceAdded']);
  expect(await stored()).toEqual(['FilingRecorded', 'PurchaseReported', 'FilingSourceAdded']);
});

it('counts a filing once when two processes record the same document at the same time', async () => {
  const other = new DocumentRecorder(store);
  const both = await Promise.all([recorder.record([recordable({})]), other.record([recordable({})])]);
  expect(
    both
      .flat()
      .map(({ outcome, events }) => [outcome, events.length])
      .sort(),
  ).toEqual([
    ['duplicate', 0],
    ['recorded', 2],
  ]);
});

it('decides again when the stream has moved on since it was read', async () => {
  const other = new DocumentRecorder(store);
  const later = recordable({ lines: [{ ...PURCHASE, on: '2020-02-03', following: '200' }] });
  const both = await Promise.all([recorder.record([recordable({})]), other.record([later])]);
  expect(both.flat().map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded']);
  expect(await stored()).toEqual([
    'FilingRecorded',
    'PurchaseReported',
    'FilingRecorded',
    'PurchaseReported',
  ]);
});

it('records a joint filing in the stream of each owner, and completes it where it is missing', async () => {
  const joint = recordable({ owners: [CARTER, SPOUSE] });
  expect(await outcomes(joint)).toEqual([['recorded', 4]]);
  expect(await stored(SPOUSE_STREAM)).toEqual(['FilingRecorded', 'PurchaseReported']);

  const halfStored = SqliteEventStore.open(':memory:');
  const events: NewEvent[] = [];
  for await (const { metadata, ...event } of store.readStream(STREAM)) {
    const { previousHash: _previous, hash: _hash, ...unsealed } = metadata;
    events.push({ ...event, metadata: unsealed } as NewEvent);
  }
  await halfStored.append([{ stream: STREAM, expectedRevision: -1, events }]);
  const [completed] = await new DocumentRecorder(halfStored).record([joint]);
  expect([completed!.outcome, completed!.events.length]).toEqual(['recorded', 2]);
  await halfStored.close();
});

it('splits a group that one append cannot carry, and refuses only the filing that is too large by itself', async () => {
  const lines = (count: number, title: string): GivenLine[] =>
    Array.from({ length: count }, () => ({ ...PURCHASE, title }));
  const large = recordable({ lines: lines(600, 'x'.repeat(300)) });
  const other = recordable({ lines: lines(600, 'y'.repeat(300)) });
  const tooLarge = recordable({ lines: lines(3000, 'z'.repeat(300)) });
  expect(await outcomes(large, other, tooLarge, recordable({}))).toEqual([
    ['recorded', 601],
    ['recorded', 601],
    ['tooLarge', 0],
    ['recorded', 2],
  ]);
});
