import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPerson } from '../../src/core/ledger/project-person';
import { documentsFrom } from '../support/given-document';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('the whole collection, in any order');

(there ? describe : describe.skip)('the whole collection of real filings', () => {
  const folders = ['filings/xml', 'filings/submissions', 'filings/headers', 'filings/html', 'seeds'];
  const documents = there ? folders.flatMap((folder) => documentsFrom(path.join(SHARED, folder))) : [];

  it('comes to the same rows in every order of its files', () => {
    const expected = rowHashes(documents);
    expect(expected.size).toBeGreaterThan(50);
    expect(rowHashes([...documents].reverse())).toEqual(expected);
    for (const seed of [1, 2, 3]) expect(rowHashes(shuffled(documents, seed))).toEqual(expected);
  });

  it('appends nothing when it is met again, in another order', () => {
    const twice = [...documents, ...shuffled(documents, 4)];
    expect(eventCount(recordedEvents(twice))).toBe(eventCount(recordedEvents(documents)));
  });

  it('names for every step of an XML filing the line on which its row starts', () => {
    const lines = new Map(
      ['filings/xml', 'filings/submissions'].flatMap((folder) =>
        readdirSync(path.join(SHARED, folder)).map((name): [string, string[]] => [
          name,
          readFileSync(path.join(SHARED, folder, name), 'utf8').split('\n'),
        ]),
      ),
    );
    let steps = 0;
    for (const events of recordedEvents(shuffled(documents, 5)).values()) {
      for (const { sourceName, sourceLine } of projectPerson(events)?.steps ?? []) {
        const text = lines.get(sourceName)?.[sourceLine! - 1];
        if (text === undefined) continue;
        steps++;
        expect([sourceName, sourceLine, text]).toEqual([
          sourceName,
          sourceLine,
          expect.stringMatching(/<(nonD|d)erivative(Transaction|Holding)>/),
        ]);
      }
    }
    expect(steps).toBeGreaterThan(3_000);
  });

  it('gives a bare XML file the accession number that its header has', () => {
    let bare = 0;
    for (const events of recordedEvents(documents).values()) {
      for (const filing of projectPerson(events)?.filings ?? []) {
        const [source] = filing.sources;
        const named = /\d{10}-\d{2}-\d{6}/.exec(source!.name)?.[0];
        if (source!.format !== 'ownershipXml' || !named) continue;
        bare++;
        expect([source!.name, filing.accession]).toEqual([source!.name, named]);
      }
    }
    expect(bare).toBeGreaterThan(350);
  });
});

function rowHashes(documents: readonly GivenDocument[]): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const [stream, events] of recordedEvents(documents)) {
    const ledger = projectPerson(events);
    if (ledger) hashes.set(stream, ledger.rowHash);
  }
  return hashes;
}

function eventCount(streams: ReadonlyMap<string, readonly unknown[]>): number {
  return [...streams.values()].reduce((sum, events) => sum + events.length, 0);
}

/** A fixed order for each seed (a linear congruential generator: tests take no chances). */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return items
    .map((item) => ({ item, key: next() }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
