import path from 'node:path';
import type { StoredEvent } from '../../src/core/ledger/events';
import { filingsOfPerson } from '../../src/core/ledger/filings-of-person';
import { projectPerson } from '../../src/core/ledger/project-person';
import { documentsFrom } from '../support/given-document';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('two clocks over the real filings');
const MOMENTS = ['2014-04-24', '2019-07-23', '2024-12-31'];

(there ? describe : describe.skip)('the real filings, as they became known', () => {
  const documents = there
    ? ['xml', 'submissions', 'headers'].flatMap((folder) =>
        documentsFrom(path.join(SHARED, 'filings', folder)),
      )
    : [];
  const streams = recordedEvents(documents);

  it.each(MOMENTS)(
    'on %s: what was filed later changes nothing, whether it is ingested or not',
    (knownAt) => {
      const later = new Set<string>();
      for (const events of streams.values()) {
        for (const filing of filingsOfPerson(events)) {
          if (filing.knownOn > knownAt) for (const { sha256 } of filing.sources) later.add(sha256);
        }
      }
      const then = recordedEvents(
        documents.filter(({ sha256, header }) => !later.has(sha256) && !isAfter(header, knownAt)),
      );
      const known = rowHashes(streams, knownAt);
      expect(known.length).toBeGreaterThan(0);
      expect(rowHashes(then, knownAt)).toEqual(known);
      expect(rowHashes(then)).toEqual(known);
    },
  );

  it('on the filing date, acceptance times tell the hours apart', () => {
    const accepted = [...streams.values()]
      .flatMap((events) => filingsOfPerson(events))
      .filter(({ acceptedAt, filedOn }) => acceptedAt?.startsWith(filedOn!));
    expect(accepted.length).toBeGreaterThan(20);
    for (const { acceptedAt, fingerprint, stream } of accepted) {
      const knownAt = (moment: string) =>
        filingsOfPerson(streams.get(stream)!, { knownAt: moment }).some(
          (filing) => filing.fingerprint === fingerprint,
        );
      expect([knownAt(acceptedAt!.replace(/T.*/, 'T00:00:00')), knownAt(acceptedAt!)]).toEqual([false, true]);
    }
  });
});

function isAfter(header: GivenDocument['header'], knownAt: string): boolean {
  return header?.filedOn !== undefined && header.filedOn > knownAt;
}

function rowHashes(
  streams: ReadonlyMap<string, readonly StoredEvent[]>,
  knownAt?: string,
): (string | undefined)[][] {
  return [...streams]
    .map(([stream, events]) => [
      stream,
      projectPerson(events, knownAt === undefined ? {} : { knownAt })?.rowHash,
    ])
    .filter(([, hash]) => hash !== undefined)
    .toSorted();
}
