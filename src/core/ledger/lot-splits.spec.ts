import { withDecisionsIn } from '../../../test/support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../../../test/support/given-filing';
import { withinSixtyDays } from '../rules/within-sixty-days';
import { lotOn } from '../vesting/lot-position';
import type { SplitStated } from './decision-events';
import { termsOn } from './lot-terms';
import type { NewDecision } from './record-decision';
import { personLots } from './vesting-lots';

const ISSUER = '0000855654';
const BY_HAND = { author: 'A. Auditor', reason: 'Form 8-K', knownOn: '2020-08-31' };
const YEARLY = { F1: 'The option vests in four equal annual installments beginning on January 1, 2019.' };

const split = (more: Partial<SplitStated> = {}): NewDecision => ({
  type: 'SplitStated',
  data: { ...BY_HAND, issuer: ISSUER, effectiveOn: '2020-08-31', from: '1', to: '5', ...more },
});
const OPTION: GivenLine = { table: 'II', title: 'Stock Option', expires: '2028-01-01' };
const grant: GivenFiling = {
  signed: '2018-01-02',
  lines: [
    {
      ...OPTION,
      on: '2018-01-01',
      code: 'A',
      shares: '400',
      way: 'A',
      following: '400',
      strike: '20',
      exercisableNotes: ['F1'],
    },
  ],
  footnotes: YEARLY,
};
const exercise = (on: string, shares: string, following: string, strike: string): GivenFiling => ({
  signed: on,
  lines: [{ ...OPTION, on, code: 'M', shares, way: 'D', following, strike, exercisableNotes: ['F1'] }],
  footnotes: YEARLY,
});

/** 400 options from 2018, a quarter each 1 January from 2019 on; 50 exercised before the split and 500 after it. */
const FILINGS = [
  grant,
  exercise('2020-02-03', '50', '350', '20'),
  exercise('2020-11-02', '500', '1250', '4'),
];

function lotOf(filings: readonly GivenFiling[], ...decisions: NewDecision[]) {
  const lots = personLots(withDecisionsIn(`issuer-${ISSUER}`, givenEvents(...filings), decisions)).lots;
  expect(lots).toHaveLength(1);
  return lots[0]!;
}

function standing(on: string, lot = lotOf(FILINGS, split())) {
  const { granted, vested, exercisable, held, exercised } = lotOn(on, termsOn(on, lot).vesting);
  return { granted, vested, exercisable, held, exercised };
}

describe('a lot whose shares are split', () => {
  it('is one lot, in the shares of the day on either side', () => {
    expect(standing('2020-08-30')).toEqual({
      granted: '400',
      vested: '200',
      exercisable: '150',
      held: '350',
      exercised: '50',
    });
    expect(standing('2020-08-31')).toEqual({
      granted: '2000',
      vested: '1000',
      exercisable: '750',
      held: '1750',
      exercised: '250',
    });
    expect(standing('2021-01-01')).toEqual({
      granted: '2000',
      vested: '1500',
      exercisable: '750',
      held: '1250',
      exercised: '750',
    });
  });

  it('has tranches and draws in the newest shares, and the row’s own units beside them', () => {
    const lot = lotOf(FILINGS, split());
    expect(lot.vesting.tranches.map(({ on, units }) => [on, units])).toEqual([
      ['2019-01-01', '500'],
      ['2020-01-01', '500'],
      ['2021-01-01', '500'],
      ['2022-01-01', '500'],
    ]);
    expect(lot.draws.map(({ on, units, unitsThen }) => [on, units, unitsThen])).toEqual([
      ['2020-02-03', '250', '50'],
      ['2020-11-02', '500', '500'],
    ]);
    expect(lot.reading.tranches.evidence.at(-1)).toBe(
      'units multiplied by the split 5 for 1 on 2020-08-31, stated by A. Auditor',
    );
  });

  it('counts within sixty days in the shares of the day', () => {
    const lot = lotOf(FILINGS, split());
    const within = (on: string) =>
      withinSixtyDays(on, [{ lotId: lot.lotId, title: 'Stock Option', vesting: termsOn(on, lot).vesting }]);
    // On 15 August 2020: 200 vested less 50 exercised. On 1 December: 1,000 less 750, and 500 more on 1 January.
    expect(within('2020-08-15')).toMatchObject({ shares: '150' });
    expect(within('2020-12-01')).toMatchObject({ shares: '750' });
  });

  it('goes on over a second split, and an uneven one leaves exact fractions', () => {
    const reverse = split({ effectiveOn: '2021-06-01', from: '2', to: '3', knownOn: '2021-06-01' });
    const lot = lotOf(FILINGS.slice(0, 2), split(), reverse);
    expect(standing('2021-06-01', lot)).toMatchObject({ granted: '3000', held: '2625', exercised: '375' });
    const odd = lotOf([grant], split({ from: '3', to: '4' }));
    expect(odd.vesting.terms.units).toBe('533.3333');
    const sum = odd.vesting.tranches.map(({ units }) => Number(units)).reduce((left, right) => left + right);
    expect(sum).toBeCloseTo(533.3333, 4);
  });

  it('has a schedule that somebody states in units of before or after the split', () => {
    const [first] = givenEvents(...FILINGS).slice(1);
    for (const half of ['200', '1000']) {
      const step = (on: string) => ({
        kind: 'tranche' as const,
        portion: { kind: 'units' as const, units: half },
        when: { kind: 'date' as const, on },
      });
      const schedule = { steps: [step('2019-06-01'), step('2021-06-01')], exercisableBeforeVesting: false };
      const events = withDecisionsIn(`issuer-${ISSUER}`, givenEvents(...FILINGS), [split()]);
      const stated = withDecisionsIn(first!.stream, events, [
        { type: 'ScheduleStated', data: { ...BY_HAND, lot: first!.id, schedule } },
      ]);
      const [lot] = personLots(stated).lots;
      expect(lot!.vesting.tranches.map(({ on, units }) => [on, units])).toEqual([
        ['2019-06-01', '1000'],
        ['2021-06-01', '1000'],
      ]);
      expect(standing('2020-08-30', lot!)).toMatchObject({ granted: '400', vested: '200' });
    }
  });

  it('loses no unit where the holding’s fraction was rounded away', () => {
    const after = exercise('2020-11-02', '33', '500', '15');
    const lot = lotOf([grant, after], split({ from: '3', to: '4' }));
    expect(lot.vesting.terms.units).toBe('533');
    expect(lot.doubts).toEqual([]);
    expect(standing('2020-12-01', lot).held).toBe('500');
  });
});

