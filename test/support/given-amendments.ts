import { foldPerson } from '../../src/core/ledger/person-holdings';
import { type GivenFiling, type GivenLine, givenEvents } from './given-filing';

/** A sale of 2020-03-02. */
export const sale = (shares: string, following: string, more: Partial<GivenLine> = {}): GivenLine => ({
  on: '2020-03-02',
  code: 'S',
  shares,
  way: 'D',
  price: '10',
  following,
  ...more,
});
/** A Form 4 filed on 2020-03-04. */
export const original = (more: Partial<GivenFiling> & Pick<GivenFiling, 'lines'>): GivenFiling => ({
  accession: '0000000042-20-000001',
  filed: '2020-03-04',
  signed: '2020-03-03',
  period: '2020-03-02',
  ...more,
});
/** A Form 4/A of it, filed on 2020-04-01. */
export const amendment = (more: Partial<GivenFiling> & Pick<GivenFiling, 'lines'>): GivenFiling => ({
  form: '4/A',
  accession: '0000000042-20-000009',
  filed: '2020-04-01',
  signed: '2020-04-01',
  period: '2020-03-02',
  original: '2020-03-04',
  ...more,
});

export const folded = (...filings: GivenFiling[]) => foldPerson(givenEvents(...filings))!;
/** The balances after each step, holding by holding. */
export const balances = (...filings: GivenFiling[]) =>
  folded(...filings).holdings.map(({ steps }) => steps.map(({ computed }) => computed));
/** What each amendment does, line by line, such as `restate 1 of 1.2`: its row, the original’s accession and row. */
export const effects = (...filings: GivenFiling[]) =>
  folded(...filings).amendments.map(({ lines }) =>
    lines.map(({ effect, line, original: of }) =>
      [effect, line && `${line.line.row}`, of && `of ${of.filing.accession?.slice(-1)}.${of.line.row}`]
        .filter(Boolean)
        .join(' '),
    ),
  );
