import {
  document,
  filing,
  type GivenFiling,
  type GivenLine,
  IMMUNOGEN,
} from '../../../test/support/given-filing';
import { recordedEvents } from '../../../test/support/recorded-events';
import { issuerClasses } from './issuer-positions';
import { projectPerson } from './project-person';

const owners = (first: number, count: number) =>
  Array.from({ length: count }, (_, place) => ({
    cik: String(first + place).padStart(10, '0'),
    name: `OWNER ${String(first + place).padStart(2, '0')}`,
  }));
const fund: GivenLine = {
  on: '2021-05-03',
  code: 'P',
  shares: '1000000',
  way: 'A',
  following: '1000000',
  ownership: 'I',
  nature: 'By Fund',
};

function classes(asOf: string | undefined, ...filings: GivenFiling[]) {
  const documents = filings.map((each, place) => document(filing(each), `document ${place}`));
  const ledgers = [...recordedEvents(documents).values()].flatMap((events) => projectPerson(events) ?? []);
  return issuerClasses(IMMUNOGEN.cik, ledgers, asOf);
}
const held = (found: ReturnType<typeof classes>) =>
  found.map(({ total, positions }) => [
    total,
    positions.map(({ balance, holders }) => [balance, holders.length]),
  ]);

describe('S19: joint filers', () => {
  it('three owners of one row of 1,000,000: the issuer’s total is 1,000,000, never 3,000,000', () => {
    const found = classes(undefined, { owners: owners(1, 3), lines: [fund] });
    expect(held(found)).toEqual([['1000000', [['1000000', 3]]]]);
    expect(found[0]!.positions[0]!.holders.map(({ name, balance }) => [name, balance])).toEqual([
      ['OWNER 01', '1000000'],
      ['OWNER 02', '1000000'],
      ['OWNER 03', '1000000'],
    ]);
  });

  it('thirteen owners on two forms with the same rows: still once', () => {
    const both = { signed: '2021-05-04', filed: '2021-05-04', lines: [fund] };
    const found = classes(
      undefined,
      { ...both, owners: owners(1, 10), accession: '0000000042-21-000001' },
      { ...both, owners: owners(11, 3), accession: '0000000042-21-000002' },
    );
    expect(held(found)).toEqual([['1000000', [['1000000', 13]]]]);
  });

  it('an owner whom only an amendment names shares the stake of the others', () => {
    const filed = { period: '2021-05-03', signed: '2021-05-04', filed: '2021-05-04', lines: [fund] };
    const found = classes(
      undefined,
      { ...filed, owners: owners(1, 2), accession: '0000000042-21-000001' },
      {
        ...filed,
        form: '4/A',
        original: '2021-05-04',
        filed: '2021-05-20',
        owners: owners(1, 3),
        accession: '0000000042-21-000009',
      },
    );
    expect(held(found)).toEqual([['1000000', [['1000000', 3]]]]);
  });

  it('two persons who report the same amount each by itself count twice', () => {
    const grant: GivenLine = { on: '2021-05-03', code: 'A', shares: '800', way: 'A', following: '800' };
    const found = classes(
      undefined,
      { owners: owners(1, 1), lines: [grant] },
      { owners: owners(2, 1), lines: [grant] },
    );
    expect(held(found)).toEqual([
      [
        '1600',
        [
          ['800', 1],
          ['800', 1],
        ],
      ],
    ]);
  });
});

describe('a position that was once reported jointly', () => {
  const together: GivenFiling = { owners: owners(1, 2), lines: [fund] };
  const alone: GivenFiling = {
    owners: owners(1, 1),
    lines: [{ ...fund, on: '2021-06-01', code: 'S', shares: '400000', way: 'D', following: '600000' }],
  };

  it('has the balance of whoever reports it last, and each holder keeps its own', () => {
    const [common] = classes(undefined, together, alone);
    expect(common).toMatchObject({ total: '600000', positions: [{ since: '2021-06-01' }] });
    expect(common!.positions[0]!.holders.map(({ balance }) => balance)).toEqual(['600000', '1000000']);
  });

  it('is what it was on an earlier date, and nothing before it is known', () => {
    expect(held(classes('2021-05-31', together, alone))).toEqual([['1000000', [['1000000', 2]]]]);
    expect(classes('2021-05-01', together, alone)).toEqual([]);
  });
});

it('classes stand apart, and what is held no more is left out', () => {
  const found = classes(
    undefined,
    {
      owners: owners(1, 1),
      lines: [
        { ...fund, ownership: 'D' },
        { title: 'Class B', following: '5' },
      ],
    },
    { owners: owners(2, 1), lines: [{ ...fund, code: 'S', way: 'D', following: '0', ownership: 'D' }] },
  );
  expect(found.map(({ title, total, positions }) => [title, total, positions.length])).toEqual([
    ['Class B', '5', 1],
    ['Common Stock', '1000000', 1],
  ]);
});

describe('titles of one class', () => {
  it('that persons have grouped are added up, by whomever they are filed', () => {
    const documents = [
      document(filing({ owners: owners(1, 1), lines: [{ title: 'Common Stock', following: '700' }] }), 'one'),
      document(
        filing({ owners: owners(2, 1), lines: [{ title: 'Ordinary Shares', following: '300' }] }),
        'other',
      ),
    ];
    const ledgers = [...recordedEvents(documents).values()].flatMap((events) => projectPerson(events) ?? []);
    const totals = (classWords?: (title: string) => string) =>
      issuerClasses(IMMUNOGEN.cik, ledgers, undefined, classWords).map(({ total }) => total);
    expect(totals()).toEqual(['700', '300']);
    expect(totals(() => 'one class')).toEqual(['1000']);
  });
});
