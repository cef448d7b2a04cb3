import fc from 'fast-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { termsOn } from '../../src/core/ledger/lot-terms';
import { projectPerson } from '../../src/core/ledger/project-person';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { type PersonLot, personLots, vestingLots } from '../../src/core/ledger/vesting-lots';
import { addDays, daysInMonth } from '../../src/core/values/calendar-date';
import { add, toUnits } from '../../src/core/values/quantity';
import { lotOn } from '../../src/core/vesting/lot-position';
import { ALLOCATION_TYPES, type Schedule } from '../../src/core/vesting/schedule';
import { earliestDay, tranchesOf } from '../../src/core/vesting/tranches';
import { withDecisions } from '../support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../support/given-filing';
import { equalInstalments, schedule } from '../support/vesting-lots';

const day = (least: string, span: number) => fc.nat(span).map((days) => addDays(least, days));
const NOTES = {
  F1: 'Vests in four equal annual installments beginning on March 1, 2021.',
  F2: 'Vests as to 25% on February 28, 2021 and as to the remainder in 36 equal monthly installments thereafter.',
  F3: 'The units are settled in cash.',
  F4: 'Fully vested and exercisable.',
};

/** A row of Table II; following balances may contradict the rest, as in real filings. */
const line = fc.record(
  {
    table: fc.constant('II' as const),
    title: fc.constantFrom('Stock Option', 'Restricted Stock Units'),
    on: day('2020-01-01', 900),
    code: fc.constantFrom('A', 'M', 'F', 'D', 'G'),
    way: fc.constantFrom('A' as const, 'D' as const),
    shares: fc
      .integer({ min: 1, max: 2_000 })
      .map((units) => (units % 7 === 0 ? `${units}.25` : String(units))),
    following: fc.integer({ min: 0, max: 3_000 }).map(String),
    strike: fc.constantFrom('1', '2'),
    expires: fc.constantFrom('2024-06-30', '2030-03-01'),
    exercisable: fc.constantFrom('2021-03-01', '2022-06-30'),
    exercisableNotes: fc.subarray(['F1', 'F2']),
    titleNotes: fc.subarray(['F3', 'F4']),
  },
  { requiredKeys: ['table', 'title', 'on', 'code', 'way', 'shares', 'following'] },
) as fc.Arbitrary<GivenLine>;

const filings: fc.Arbitrary<GivenFiling[]> = fc
  .array(fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 4 }), days: fc.nat(60) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) =>
    all.map(({ lines, days }, place) => {
      const last = lines
        .map(({ on }) => on!)
        .sort()
        .at(-1)!;
      const filed = addDays(last, days + 1);
      return { accession: `0000000042-20-00000${place}`, filed, signed: filed, footnotes: NOTES, lines };
    }),
  );

const someSchedule: fc.Arbitrary<Schedule> = fc
  .record({
    count: fc.integer({ min: 1, max: 12 }),
    months: fc.integer({ min: 1, max: 12 }),
    first: day('2020-06-01', 1_500),
  })
  .map(({ count, months, first }) => schedule(equalInstalments(count, months, first)));

/** A decision about one of the lots by its place, or about none. */
const decision = fc.record({
  place: fc.nat(6),
  knownOn: day('2020-06-01', 1_500),
  effectiveOn: day('2020-06-01', 1_500),
  life: fc.nat(2_000),
  schedule: someSchedule,
  kind: fc.constantFrom('stated' as const, 'longer' as const, 'otherSchedule' as const, 'shares' as const),
});
type GivenDecision = typeof decision extends fc.Arbitrary<infer Given> ? Given : never;

function newDecision(given: GivenDecision, lots: readonly PersonLot[]): NewDecision {
  const { place, knownOn, effectiveOn, life, kind } = given;
  const lot = lots[place]?.lotId ?? 'no such lot';
  const common = { author: 'A', reason: 'r', knownOn, lot };
  if (kind === 'stated') return { type: 'ScheduleStated', data: { ...common, schedule: given.schedule } };
  const terms = {
    longer: { expiresOn: addDays(effectiveOn, life) },
    otherSchedule: { schedule: given.schedule },
    shares: { settlesIn: 'shares' as const },
  };
  return { type: 'TermsChanged', data: { ...common, effectiveOn, ...terms[kind] } };
}

const streams = fc.record({ filings, decisions: fc.array(decision, { maxLength: 4 }) });
type Stream = typeof streams extends fc.Arbitrary<infer Given> ? Given : never;

function eventsOf({ filings: filed, decisions }: Stream): {
  readonly filed: readonly StoredEvent[];
  readonly decided: readonly StoredEvent[];
} {
  const events = givenEvents(...filed);
  const lots = vestingLots(events);
  return {
    filed: events,
    decided: withDecisions(
      events,
      decisions.map((each) => newDecision(each, lots)),
    ),
  };
}

