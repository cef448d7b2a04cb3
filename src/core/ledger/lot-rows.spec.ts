import { withDecisions } from '../../../test/support/given-decisions';
import { CARTER, document, filing, type GivenFiling, givenEvents } from '../../../test/support/given-filing';
import { recordedEvents } from '../../../test/support/recorded-events';
import { equalInstalments, schedule } from '../../../test/support/vesting-lots';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const GRANT: GivenFiling = {
  signed: '2020-03-03',
  footnotes: { F1: 'Vests in two equal annual installments beginning on March 1, 2021.' },
  lines: [
    {
      table: 'II',
      title: 'Restricted Stock Units',
      titleNotes: ['F1'],
      on: '2020-03-01',
      code: 'A',
      way: 'A',
      shares: '400',
      following: '400',
    },
  ],
};
const SETTLED: GivenFiling = {
  signed: '2021-03-03',
  lines: [
    {
      table: 'II',
      title: 'Restricted Stock Units',
      on: '2021-03-01',
      code: 'M',
      way: 'D',
      shares: '200',
      following: '200',
    },
  ],
};

describe('the rows of lots', () => {
  const events = givenEvents(GRANT, SETTLED);
  const { lots, tranches, draws, holdings } = projectPerson(events)!;
  const [lot] = lots;

  it('tell of each lot what is believed, and why', () => {
    expect(lots).toHaveLength(1);
    expect(lot).toMatchObject({
      holdingId: holdings[0]!.holdingId,
      origin: 'grant',
      acquiredOn: '2020-03-01',
      units: '400',
      source: 'footnote',
      certainty: 'determined',
      reason: 'every date and portion is stated',
      footnote: 'F1',
      decisions: [],
      doubts: [],
      countsHere: true,
    });
  });

  it('have its tranches with their dates, and what was drawn from it', () => {
    const none = { notBefore: null, notAfter: null, awaits: [] };
    expect(tranches).toMatchObject([
      { lotId: lot!.lotId, ordinal: 0, units: '200', vestsOn: '2021-03-01', ...none },
      { lotId: lot!.lotId, ordinal: 1, units: '200', vestsOn: '2022-03-01', ...none },
    ]);
    expect(draws).toMatchObject([
      { lotId: lot!.lotId, ordinal: 0, effectiveOn: '2021-03-01', units: '200', kind: 'exercise', code: 'M' },
    ]);
  });

  it('are other rows while a decision holds, and the same when it is undone', () => {
    const stated: NewDecision = {
      type: 'ScheduleStated',
      data: {
        author: 'A. Auditor',
        reason: 'the agreement',
        lot: lot!.lotId,
        schedule: schedule(equalInstalments(4, 12, '2021-03-01')),
      },
    };
    const decided = withDecisions(events, [stated]);
    const ledger = projectPerson(decided)!;
    expect(ledger.lots[0]).toMatchObject({
      source: 'decision',
      reason: 'a decision states it',
      text: null,
      decisions: [{ author: 'A. Auditor', type: 'ScheduleStated' }],
    });
    expect(ledger.tranches).toHaveLength(4);
    const undo: NewDecision = {
      type: 'DecisionUndone',
      data: { author: 'A. Auditor', reason: 'an error', decision: decided.at(-1)!.id },
    };
    const [before, , after] = [events, decided, withDecisions(decided, [undo])].map(
      (each) => projectPerson(each)!.rowHash,
    );
    expect(ledger.rowHash).not.toBe(before);
    expect(after).toBe(before);
  });

  it('count a jointly reported lot in one stream only', () => {
    const owners = [CARTER, { cik: '0000000101', name: 'EXAMPLE FUND LP' }];
    const streams = recordedEvents([document(filing({ ...GRANT, owners }))]);
    const counted = [...streams.values()].map((each) => projectPerson(each)!.lots[0]!.countsHere);
    expect(counted.sort()).toEqual([false, true]);
  });
});
