import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('amendments among the real filings');

(there ? describe : describe.skip)('amendments among the real filings', () => {
  const folder = join(SHARED, 'filings/xml');
  const documents = (there ? readdirSync(folder) : []).flatMap((name): GivenDocument[] => {
    const bytes = readFileSync(join(folder, name));
    const parsed = parseDocument(bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return parsed.kind === 'filing' ? [{ name, sha256, filing: parsed.filing }] : [];
  });

  it('the only one is without its original, which is said, and its line counts', () => {
    const amendments = [...recordedEvents(documents).values()].flatMap(
      (events) => foldPerson(events)?.amendments ?? [],
    );
    expect(amendments).toHaveLength(1);
    expect(amendments[0]).toMatchObject({
      standing: 'unmatched',
      originals: [],
      lines: [{ effect: 'add', line: { change: '661', reported: '7448' } }],
      problems: [{ code: 'amendmentWithoutOriginal' }],
    });
    expect(amendments[0]!.amendment.sources[0]!.name).toMatch(/^4A_.*PANW/);
  });
});
