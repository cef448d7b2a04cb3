import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import { boxesOf, textAt } from '../support/filing-boxes';
import { textOfFragment } from '../support/independent-ownership-reader';
import { filingOf } from '../support/parsed';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('real submissions');
const folder = join(SHARED, 'filings/submissions');
const twins = join(SHARED, 'filings/xml');

(there ? describe : describe.skip)('the 27 real submissions', () => {
  const names = there ? readdirSync(folder).sort() : [];
  const xmlByAccession = there
    ? accessionsOf(readFileSync(join(SHARED, 'filings/INDEX.tsv'), 'utf8'))
    : new Map();

  it('are all there', () => expect(names).toHaveLength(27));

  it.each(names)(
    '%s has its accession number and filing date, and nothing that EDGAR would refuse',
    (name) => {
      const { header, problems, repairs, format } = filingOf(parseDocument(readFileSync(join(folder, name))));
      expect(format).toBe('submission');
      expect(`${header!.formType}_${header!.accession}`).toBe(name.replace(/\.\w+$/, ''));
      expect(header!.filedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(header!.filedOn! >= header!.periodOfReport!).toBe(true);
      if (name.endsWith('.txt')) expect(header!.acceptedAt!.slice(0, 10) <= header!.filedOn!).toBe(true);
      expect(header!.owners.length).toBeGreaterThan(0);
      expect(problems).toEqual([]);
      expect(repairs).toEqual([]);
    },
  );

  it.each(names)('%s shows each text at its place in the submission', (name) => {
    const submission = readFileSync(join(folder, name), 'utf8');
    for (const [key, { filed, at }] of boxesOf(filingOf(parseDocument(Buffer.from(submission))))) {
      if (filed !== null) expect([key, textOfFragment(textAt(submission, at!))]).toEqual([key, filed]);
    }
  });

  it('equal their bare XML files box by box, places apart', () => {
    let compared = 0;
    for (const name of names) {
      const submission = filingOf(parseDocument(readFileSync(join(folder, name))));
      const twin = xmlByAccession.get(submission.header!.accession);
      if (!twin) continue;
      compared++;
      const xml = filingOf(parseDocument(readFileSync(join(twins, twin))));
      expect([name, withoutPlaces(submission)]).toEqual([name, withoutPlaces(xml)]);
    }
    expect(compared).toBe(27);
  });
});

function accessionsOf(index: string): ReadonlyMap<string, string> {
  const rows = index.split('\n').map((line) => line.split('\t'));
  return new Map(rows.map((row) => [row.at(-1)!.trim(), row[0]!]));
}

function withoutPlaces(filing: ReturnType<typeof filingOf>): unknown {
  return [...boxesOf(filing)].map(([key, { at: _, ...box }]) => [key, box]);
}
