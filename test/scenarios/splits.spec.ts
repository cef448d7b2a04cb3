import type { SplitStated } from '../../src/core/ledger/decision-events';
import type { StoredEvent } from '../../src/core/ledger/events';
import { issuerClasses } from '../../src/core/ledger/issuer-positions';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import { projectPerson } from '../../src/core/ledger/project-person';
import { findingsOf } from '../../src/core/ledger/reconciliation/findings-of';
import { findingsOverTime } from '../../src/core/ledger/reconciliation/findings-over-time';
import { possibleDoubles } from '../../src/core/ledger/reconciliation/possible-doubles';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { personLots } from '../../src/core/ledger/vesting-lots';
import { withDecisionsIn } from '../support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../support/given-filing';

/**
 * A director with 12,345 shares in a trust and 1,000 options at $31.17, through a split 5 for 1 on 31 August 2020:
 * 61,725 shares, 5,000 options at $6.234, filed as $6.24.
 */
const ISSUER = '0000855654';
const OPTION: GivenLine = {
  table: 'II',
  title: 'Non-Qualified Stock Option (right to buy)',
  underlying: 'Common Stock',
  expires: '2022-08-13',
};
const GRANT: GivenFiling = {
  signed: '2012-08-14',
  lines: [
    { ...OPTION, on: '2012-08-13', code: 'A', way: 'A', shares: '1000', following: '1000', strike: '31.17' },
  ],
};
const TRUST = { ownership: 'I', nature: 'by Trust' } as const;
const BOUGHT: GivenFiling = {
  signed: '2020-02-18',
  lines: [
    { ...TRUST, on: '2020-02-14', code: 'P', way: 'A', shares: '345', following: '12345', price: '800' },
  ],
};
const EXERCISED: GivenFiling = {
  signed: '2021-11-10',
  lines: [
    { ...TRUST, on: '2021-11-08', code: 'S', way: 'D', shares: '725', following: '61000', price: '1100' },
    {
      ...OPTION,
      title: 'Non-Qualifed Stock Option (right to buy)',
      on: '2021-11-08',
      code: 'M',
      way: 'D',
      shares: '2000',
      following: '3000',
      strike: '6.24',
      exercisableNotes: ['F1'],
    },
  ],
  footnotes: {
    F1: 'Adjusted for a five-for-one split in the form of a stock dividend distributed on August 28, 2020.',
  },
};
const FILINGS = [GRANT, BOUGHT, EXERCISED];
const PROPOSAL = `holdings decide split --issuer ${ISSUER} --on 2020-08-28 --from 1 --to 5 --author NAME --reason TEXT`;

const stated = (more: Partial<SplitStated> = {}): NewDecision => ({
  type: 'SplitStated',
  data: {
    author: 'A. Auditor',
    reason: 'Form 8-K of 2020-08-11',
    knownOn: '2022-01-03',
    issuer: ISSUER,
    effectiveOn: '2020-08-31',
    from: '1',
    to: '5',
    ...more,
  },
});
const events = givenEvents(...FILINGS);
const decided = (...decisions: NewDecision[]) => withDecisionsIn(`issuer-${ISSUER}`, events, decisions);
const undone = (on: readonly StoredEvent[], knownOn: string): readonly StoredEvent[] =>
  withDecisionsIn(`issuer-${ISSUER}`, on, [
    {
      type: 'DecisionUndone',
      data: { author: 'A. Auditor', reason: 'stated for the wrong issuer', knownOn, decision: on.at(-1)!.id },
    },
  ]);

function balances(on: readonly StoredEvent[], asOf: string) {
  const { holdings, steps } = projectPerson(on)!;
  return holdings.map(({ holdingId, title }) => {
    const last = steps.findLast((step) => step.holdingId === holdingId && step.effectiveOn <= asOf);
    return [title, last?.computed ?? null];
  });
}

