import fc from 'fast-check';
import { document, filing, type GivenFiling, type GivenLine, headerOf } from './given-filing';
import type { GivenDocument } from './recorded-events';

const OWNERS = [
  { cik: '0000000101', name: 'EXAMPLE ANNA B' },
  { cik: '0000000102', name: 'EXAMPLE FUND LP' },
  { name: 'PRINTED NAME ONLY' },
];

const line = fc.record(
  {
    table: fc.constantFrom('I' as const, 'II' as const),
    title: fc.constantFrom('Common Stock', 'Stock Option'),
    on: fc.integer({ min: 1, max: 28 }).map((day) => `2020-02-${String(day).padStart(2, '0')}`),
    code: fc.constantFrom('P', 'S', 'A', 'M', 'G', 'J'),
    shares: fc
      .integer({ min: 0, max: 99_999_999 })
      .map((units) => `${units}.${units % 10}`.replace(/\.0$/, '')),
    way: fc.constantFrom('A' as const, 'D' as const),
    following: fc.integer({ min: 0, max: 999_999 }).map(String),
    ownership: fc.constantFrom('D' as const, 'I' as const),
    nature: fc.constantFrom('By Trust', 'See footnote'),
    natureNotes: fc.subarray(['F1', 'F2']),
  },
  { requiredKeys: ['on', 'ownership'] },
) as fc.Arbitrary<GivenLine>;

/** Filings of several owners, each with an accession number and a filing date of its own. */
export const filings = fc
  .array(
    fc.record({
      form: fc.constantFrom('3' as const, '4' as const, '4/A' as const, '5' as const),
      owners: fc.subarray(OWNERS, { minLength: 1 }),
      period: fc.constantFrom('2020-02-03', '2020-02-20'),
      signed: fc.constantFrom('2020-02-05', '2020-02-21'),
      lines: fc.array(line, { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(
      (each, place): GivenFiling => ({
        ...each,
        accession: `0000000042-20-00000${place}`,
        filed: `2020-03-0${place + 1}`,
        footnotes: { F1: 'Fund One', F2: 'Fund Two' },
      }),
    ),
  );

/** All that is filed, as documents of one kind: the full submission of each filing. */
export function submissions(all: readonly GivenFiling[]): GivenDocument[] {
  return all.map((each) => document(filing(each), `${each.accession}.txt`));
}

/** The same as bare XML, each with EDGAR's header beside it. */
export function barePairs(all: readonly GivenFiling[]): GivenDocument[] {
  return all.flatMap((each) => {
    const { accession, filed: _filed, ...bare } = each;
    const xml = filing(bare);
    return [document(xml, `4_${accession}.xml`), document(headerOf(each)!, `${accession}.json`)];
  });
}

/** Owners that only a printed name identifies have no CIK in a header; such filings come as submissions. */
export const withCiks = (all: readonly GivenFiling[]) =>
  all.filter((each) => each.owners!.every((owner) => 'cik' in owner));
