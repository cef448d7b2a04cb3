import { DECIDED_ON, withDecisions } from '../../../test/support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../../../test/support/given-filing';
import { equalInstalments, schedule, unitsOn } from '../../../test/support/vesting-lots';
import { lotOn } from '../vesting/lot-position';
import type { ScheduleStated, TermsChanged } from './decision-events';
import type { StoredEvent } from './events';
import { termsOn } from './lot-terms';
import type { NewDecision } from './record-decision';
import { personLots, vestingLots } from './vesting-lots';

const FOUR_YEARS = 'Vests in four equal annual installments beginning on March 1, 2021.';
const BY = { author: 'A. Auditor', reason: 'the grant agreement says so' };
const TWO_YEARS = schedule(equalInstalments(2, 12, '2022-03-01'));

const units = (line: GivenLine): GivenLine => ({ table: 'II', title: 'Restricted Stock Units', ...line });
const GRANT: GivenFiling = {
  signed: '2020-03-03',
  footnotes: { F1: FOUR_YEARS },
  lines: [
    units({ on: '2020-03-01', code: 'A', way: 'A', shares: '400', following: '400', titleNotes: ['F1'] }),
  ],
};
const SETTLED: GivenFiling = {
  signed: '2021-03-03',
  lines: [units({ on: '2021-03-01', code: 'M', way: 'D', shares: '100', following: '300' })],
};

const filed = givenEvents(GRANT);
const LOT = vestingLots(filed)[0]!.lotId;
const stated = (more: Partial<ScheduleStated> = {}): NewDecision => ({
  type: 'ScheduleStated',
  data: { ...BY, lot: LOT, schedule: TWO_YEARS, ...more },
});
const changed = (more: Partial<TermsChanged> = {}): NewDecision => ({
  type: 'TermsChanged',
  data: { ...BY, lot: LOT, effectiveOn: '2022-06-01', ...more },
});
const lotOf = (events: readonly StoredEvent[], knownAt?: string) => {
  const { lots, doubts } = personLots(events, knownAt === undefined ? {} : { knownAt });
  expect(doubts).toEqual([]);
  expect(lots).toHaveLength(1);
  return lots[0]!;
};
const tranchesOf = ({ vesting }: ReturnType<typeof lotOf>) =>
  vesting.tranches.map(({ on, units: each }) => [on, each]);
const vestedOn = (date: string, lot: ReturnType<typeof lotOf>) =>
  lotOn(date, termsOn(date, lot).vesting).vested;

describe('a schedule that somebody states', () => {
  it('takes the place of the footnote’s, says who and why, and lists the footnote beside it', () => {
    const events = withDecisions(filed, [stated()]);
    const lot = lotOf(events);
    expect(tranchesOf(lot)).toEqual([
      ['2022-03-01', '200'],
      ['2023-03-01', '200'],
    ]);
    const decision = {
      eventId: events.at(-1)!.id,
      type: 'ScheduleStated',
      author: 'A. Auditor',
      reason: 'the grant agreement says so',
      knownOn: DECIDED_ON,
    };
    expect(lot.reading).toMatchObject({
      source: 'decision',
      decision,
      others: [{ text: { footnote: 'F1' }, certainty: 'determined', reason: 'a decision takes its place' }],
      tranches: { certainty: 'determined' },
    });
    expect(lot.decisions).toEqual([decision]);
    expect(lot.reading.text).toBeUndefined();
  });

  it('changes the answer for every effective date, but only as known from its knowledge date on', () => {
    const events = withDecisions(filed, [stated({ knownOn: '2024-05-01' })]);
    expect(vestedOn('2021-12-31', lotOf(events))).toBe('0');
    expect(vestedOn('2021-12-31', lotOf(events, '2024-05-01'))).toBe('0');
    expect(vestedOn('2021-12-31', lotOf(events, '2024-04-30'))).toBe('100');
    expect(lotOf(events, '2024-04-30')).toEqual(lotOf(filed, '2024-04-30'));
  });

  it('is known from the day of its recording when it says nothing else', () => {
    const events = withDecisions(filed, [stated()]);
    expect(lotOf(events, '2026-01-04').reading.source).toBe('footnote');
    expect(lotOf(events, DECIDED_ON).reading.source).toBe('decision');
  });

  it('of several the last one holds', () => {
    const second = stated({ schedule: schedule(unitsOn('400', '2023-01-01')), knownOn: '2025-02-01' });
    const events = withDecisions(filed, [second, stated({ knownOn: '2025-01-01' })]);
    expect(tranchesOf(lotOf(events))).toEqual([['2023-01-01', '400']]);
    expect(tranchesOf(lotOf(events, '2025-01-31'))[0]).toEqual(['2022-03-01', '200']);
    expect(lotOf(events).decisions).toHaveLength(2);
  });

  it('undone, it is as if it had never been, from then on', () => {
    const decided = withDecisions(filed, [stated({ knownOn: '2025-01-01' })]);
    const undo = { ...BY, decision: decided.at(-1)!.id, knownOn: '2025-06-01' };
    const events = withDecisions(decided, [{ type: 'DecisionUndone', data: undo }]);
    expect(vestingLots(events)).toEqual(vestingLots(filed));
    expect(personLots(events).doubts).toEqual([]);
    expect(lotOf(events, '2025-05-31').reading.source).toBe('decision');
  });

  it('that cannot be one is not made up: the lot is undetermined, with the reason', () => {
    const lot = lotOf(withDecisions(filed, [stated({ schedule: schedule(unitsOn('500', '2022-01-01')) })]));
    expect(lot.reading).toMatchObject({ source: 'decision', tranches: { certainty: 'undetermined' } });
    expect(lot.reading.tranches.undetermined).toMatch(/more than the 400 of the lot/);
  });

  it('decides from which lot a later exercise draws what', () => {
    const events = givenEvents(GRANT, SETTLED);
    const lot = lotOf(withDecisions(events, [stated({ schedule: schedule(unitsOn('400', '2021-01-01')) })]));
    expect(lotOn('2021-03-01', lot.vesting)).toMatchObject({
      exercised: '100',
      exercisable: '300',
      doubts: [],
    });
  });
});

