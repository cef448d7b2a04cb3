import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import type { StoredEvent } from '../../src/core/ledger/events';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb-event-store';
import {
  DocumentRecorder,
  type RecordableDocument,
  streamsOfDocument,
} from '../../src/services/document-recorder';
import { JointFilings } from '../../src/services/joint-filings';
import { collect } from '../support/collect';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in';

const INPUT = readFileSync(join(__dirname, '../golden/cases/joint-filing/input.xml'), 'utf8');

describe('JointFilings', () => {
  let standIn: EventStoreDbStandIn;
  let store: EventStoreDbEventStore;
  let folder: string;

  beforeEach(async () => {
    standIn = await EventStoreDbStandIn.start();
    store = await EventStoreDbEventStore.open(standIn.connectionString);
    folder = mkdtempSync(join(tmpdir(), 'joint-'));
  });

  afterEach(async () => {
    await store.close();
    standIn.stop();
    rmSync(folder, { recursive: true });
  });

  const complete = () => new JointFilings(store, join(folder, 'checkpoint')).complete();
  const record = (...documents: RecordableDocument[]) => new DocumentRecorder(store).record(documents);
  const eventsOf = (stream: string): Promise<StoredEvent[]> => collect(store.readStream(stream));

  /** The first append of a call goes well, the next fails: a run that is cut off between two owners. */
  async function recordInterrupted(document: RecordableDocument): Promise<void> {
    standIn.nextAppends.push(undefined, 'accessDenied');
    await expect(record(document)).rejects.toThrow(/refuses access/);
  }

  it('gives each owner what an interrupted run left out, as that run would have', async () => {
    const document = documentOf(INPUT);
    const [first = '', second = ''] = document.streams;
    await recordInterrupted(document);
    expect(await eventsOf(first)).not.toEqual([]);
    expect(await eventsOf(second)).toEqual([]);
    const half = (await eventsOf(first)).length;
    expect(await complete()).toEqual({
      completed: document.streams.length - 1,
      events: half * (document.streams.length - 1),
    });
    const completed = await eventsOf(second);
    // The same as an undisturbed run appends to a ledger of its own.
    const undisturbed = await EventStoreDbEventStore.open(standIn.connectionString, {
      prefix: 'undisturbed.',
    });
    await new DocumentRecorder(undisturbed).record([document]);
    const expected = await collect(undisturbed.readStream(second));
    await undisturbed.close();
    const withoutPlace = ({ position, ...event }: StoredEvent) => event;
    expect(completed.map(withoutPlace)).toEqual(expected.map(withoutPlace));
  });

  it('leaves nothing to do afterwards, for itself and for the ingest that is run again', async () => {
    const document = documentOf(INPUT);
    await recordInterrupted(document);
    await complete();
    expect(await complete()).toEqual({ completed: 0, events: 0 });
    const [again] = await record(document);
    expect(again).toMatchObject({ outcome: 'duplicate', events: [] });
  });

  it('completes a document added to the filing, also when the filing lies before its checkpoint', async () => {
    await record(documentOf(INPUT));
    expect(await complete()).toEqual({ completed: 0, events: 0 });
    const other = documentOf(INPUT.replace('</ownershipDocument>', '\n</ownershipDocument>'));
    await recordInterrupted(other);
    const [, second = ''] = other.streams;
    const before = (await eventsOf(second)).length;
    expect(await complete()).toMatchObject({ completed: other.streams.length - 1 });
    expect((await eventsOf(second)).slice(before).map(({ type }) => type)).toEqual(['FilingSourceAdded']);
    expect((await record(other))[0]).toMatchObject({ outcome: 'duplicate' });
  });

  it('begins again with a log that its checkpoint is not of', async () => {
    await record(documentOf(INPUT));
    await complete();
    await store.close();
    standIn.stop();
    standIn = await EventStoreDbStandIn.start();
    store = await EventStoreDbEventStore.open(standIn.connectionString);
    await recordInterrupted(documentOf(INPUT));
    expect(await complete()).toMatchObject({ completed: documentOf(INPUT).streams.length - 1 });
  });

  function documentOf(text: string): RecordableDocument {
    const parsed = parseDocument(Buffer.from(text));
    if (parsed.kind === 'rejected') throw new Error('the golden case is rejected');
    const streams = streamsOfDocument(parsed);
    expect(streams.length).toBeGreaterThan(1);
    const sha256 = (text.length % 2 === 0 ? 'ab' : 'cd').repeat(32);
    return {
      parsed,
      streams,
      context: {
        sha256,
        name: 'joint.xml',
        correlationId: 'one run',
        recordedAt: '2026-01-05T09:30:00.000Z',
      },
    };
  }
});