describe('a lot that a reverse split leaves a fraction of', () => {
  const oneForSeven = split({ from: '7', to: '1' });
  const lotsOf = (...filings: readonly GivenFiling[]) =>
    personLots(withDecisionsIn(`issuer-${ISSUER}`, givenEvents(...filings), [oneForSeven])).lots;
  const heldOn = (on: string, lots: ReturnType<typeof lotsOf>) =>
    lots.map((lot) => lotOn(on, termsOn(on, lot).vesting).held);
  const more = (on: string, shares: string, following: string): GivenFiling => ({
    ...grant,
    signed: on,
    lines: [{ ...grant.lines[0]!, on, shares, following }],
  });

  it('has nothing left when its holding has nothing left', () => {
    const lots = lotsOf(
      grant,
      exercise('2020-02-03', '33', '367', '20'),
      exercise('2023-12-01', '52', '0', '140'),
    );
    expect(heldOn('2020-08-31', lots)).toEqual(['52']);
    expect(heldOn('2023-12-01', lots)).toEqual(['0']);
    const [lot] = lots;
    expect([...lot!.doubts, ...lotOn('2023-12-01', lot!.vesting).doubts]).toEqual([]);
  });

  it('has what its holding has, also after a row of the days after the split in old shares', () => {
    const lots = lotsOf(
      grant,
      exercise('2020-09-02', '33', '367', '20'),
      exercise('2023-12-01', '2', '50', '140'),
    );
    expect(heldOn('2020-09-02', lots)).toEqual(['52']);
    expect(heldOn('2023-12-01', lots)).toEqual(['50']);
    expect(lots[0]!.draws.map(({ unitsThen }) => unitsThen)).toEqual(['33', '2']);
  });

  it('shares what is left with the other lots of its holding, to the last fraction', () => {
    const lots = lotsOf(grant, more('2018-03-01', '300', '700'), exercise('2023-12-01', '100', '0', '140'));
    expect(heldOn('2020-08-31', lots)).toEqual(['57.1428', '42.8572']);
    expect(heldOn('2023-12-01', lots)).toEqual(['0', '0']);
    expect(
      lots.flatMap(({ doubts, vesting }) => [...doubts, ...lotOn('2023-12-01', vesting).doubts]),
    ).toEqual([]);
  });

  it('shares what rounding took from the holding of three lots', () => {
    const lots = lotsOf(
      grant,
      more('2018-03-01', '300', '700'),
      more('2018-06-01', '305', '1005'),
      exercise('2020-11-02', '10', '133', '140'),
    );
    const held = heldOn('2020-08-31', lots).map(Number);
    expect(held.reduce((left, right) => left + right)).toBeCloseTo(143, 4);
    expect(lots.flatMap(({ doubts }) => doubts)).toEqual([]);
  });
});

describe('a footnote on a row of after a split', () => {
  const inShares = (shares: string) =>
    `Vests as to ${shares} shares on January 1, 2019, ${shares} shares on January 1, 2020, ${shares} shares on ` +
    `January 1, 2021 and ${shares} shares on January 1, 2022.`;
  const noted = (given: GivenFiling, shares?: string): GivenFiling => {
    const { footnotes: _, ...rest } = given;
    const [{ exercisableNotes: _notes, ...line }] = given.lines as [GivenLine];
    if (shares === undefined) return { ...rest, lines: [line] };
    return { ...rest, lines: [{ ...line, exercisableNotes: ['N'] }], footnotes: { N: inShares(shares) } };
  };
  const after = exercise('2021-02-03', '50', '150', '40');
  const reverse = split({ from: '2', to: '1' });

  it.each([
    ['in new shares', '50'],
    ['in old ones', '100'],
  ])('tells the tranches %s', (_, shares) => {
    const lot = lotOf([noted(grant), noted(after, shares)], reverse);
    expect(lot.reading.tranches.certainty).toBe('determined');
    expect(lot.vesting.tranches.map(({ units }) => units)).toEqual(['50', '50', '50', '50']);
    expect(standing('2020-08-30', lot)).toMatchObject({ vested: '200', held: '400' });
  });

  it('does not contradict the grant’s own in new shares', () => {
    expect(lotOf([noted(grant, '100'), noted(after, '50')], reverse).doubts).toEqual([]);
  });

  it('of before the split counts in old shares: units that it does not tell of have no date', () => {
    const lot = lotOf([noted(grant, '50'), noted(after)], reverse);
    expect(lot.reading.tranches.certainty).toBe('bounded');
    expect(lot.vesting.tranches.map(({ units }) => units)).toEqual(['25', '25', '25', '25', '100']);
  });
});