describe('a split that no line reports', () => {
  describe('while nobody has stated it', () => {
    it('is the cause of the balance that became its multiple, with the decision that settles it', () => {
      const [finding, ...others] = findingsOf(foldPerson(events)!);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        table: 'I',
        computed: '11620',
        reported: '61000',
        difference: '49380',
        status: 'explained',
      });
      expect(finding!.causes[0]).toMatchObject({ kinds: ['split'], certainty: 'told', proposal: PROPOSAL });
    });

    it('lets options stand there twice, and both lots say so with the same decision', () => {
      const { holdings, problems } = projectPerson(events)!;
      expect(holdings.filter(({ table }) => table === 'II').map(({ computed }) => computed)).toEqual([
        '1000',
        '3000',
      ]);
      const { lots } = personLots(events);
      expect(lots).toHaveLength(2);
      for (const { doubts } of lots) {
        expect(doubts).toEqual([
          'it may count twice: 1000 at $31.17 were left on 2012-08-13; × 5 / 1 = 5000, which row II.1 of 2021-11-08 ' +
            `goes on from at $6.24: one lot over a split 5 for 1; settled by: ${PROPOSAL}`,
        ]);
      }
      expect(problems.map(({ code, table, row }) => [code, table, row])).toEqual([
        ['possibleSplit', 'II', 1],
        ['possibleSplit', 'II', 1],
      ]);
      expect(possibleDoubles(foldPerson(events)!)).toMatchObject([{ balance: '1000', proposal: PROPOSAL }]);
    });
  });

  describe('once it is stated', () => {
    it('makes one lot of both, and every balance adds up', () => {
      const { holdings, steps, problems } = projectPerson(decided(stated()))!;
      expect(holdings.map(({ table, strike, computed }) => [table, strike, computed])).toEqual([
        ['I', null, '61000'],
        ['II', '6.24', '3000'],
      ]);
      expect(steps.map(({ status }) => status)).not.toContain('differs');
      expect(problems).toEqual([]);
      expect(possibleDoubles(foldPerson(decided(stated()))!)).toEqual([]);
    });

    it('counts in the shares of the day on both sides', () => {
      const on = decided(stated());
      expect(balances(on, '2020-08-30').map(([, balance]) => balance)).toEqual(['12345', '1000']);
      expect(balances(on, '2020-08-31').map(([, balance]) => balance)).toEqual(['61725', '5000']);
    });

    it('resolves the finding from its knowledge date on', () => {
      const on = decided(stated());
      const told = (knownAt: string) =>
        findingsOverTime(on, { knownAt }).map(({ status, resolvedOn }) => [status, resolvedOn]);
      expect(told('2022-01-02')).toEqual([['explained', null]]);
      expect(told('2022-01-03')).toEqual([['resolved', '2022-01-03']]);
    });

    it('is right in the totals of the issuer', () => {
      const ledger = projectPerson(decided(stated()))!;
      const total = (asOf: string) =>
        issuerClasses(ISSUER, [ledger], asOf).map(({ table, total: all }) => [table, all]);
      expect(total('2020-08-30')).toEqual([
        ['I', '12345'],
        ['II', '1000'],
      ]);
      expect(total('2020-09-30')).toEqual([
        ['I', '61725'],
        ['II', '5000'],
      ]);
      expect(total('2021-12-31')).toEqual([
        ['I', '61000'],
        ['II', '3000'],
      ]);
    });
  });

  it('changes nothing for a question before it was known', () => {
    const before = { knownAt: '2022-01-02' };
    expect(projectPerson(decided(stated()), before)).toEqual(projectPerson(events, before));
  });

  it('taken back leaves the rows as they were, to the hash', () => {
    const on = undone(decided(stated()), '2022-02-01');
    expect(projectPerson(on)!.rowHash).toBe(projectPerson(events)!.rowHash);
    expect(projectPerson(on, { knownAt: '2022-01-31' })!.rowHash).toBe(
      projectPerson(decided(stated()))!.rowHash,
    );
  });

  it('stated for other titles leaves these alone; for the underlying class it takes the options along', () => {
    const hash = (titles: readonly string[]) => projectPerson(decided(stated({ titles })))!.rowHash;
    expect(hash(['Class B Common Stock'])).toBe(projectPerson(events)!.rowHash);
    expect(hash(['Common Stock'])).toBe(projectPerson(decided(stated()))!.rowHash);
  });
});
