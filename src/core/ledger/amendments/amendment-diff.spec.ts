import { type GivenFiling, type GivenLine, givenEvents } from '../../../../test/support/given-filing';
import { foldPerson } from '../person-holdings';
import { amendmentDiff } from './amendment-diff';

const exercise: GivenLine = { on: '2008-06-17', code: 'M', shares: '50000', way: 'A', following: '85000' };
const sale: GivenLine = { on: '2008-06-17', code: 'S', shares: '1000', way: 'D', following: '84000' };
const original = (...lines: GivenLine[]): GivenFiling => ({ signed: '2008-06-18', lines });
const amendment = (more: Partial<GivenFiling> & Pick<GivenFiling, 'lines'>): GivenFiling => ({
  form: '4/A',
  period: '2008-06-17',
  original: '2008-06-18',
  signed: '2008-07-10',
  ...more,
});
const diff = (...filings: GivenFiling[]) =>
  amendmentDiff(foldPerson(givenEvents(...filings))!.amendments.at(-1)!);

describe('what an amendment changed', () => {
  it('S14: an added holding is new as a whole, and the exercise is not named', () => {
    const trust: GivenLine = { ownership: 'I', nature: 'By trust', following: '10000' };
    const { lines, unnamed } = diff(original(exercise), amendment({ lines: [trust] }));
    expect(lines).toMatchObject([
      { effect: 'add', line: { row: 1, reported: '10000' }, original: null, cells: [], footnotes: [] },
    ]);
    expect(unnamed).toMatchObject([{ table: 'I', row: 1, code: 'M' }]);
  });

  it('S15: an unchanged line with a new footnote differs in the footnote only', () => {
    const footnotes = { F1: 'Made under a plan adopted on May 1, 2008.' };
    const { lines, unnamed, boxes } = diff(
      original(exercise),
      amendment({ lines: [{ ...exercise, sharesNotes: ['F1'] }], footnotes }),
    );
    expect(lines).toMatchObject([
      {
        effect: 'confirm',
        cells: [],
        footnotes: [{ cell: 'transactionShares', column: '4', before: [], after: [footnotes.F1] }],
      },
    ]);
    expect(unnamed).toEqual([]);
    expect(boxes.map(({ box }) => box)).toEqual(['dateOfOriginalSubmission', 'signatures']);
  });

  it('a line that is taken back is told with the sentence that does it', () => {
    const remarks = 'The sale of 1,000 shares did not occur.';
    const { lines } = diff(original(exercise, sale), amendment({ lines: [exercise], remarks }));
    expect(lines).toMatchObject([
      { effect: 'repeat' },
      {
        effect: 'void',
        line: null,
        original: { row: 2, change: '-1000' },
        reason: expect.stringContaining(remarks),
      },
    ]);
  });

  it('is told against the line as it stood before, earlier amendments included', () => {
    const first = amendment({ lines: [{ ...exercise, shares: '49000', following: '84000' }] });
    const second = amendment({
      lines: [{ ...exercise, shares: '48000', following: '83000' }],
      signed: '2008-08-01',
    });
    expect(diff(original(exercise), first, second).lines).toMatchObject([
      {
        original: { formType: '4/A', change: '49000' },
        cells: [
          { column: '4', before: '49000', after: '48000' },
          { column: '5', before: '84000', after: '83000' },
        ],
      },
    ]);
  });

  it('spelling alone is no change', () => {
    const spelled = amendment({ lines: [{ ...exercise, title: 'COMMON  STOCK' }] });
    expect(diff(original(exercise), spelled).lines).toMatchObject([{ effect: 'repeat', cells: [] }]);
  });
});