describe('the lot that a decision speaks of', () => {
  const SECOND: GivenFiling = {
    signed: '2021-03-02',
    lines: [units({ on: '2021-03-01', code: 'A', way: 'A', shares: '200', following: '600' })],
  };
  const BOTH: GivenFiling = {
    signed: '2022-03-02',
    lines: [units({ on: '2022-03-01', code: 'M', way: 'D', shares: '500', following: '100' })],
  };

  it('is found by the event id of any of its lines', () => {
    const events = givenEvents(GRANT, SETTLED);
    const line = events.find(({ type }) => type === 'ExerciseReported')!.id;
    expect(lotOf(withDecisions(events, [stated({ lot: line })])).reading.source).toBe('decision');
  });

  it('keeps its id when an amendment restates the line, and is found by both ids', () => {
    const { lines, footnotes } = GRANT;
    const original: GivenFiling = { ...GRANT, accession: '0000000042-20-000001', filed: '2020-03-03' };
    const restated: GivenFiling = {
      form: '4/A',
      original: '2020-03-03',
      signed: '2020-04-01',
      accession: '0000000042-20-000002',
      filed: '2020-04-01',
      footnotes: footnotes!,
      lines: [{ ...lines[0]!, shares: '300', following: '300' }],
    };
    const events = givenEvents(original, restated);
    const [before] = vestingLots(givenEvents(original));
    const amended = events.filter(({ type }) => type === 'GrantReported')[1]!.id;
    for (const lot of [before!.lotId, amended]) {
      const decided = lotOf(withDecisions(events, [stated({ lot })]));
      expect(decided.lotId).toBe(before!.lotId);
      expect(decided.vesting.terms.units).toBe('300');
      expect(decided.reading.source).toBe('decision');
    }
  });

  it('is one of several in its holding, by its own line', () => {
    const events = givenEvents(GRANT, SECOND);
    const [, second] = vestingLots(events);
    const lots = vestingLots(withDecisions(events, [stated({ lot: second!.lotId })]));
    expect(lots.map(({ reading }) => reading.source)).toEqual(['footnote', 'decision']);
  });

  it.each([
    ['nothing', () => 'no such id', /is the id of no lot that is known here$/],
    ['a line of Table I', (events: readonly StoredEvent[]) => events[0]!.id, /no lot that is known here$/],
    [
      'a line that drew from two lots',
      (events: readonly StoredEvent[]) => events.find(({ type }) => type === 'ExerciseReported')!.id,
      /is the id of a line of 2 lots$/,
    ],
  ])('is doubted when its id is that of %s', (_, id, doubt) => {
    const events = givenEvents(GRANT, SECOND, BOTH);
    const { lots, doubts } = personLots(withDecisions(events, [stated({ lot: id(events) })]));
    expect(doubts).toEqual([expect.stringMatching(doubt)]);
    expect(lots).toEqual(vestingLots(events));
  });

  it('is doubted while its filing is not known', () => {
    const earlier: GivenFiling = {
      signed: '2019-03-02',
      lines: [units({ on: '2019-03-01', code: 'A', way: 'A', shares: '50', following: '50', strike: '1' })],
    };
    const events = withDecisions(givenEvents(earlier, GRANT), [stated({ knownOn: '2020-01-01' })]);
    const known = personLots(events, { knownAt: '2020-03-02' });
    expect(known.lots).toHaveLength(1);
    expect(known.doubts).toEqual([expect.stringMatching(/no lot that is known here$/)]);
    expect(personLots(events, { knownAt: '2020-03-03' }).doubts).toEqual([]);
  });
});

