import { withDecisions } from '../../../test/support/given-decisions';
import { givenEvents } from '../../../test/support/given-filing';
import type { StoredEvent } from './events';
import type { PersonLedger } from './person-ledger';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const BY_HAND = { author: 'A. Auditor', reason: 'the transfer agent says so' };
const EXERCISE = givenEvents({
  signed: '2008-06-18',
  lines: [
    { on: '2008-06-17', code: 'M', shares: '50000', way: 'A', following: '85000' },
    { on: '2008-06-18', code: 'S', shares: '5000', way: 'D', following: '80000' },
  ],
});
const [FIRST, SECOND] = EXERCISE.slice(1).map(({ id }) => id) as [string, string];

const opening = (balance: string, knownOn?: string): NewDecision => ({
  type: 'OpeningBalanceStated',
  data: { ...BY_HAND, ...(knownOn && { knownOn }), holding: SECOND, balance },
});
const correction = (value: string | null, knownOn?: string): NewDecision => ({
  type: 'LineCorrected',
  data: {
    ...BY_HAND,
    ...(knownOn && { knownOn }),
    line: FIRST,
    cells: { transactionShares: value === null ? null : { value } },
  },
});
const undone = (decision: StoredEvent, knownOn?: string): NewDecision => ({
  type: 'DecisionUndone',
  data: { ...BY_HAND, ...(knownOn && { knownOn }), decision: decision.id },
});

function ledger(events: readonly StoredEvent[], knownAt?: string): PersonLedger {
  return projectPerson(events, knownAt === undefined ? {} : { knownAt })!;
}

function steps(events: readonly StoredEvent[], knownAt?: string) {
  return ledger(events, knownAt).steps.map(({ status, change, reported, computed }) => [
    status,
    change,
    reported,
    computed,
  ]);
}

const AS_FILED = [
  ['opening', null, null, '35000'],
  ['recomputed', '50000', '85000', '85000'],
  ['recomputed', '-5000', '80000', '80000'],
];

describe('a stated opening', () => {
  it('stands in place of the implied one, with who said so; a following balance that disagrees differs', () => {
    const events = withDecisions(EXERCISE, [opening('36000', '2010-01-01')]);
    const decision = events.at(-1)!;
    expect(steps(events)).toEqual([
      ['stated', null, null, '36000'],
      ['differs', '50000', '85000', '86000'],
      ['recomputed', '-5000', '80000', '80000'],
    ]);
    const { holdings, steps: rows } = ledger(events);
    expect(holdings[0]).toMatchObject({
      impliedOpening: null,
      statedOpening: '36000',
      knownFrom: '2008-06-16',
    });
    expect(rows[0]!.decisions).toEqual([
      {
        ...BY_HAND,
        eventId: decision.id,
        type: 'OpeningBalanceStated',
        knownOn: '2010-01-01',
        cell: null,
        filed: null,
        value: '36000',
      },
    ]);
    expect(rows[1]!.decisions).toEqual([]);
  });

  it('that agrees with the form leaves nothing to differ', () => {
    expect(steps(withDecisions(EXERCISE, [opening('35000')]))).toEqual([
      ['stated', null, null, '35000'],
      ...AS_FILED.slice(1),
    ]);
  });

  it('holds from its knowledge date on, until another one or an undoing, each from its own', () => {
    const first = withDecisions(EXERCISE, [opening('36000', '2010-01-01')]);
    const second = withDecisions(first, [opening('37000', '2011-01-01')]);
    const events = withDecisions(second, [undone(second.at(-1)!, '2012-01-01')]);
    expect(steps(events, '2009-12-31')).toEqual(AS_FILED);
    expect(steps(events, '2010-01-01')[0]).toEqual(['stated', null, null, '36000']);
    expect(steps(events, '2011-01-01')[0]).toEqual(['stated', null, null, '37000']);
    expect(steps(events)[0]).toEqual(['stated', null, null, '36000']);
    const none = withDecisions(events, [undone(first.at(-1)!, '2013-01-01')]);
    expect(ledger(none).rowHash).toBe(ledger(EXERCISE).rowHash);
  });

  it('of another holding changes nothing', () => {
    const elsewhere: NewDecision = {
      type: 'OpeningBalanceStated',
      data: { ...BY_HAND, holding: EXERCISE[0]!.id, balance: '1' },
    };
    expect(steps(withDecisions(EXERCISE, [elsewhere]))).toEqual(AS_FILED);
  });
});

describe('a corrected line', () => {
  it('is read with the corrected cell before anything is derived, and shows the filed one', () => {
    const events = withDecisions(EXERCISE, [correction('48000', '2010-01-01')]);
    expect(steps(events)).toEqual([
      ['opening', null, null, '37000'],
      ['recomputed', '48000', '85000', '85000'],
      ['recomputed', '-5000', '80000', '80000'],
    ]);
    const [implied, corrected, untouched] = ledger(events).steps;
    expect(corrected!.decisions).toEqual([
      {
        ...BY_HAND,
        eventId: events.at(-1)!.id,
        type: 'LineCorrected',
        knownOn: '2010-01-01',
        cell: 'transactionShares',
        filed: '50000',
        value: '48000',
      },
    ]);
    expect(implied!.decisions).toEqual(corrected!.decisions);
    expect(untouched!.decisions).toEqual([]);
  });

  it('can lose a cell: then its amount is not known', () => {
    const [step] = ledger(withDecisions(EXERCISE, [correction(null)])).steps;
    expect(step).toMatchObject({ status: 'asserted', change: null, reported: '85000' });
    expect(step!.decisions).toMatchObject([{ filed: '50000', value: null }]);
  });

  it('holds from its knowledge date on and until it is undone; of two the later one holds', () => {
    const first = withDecisions(EXERCISE, [correction('48000', '2010-01-01')]);
    const second = withDecisions(first, [correction('47000', '2011-01-01')]);
    const events = withDecisions(second, [undone(second.at(-1)!, '2012-01-01')]);
    const change = (knownAt?: string) => ledger(events, knownAt).steps[1]!.change;
    expect(change('2009-12-31')).toBe('50000');
    expect(change('2010-06-01')).toBe('48000');
    expect(change('2011-06-01')).toBe('47000');
    expect(change()).toBe('48000');
    const none = withDecisions(events, [undone(first.at(-1)!)]);
    expect(ledger(none).rowHash).toBe(ledger(EXERCISE).rowHash);
  });

  it('gives a transaction whose date cannot be read a date, and takes the doubt away', () => {
    const undated = givenEvents({
      signed: '2008-06-18',
      period: '2008-06-17',
      lines: [{ code: 'P', shares: '10', way: 'A', following: '10' }],
    });
    expect(ledger(undated).problems.map(({ code }) => code)).toEqual(['effectiveDateAssumed']);
    const data = {
      ...BY_HAND,
      line: undated[1]!.id,
      cells: { transactionDate: { value: '2008-06-12' } },
    };
    const { steps: rows, problems } = ledger(withDecisions(undated, [{ type: 'LineCorrected', data }]));
    expect(rows.at(-1)!.effectiveOn).toBe('2008-06-12');
    expect(problems).toEqual([]);
  });
});
