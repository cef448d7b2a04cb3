import { equalInstalments, lotOf, schedule } from '../../../test/support/vesting-lots';
import { candidateLots, type DrawableLot, type DrawLine } from './candidate-lots';
import type { Draw } from './draw';

interface GivenLot extends Partial<DrawableLot> {
  readonly granted: string;
  readonly units?: string;
  readonly draws?: readonly Draw[];
}

/** A lot that vests in four years, a quarter on each anniversary. */
function lot(lotId: string, { granted, units = '1000', draws = [], ...more }: GivenLot): DrawableLot {
  const first = `${Number(granted.slice(0, 4)) + 1}${granted.slice(4)}`;
  const terms = { units, grantedOn: granted, ...(more.expiresOn && { expiresOn: more.expiresOn }) };
  const vesting = lotOf(schedule(equalInstalments(4, 12, first)), terms, draws);
  return { lotId, title: 'Stock Option (Right to Buy)', vesting, ...more };
}

const LINE: DrawLine = { title: 'Stock Option (right to buy)', on: '2022-06-01', units: '200' };

describe('which lot an exercise draws from', () => {
  it('the one whose strike and expiration are the line’s', () => {
    const found = candidateLots({ ...LINE, strike: '12.5', expiresOn: '2030-01-15' }, [
      lot('a', { granted: '2020-01-15', strike: '12.5', expiresOn: '2030-01-15' }),
      lot('b', { granted: '2020-01-15', strike: '13', expiresOn: '2030-01-15' }),
      lot('c', { granted: '2020-01-15', strike: '12.5', expiresOn: '2031-01-15' }),
      lot('d', { granted: '2020-01-15', title: 'Restricted Stock Units' }),
    ]);
    expect(found).toEqual({
      candidates: ['a'],
      rule: 'the only lot with this title and balance that nothing on the row contradicts',
      rejected: [
        { lotId: 'b', reason: 'its strike is 13' },
        { lotId: 'c', reason: 'it expires on 2031-01-15' },
        { lotId: 'd', reason: 'its title is Restricted Stock Units' },
      ],
    });
  });

  it('not one that was granted later, nor one that holds too little', () => {
    const spent: Draw = { on: '2022-02-01', units: '900', kind: 'exercise' };
    expect(
      candidateLots(LINE, [
        lot('later', { granted: '2022-07-01' }),
        lot('spent', { granted: '2020-01-15', draws: [spent] }),
        lot('left', { granted: '2020-01-15' }),
      ]),
    ).toMatchObject({
      candidates: ['left'],
      rejected: [
        { lotId: 'later', reason: 'it was granted on 2022-07-01' },
        { lotId: 'spent', reason: 'it holds 100 units' },
      ],
    });
  });

  it('the footnote decides between lots that are alike', () => {
    const note = (year: string) => [`Vests in four equal annual instalments from March ${year}.`];
    const found = candidateLots({ ...LINE, footnotes: note('2021') }, [
      lot('a', { granted: '2020-01-15', footnotes: note('2020') }),
      lot('b', { granted: '2020-01-15', footnotes: note('2021') }),
    ]);
    expect(found).toMatchObject({ candidates: ['b'], rule: 'decided by footnotes' });
  });

  it('the balance decides: what was held less the draw is column 9', () => {
    const found = candidateLots({ ...LINE, following: '600' }, [
      lot('a', { granted: '2020-01-15' }),
      lot('b', { granted: '2020-01-15', units: '800' }),
    ]);
    expect(found.candidates).toEqual(['b']);
    expect(found.rule).toContain('balance');
  });

  it('units that vest that day decide between grants of the same title', () => {
    const line = { title: 'Restricted Stock Units', on: '2022-03-01', units: '250' };
    const found = candidateLots(line, [
      lot('a', { granted: '2020-01-15', title: line.title }),
      lot('b', { granted: '2021-03-01', title: line.title }),
    ]);
    expect(found.candidates).toEqual(['b']);
    expect(found.rule).toContain('tranche');
  });

  it('several that fit are all given, with the rule of their order', () => {
    const found = candidateLots(LINE, [
      lot('a', { granted: '2020-05-15', expiresOn: '2031-01-15' }),
      lot('b', { granted: '2020-05-01', expiresOn: '2030-01-15' }),
    ]);
    expect(found).toEqual({
      candidates: ['b', 'a'],
      rule: 'several lots fit: earliest expiration first, then earliest grant',
      rejected: [],
    });
  });

  it('none: each with the reason', () => {
    const found = candidateLots({ ...LINE, strike: '1' }, [lot('a', { granted: '2020-01-15', strike: '2' })]);
    expect(found).toEqual({
      candidates: [],
      rule: 'no lot fits',
      rejected: [{ lotId: 'a', reason: 'its strike is 2' }],
    });
  });
});
