import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import { filingOf } from '../support/parsed';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('real header JSON');
const folder = join(SHARED, 'filings/headers');

(there ? describe : describe.skip)('the 364 real headers as JSON', () => {
  const names = there ? readdirSync(folder).sort() : [];
  const index = there ? rowsOf(readFileSync(join(SHARED, 'filings/INDEX.tsv'), 'utf8')) : new Map();

  it('are all there', () => expect(names).toHaveLength(364));

  it('all give accession number, form, dates, issuer and owners, without a problem', () => {
    const early: string[] = [];
    for (const name of names) {
      const parsed = parseDocument(readFileSync(join(folder, name)));
      if (parsed.kind !== 'header') throw new Error(`${name}: ${JSON.stringify(parsed)}`);
      const { header, problems } = parsed;
      expect([name, problems]).toEqual([name, []]);
      expect(header.accession).toBe(name.replace('.json', ''));
      expect(header.formType).toMatch(/^[345](\/A)?$/);
      if (header.filedOn! < header.periodOfReport!) early.push(name);
      expect(header.issuer).toEqual({
        cik: expect.stringMatching(/^\d{10}$/),
        name: expect.stringMatching(/./),
      });
      expect(header.owners.length).toBeGreaterThan(0);
      for (const owner of header.owners) expect(owner.cik).toMatch(/^\d{10}$/);
    }
    // A Form 3 filed three days before the initial public offering that it is for.
    expect(early).toEqual(['0001181431-10-034759.json']);
  });

  it('agree with the forms they belong to', () => {
    let compared = 0;
    for (const name of names) {
      const parsed = parseDocument(readFileSync(join(folder, name)));
      const file = index.get(name.replace('.json', ''));
      if (parsed.kind !== 'header' || !file) continue;
      compared++;
      const form = filingOf(parseDocument(readFileSync(join(SHARED, 'filings/xml', file))));
      const { header } = parsed;
      const owners = form.owners.map(({ rptOwnerCik }) => rptOwnerCik?.value).sort();
      expect([
        name,
        header.formType,
        header.periodOfReport,
        header.issuer.cik,
        header.owners.map(({ cik }) => cik).sort(),
      ]).toEqual([name, form.formType, form.periodOfReport?.value, form.issuer.issuerCik?.value, owners]);
    }
    expect(compared).toBe(364);
  });
});

function rowsOf(index: string): ReadonlyMap<string, string> {
  const rows = index.split('\n').map((line) => line.split('\t'));
  return new Map(rows.map((row) => [row.at(-1)!.trim(), row[0]!]));
}
