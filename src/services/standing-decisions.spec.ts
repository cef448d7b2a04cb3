import { decisionsInForce } from '../core/ledger/decisions-in-force';
import type { StoredEvent } from '../core/ledger/events';
import type { NewDecision } from '../core/ledger/record-decision';
import { againstStanding } from './standing-decisions';

const BY = { author: 'A. Auditor', reason: 'the annual report' };

function opening(balance: string, holding = 'line-1', more = {}): NewDecision {
  return { type: 'OpeningBalanceStated', data: { ...BY, holding, balance, ...more } };
}

function classes(
  type: 'ClassesGrouped' | 'ClassesParted',
  ...titles: readonly [string, string]
): NewDecision {
  return { type, data: { ...BY, issuer: '0000000001', titles } };
}

function split(to: string, from: string, more = {}): NewDecision {
  return {
    type: 'SplitStated',
    data: { ...BY, issuer: '0000000001', effectiveOn: '2008-06-18', to, from, ...more },
  };
}

function corrected(cells: Record<string, { readonly value: string } | null>): NewDecision {
  return { type: 'LineCorrected', data: { ...BY, line: 'line-1', cells } };
}

/** Decisions that were made one after the other, as they are in force. */
function standing(...decisions: readonly NewDecision[]) {
  const events = decisions.map((decision, revision) => ({
    ...decision,
    id: `decision-${revision}`,
    stream: 'person-1',
    revision,
    metadata: { recordedAt: `2008-07-0${revision + 1}T12:00:00.000Z` },
  }));
  return decisionsInForce(events as unknown as readonly StoredEvent[]);
}

describe('a decision that repeats one in force', () => {
  it.each([
    ['opening', opening('500')],
    ['split, in other counts', split('10', '2')],
    ['group, in another order', classes('ClassesGrouped', 'Common', 'COMMON STOCK')],
    ['correction', corrected({ transactionShares: { value: '400' } })],
  ])('is refused, and the other one named: %s', (_, again) => {
    const decisions = standing(
      opening('500'),
      split('5', '1'),
      classes('ClassesGrouped', 'Common Stock', 'Common'),
      corrected({ transactionShares: { value: '400' } }),
    );
    expect(() => againstStanding(again, decisions)).toThrow(
      /^A\. Auditor has decided the same already, and it holds \(decision decision-\d: the annual report\)/,
    );
  });

  it('is made when it is to be known earlier, or another one came between', () => {
    expect(
      againstStanding(opening('500', 'line-1', { knownOn: '2008-06-30' }), standing(opening('500'))),
    ).toEqual([]);
    const [doubt] = againstStanding(opening('500'), standing(opening('500'), opening('600')));
    expect(doubt).toMatch(/decision decision-1\): balance 600;/);
    const regrouped = standing(classes('ClassesGrouped', 'A', 'B'), classes('ClassesParted', 'A', 'B'));
    expect(againstStanding(classes('ClassesGrouped', 'A', 'B'), regrouped)).toHaveLength(1);
  });
});

describe('a decision that says otherwise than one in force', () => {
  it('is told with author, value and event of the other', () => {
    expect(againstStanding(opening('600'), standing(opening('500')))).toEqual([
      'A. Auditor has stated otherwise (decision decision-0): balance 500; of the two the one that is known later ' +
        'holds, of one day the one that was made later',
    ]);
    const cells = standing(corrected({ transactionShares: { value: '400' }, expirationDate: null }));
    const [doubt, ...more] = againstStanding(corrected({ transactionShares: { value: '300' } }), cells);
    expect(doubt).toMatch(/: transactionShares 400;/);
    expect(more).toEqual([]);
    expect(againstStanding(corrected({ expirationDate: { value: '2010-01-01' } }), cells)[0]).toMatch(
      /: expirationDate blank;/,
    );
  });

  it('is known by any id of the same holding', () => {
    const knownAs = () => 'holding-1';
    expect(againstStanding(opening('600', 'line-2'), standing(opening('500')))).toEqual([]);
    expect(againstStanding(opening('600', 'line-2'), standing(opening('500')), knownAs)).toHaveLength(1);
  });
});