describe('terms that the issuer changes', () => {
  const OPTION: GivenFiling = {
    signed: '2012-03-05',
    footnotes: { F1: FOUR_YEARS.replace('2021', '2013') },
    lines: [
      {
        table: 'II',
        on: '2012-03-01',
        code: 'A',
        way: 'A',
        shares: '400',
        following: '400',
        strike: '5',
        exercisableNotes: ['F1'],
        expires: '2022-03-01',
      },
    ],
  };
  const option = givenEvents(OPTION);
  const lot = vestingLots(option)[0]!.lotId;
  const position = (date: string, events: readonly StoredEvent[]) =>
    lotOn(date, termsOn(date, lotOf(events)).vesting);

  it('a longer life holds from its effective date on, and not before', () => {
    const events = withDecisions(option, [
      changed({ lot, effectiveOn: '2022-02-01', expiresOn: '2024-03-01' }),
    ]);
    expect(termsOn('2022-01-31', lotOf(events)).vesting.terms.expiresOn).toBe('2022-03-01');
    expect(termsOn('2022-02-01', lotOf(events)).vesting.terms.expiresOn).toBe('2024-03-01');
    expect(position('2022-03-02', events)).toMatchObject({ exercisable: '400', expired: '0' });
    expect(position('2024-03-01', events)).toMatchObject({ exercisable: '400', expired: '0' });
    expect(position('2024-03-02', events)).toMatchObject({ exercisable: '0', expired: '400' });
    expect(lotOf(events).reading.source).toBe('footnote');
  });

  it('what had expired before comes back with it', () => {
    const events = withDecisions(option, [
      changed({ lot, effectiveOn: '2023-01-01', expiresOn: '2024-03-01' }),
    ]);
    expect(position('2022-12-31', events)).toMatchObject({ held: '0', expired: '400' });
    expect(position('2023-01-01', events)).toMatchObject({ held: '400', expired: '0', exercisable: '400' });
  });

  it('units settled in shares instead of cash', () => {
    const cash = `${FOUR_YEARS} The units are settled in cash.`;
    const inCash = givenEvents({ ...GRANT, footnotes: { F1: cash } });
    const events = withDecisions(inCash, [changed({ lot: lotOf(inCash).lotId, settlesIn: 'shares' })]);
    const decided = lotOf(events);
    expect(termsOn('2022-05-31', decided).reading.settlement).toMatchObject({ in: 'cash' });
    expect(termsOn('2022-06-01', decided).reading.settlement).toMatchObject({ in: 'shares' });
  });

  it('another schedule: what had vested stays, the rest comes by the new one', () => {
    const slower = schedule(equalInstalments(4, 12, '2025-01-01'));
    const events = withDecisions(filed, [changed({ schedule: slower })]);
    const decided = lotOf(events);
    expect(tranchesOf(decided)).toEqual([
      ['2021-03-01', '100'],
      ['2022-03-01', '100'],
      ['2027-01-01', '100'],
      ['2028-01-01', '100'],
    ]);
    expect(decided.reading).toMatchObject({
      source: 'decision',
      decision: { type: 'TermsChanged', effectiveOn: '2022-06-01' },
      others: [{ text: { footnote: 'F1' } }],
    });
    expect(termsOn('2022-05-31', decided).reading.source).toBe('footnote');
    expect(
      ['2022-05-31', '2022-06-01', '2023-03-01', '2027-01-01'].map((on) => vestedOn(on, decided)),
    ).toEqual(['200', '200', '200', '300']);
  });

  it('a schedule whose dates lie before the change vests with it, not earlier', () => {
    const events = withDecisions(filed, [changed({ schedule: schedule(unitsOn('400', '2020-06-01')) })]);
    const decided = lotOf(events);
    expect(vestedOn('2020-06-01', decided)).toBe('0');
    expect(vestedOn('2022-05-31', decided)).toBe('200');
    expect(vestedOn('2022-06-01', decided)).toBe('400');
  });

  it('a date of exercise without a schedule is the date for all that is left', () => {
    const decided = lotOf(withDecisions(filed, [changed({ exercisableOn: '2022-07-01' })]));
    expect(vestedOn('2022-06-30', decided)).toBe('200');
    expect(vestedOn('2022-07-01', decided)).toBe('400');
  });

  it('one change after the other, in the order in which they take effect', () => {
    const events = withDecisions(option, [
      changed({ lot, effectiveOn: '2021-01-01', expiresOn: '2026-03-01' }),
      changed({ lot, effectiveOn: '2020-01-01', expiresOn: '2024-03-01' }),
    ]);
    const decided = lotOf(events);
    const expiresOn = (date: string) => termsOn(date, decided).vesting.terms.expiresOn;
    expect(['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map(expiresOn)).toEqual([
      '2022-03-01',
      '2024-03-01',
      '2024-03-01',
      '2026-03-01',
    ]);
  });

  it('are not known before their knowledge date', () => {
    const events = withDecisions(filed, [changed({ settlesIn: 'shares', knownOn: '2023-01-01' })]);
    expect(lotOf(events, '2022-12-31').former).toEqual([]);
    expect(lotOf(events, '2023-01-01').former).toHaveLength(1);
  });
});