const told = (events: readonly StoredEvent[], knownAt?: string) => {
  const { lots, doubts } = personLots(events, knownAt === undefined ? {} : { knownAt });
  return { lots, doubts };
};
const DATES = Array.from({ length: 40 }, (_, place) => addDays('2020-01-15', place * 83));
const sum = (amounts: readonly string[]) => amounts.reduce(add, '0');
const positionOn = (date: string, lot: PersonLot) => lotOn(date, termsOn(date, lot).vesting);

describe('the lots of a person, with decisions', () => {
  it('tranches come to the units, under whatever terms and policy', () => {
    fc.assert(
      fc.property(streams, fc.constantFrom(...ALLOCATION_TYPES), (given, allocation) => {
        for (const lot of vestingLots(eventsOf(given).decided, { allocation })) {
          for (const { vesting } of [lot, ...lot.former]) {
            expect(sum(vesting.tranches.map(({ units }) => units))).toBe(vesting.terms.units);
            expect(vesting.tranches.filter(({ units }) => units.startsWith('-'))).toEqual([]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('vested never falls, also not where terms change', () => {
    fc.assert(
      fc.property(streams, (given) => {
        for (const lot of vestingLots(eventsOf(given).decided)) {
          const days = [...DATES, ...lot.former.flatMap(({ until }) => [addDays(until, -1), until])].sort();
          const vested = days.map((date) => toUnits(positionOn(date, lot).vested));
          expect(vested).toEqual(
            [...vested].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0)),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('nothing is exercisable before its date, after the expiration, or after it was exercised', () => {
    fc.assert(
      fc.property(streams, fc.constantFrom(...DATES), (given, date) => {
        for (const lot of vestingLots(eventsOf(given).decided)) {
          const { vesting } = termsOn(date, lot);
          const { exercisable, granted } = lotOn(date, vesting);
          const due = vesting.tranches.filter((tranche) => (earliestDay(tranche) ?? '') <= date);
          const drawn = sum(lot.draws.filter(({ on }) => on <= date).map(({ units }) => units));
          const left = toUnits(granted) - toUnits(drawn);
          expect(toUnits(exercisable)).toBeLessThanOrEqual(toUnits(sum(due.map(({ units }) => units))));
          expect(toUnits(exercisable)).toBeLessThanOrEqual(left > 0n ? left : 0n);
          if ((vesting.terms.expiresOn ?? '9999') < date) expect(exercisable).toBe('0');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('each draw is taken once, whichever lot it is given to', () => {
    fc.assert(
      fc.property(streams, (given) => {
        const { filed, decided } = eventsOf(given);
        const drawn = (events: readonly StoredEvent[]) => {
          const units = new Map<string, string>();
          for (const { draws } of vestingLots(events)) {
            for (const draw of draws) units.set(draw.lineId, add(units.get(draw.lineId) ?? '0', draw.units));
          }
          return [...units].sort();
        };
        expect(drawn(decided)).toEqual(drawn(filed));
        for (const [lineId, units] of drawn(filed)) {
          const event = filed.find(({ id }) => id === lineId)!;
          expect('cells' in event.data && event.data.cells?.transactionShares?.value).toBe(units);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('deciding and undoing is the identity', () => {
    fc.assert(
      fc.property(streams, (given) => {
        const { filed, decided } = eventsOf(given);
        const undoing = decided.slice(filed.length).map(
          ({ id }): NewDecision => ({
            type: 'DecisionUndone',
            data: { author: 'A', reason: 'r', knownOn: '2020-01-01', decision: id },
          }),
        );
        expect(told(withDecisions(decided, undoing))).toEqual(told(filed));
      }),
      { numRuns: 200 },
    );
  });

  it('what becomes known later never changes what was known', () => {
    fc.assert(
      fc.property(streams, filings, day('2020-02-01', 1_500), (given, later, knownAt) => {
        const { decided } = eventsOf(given);
        const before = given.filings.filter(({ filed }) => filed! <= knownAt);
        const known = givenEvents(
          ...before,
          ...later.map((each, place) => ({
            ...each,
            accession: `0000000043-20-00000${place}`,
            filed: addDays(knownAt, place + 1),
          })),
        );
        const decisions = decided.slice(givenEvents(...given.filings).length).flatMap(asNew);
        const ids = new Set(vestingLots(known, { knownAt }).map(({ lotId }) => lotId));
        const about = decisions.filter(({ data }) => 'lot' in data && ids.has(data.lot));
        const timely = about.filter(({ data }) => data.knownOn! <= knownAt);
        const all = withDecisions(known, about);
        const only = withDecisions(givenEvents(...before), timely);
        expect(withoutPlaces(told(all, knownAt))).toEqual(withoutPlaces(told(only)));
      }),
      { numRuns: 200 },
    );
  });
});

it('rows that contradict each other, and amendments of them, make lots with ids of their own, and no crash', () => {
  const amounts = ['0', '5', '10', '15', '20', '1.00001'];
  const row = fc.record(
    {
      table: fc.constant('II' as const),
      title: fc.constantFrom('Stock Option', 'Restricted Stock Units'),
      on: fc.constantFrom('2020-02-03', '2020-02-10', '2020-02-11'),
      code: fc.constantFrom('A', 'M', 'J'),
      shares: fc.constantFrom(...amounts),
      way: fc.constantFrom('A' as const, 'D' as const),
      following: fc.constantFrom(...amounts),
      value: fc.constantFrom('5', '100'),
      underlyingShares: fc.constantFrom('0', '5', '7.5'),
    },
    { requiredKeys: ['table', 'title', 'on'] },
  ) as fc.Arbitrary<GivenLine>;
  const filed = fc.array(
    fc.record({
      form: fc.constantFrom('3' as const, '4' as const, '4/A' as const, '5' as const),
      period: fc.constantFrom('2020-02-03', '2020-02-10'),
      lines: fc.array(row, { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(filed, (all) => {
      const events = givenEvents(
        ...all.map((each, place) => ({
          ...each,
          accession: `0000000042-20-00000${place}`,
          filed: `2020-03-0${place + 1}`,
        })),
      );
      const { lots, holdings } = projectPerson(events)!;
      expect(new Set(lots.map(({ lotId }) => lotId)).size).toBe(lots.length);
      const held = new Set(holdings.map(({ holdingId }) => holdingId));
      expect(lots.filter(({ holdingId }) => !held.has(holdingId))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('dates at the ends of the calendar stop no projection', () => {
  const dates = ['1900-01-01', '9990-02-28', '9999-01-01', '9999-12-31'];
  const note = fc.constantFrom(
    'Vests in four equal annual installments beginning on the first anniversary of the grant date.',
    'Vests in 48 equal monthly installments.',
    'Vests 90 days after the grant date.',
    'Vests on the last day of each month beginning December 1, 9999 over four years.',
    'Fully vested.',
  );
  const given = fc.record({
    on: fc.constantFrom(...dates),
    exercisable: fc.constantFrom(undefined, ...dates),
    expires: fc.constantFrom(undefined, ...dates),
    note,
  });
  fc.assert(
    fc.property(given, fc.constantFrom(...dates), ({ on, exercisable, expires, note: F1 }, asOf) => {
      const terms = {
        table: 'II' as const,
        exercisableNotes: ['F1'],
        ...(exercisable && { exercisable }),
        ...(expires && { expires }),
      };
      const lines: GivenLine[] = [
        { ...terms, on, code: 'A', way: 'A', shares: '480', following: '480' },
        { ...terms, on, code: 'M', way: 'D', shares: '40', following: '440' },
      ];
      const [lot] = vestingLots(givenEvents({ signed: on, footnotes: { F1 }, lines }));
      expect(sum(lot!.vesting.tranches.map(({ units }) => units))).toBe('480');
      expect(toUnits(positionOn(asOf, lot!).exercisable)).toBeLessThanOrEqual(toUnits('480'));
    }),
    { numRuns: 300 },
  );
});

function asNew(event: StoredEvent): NewDecision[] {
  return event.type === 'ScheduleStated' || event.type === 'TermsChanged'
    ? [{ type: event.type, data: event.data } as NewDecision]
    : [];
}

/** Ids of decisions come from their place in the stream. */
function withoutPlaces(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (name, value) => (name === 'eventId' ? undefined : value)));
}

it('anchors at month ends and on 29 February do not drift', () => {
  const starts = fc.constantFrom(
    '2008-02-29',
    '2012-02-29',
    '2009-01-31',
    '2009-08-30',
    '2010-12-31',
    '2011-03-29',
  );
  fc.assert(
    fc.property(
      starts,
      fc.constantFrom(1, 3, 12),
      fc.integer({ min: 1, max: 60 }),
      (start, months, count) => {
        const step = equalInstalments(count, months, start);
        const anchored = {
          ...step,
          first: { kind: 'anchored', anchor: 'grant', months, days: 0 },
        } as typeof step;
        const terms = { units: '600000', grantedOn: start };
        const [dated, counted] = [step, anchored].map((each) =>
          tranchesOf(schedule(each), terms).tranches.map(({ on }) => on!),
        );
        const wanted = Number(start.slice(8));
        for (const on of [...dated!, ...counted!]) {
          const last = daysInMonth(Number(on.slice(0, 4)), Number(on.slice(5, 7)));
          expect(Number(on.slice(8))).toBe(Math.min(wanted, last));
        }
        expect(counted!.slice(0, -1)).toEqual(dated!.slice(1));
      },
    ),
    { numRuns: 200 },
  );
});
