import { givenEvents } from '../../test/support/given-filing';
import { foldPerson } from '../core/ledger/person-holdings';
import { holdingsLedger } from '../core/ledger/project-person';
import type { HoldingAnswer } from '../services/holdings.service';
import { holdingsText } from './holdings-text';

function sharedNote(sharedWith: number): string | undefined {
  const line = { on: '2020-05-01', code: 'P', shares: '100', way: 'A', following: '900' } as const;
  const ledger = holdingsLedger(foldPerson(givenEvents({ signed: '2020-05-04', lines: [line] }))!);
  const filing = ledger.filings[0]!;
  const step = ledger.steps.at(-1)!;
  const holding = {
    ...ledger.holdings[0]!,
    ...{ known: true, balance: '900', since: '2020-05-01', labels: [], sharedWith, decisions: [] },
    evidence: { ...filing, ...step },
  } as unknown as HoldingAnswer;
  const basis = {
    ...{ effectiveOn: null, knownAt: null, knownOn: null, knownBasis: null, position: null, rulesVersion: 1 },
  };
  return holdingsText({ person: ledger.person, basis, holdings: [holding] }).find((text) =>
    /shared/.test(text),
  );
}

describe('a holding reported jointly', () => {
  it('is shared with the others on the form', () => {
    expect(sharedNote(2)).toMatch(/shared with 2 others$/);
    expect(sharedNote(1)).toMatch(/shared with 1 other$/);
    expect(sharedNote(0)).toBeUndefined();
  });

  it('may have more owners on another form where this one takes no more', () => {
    expect(sharedNote(8)).toMatch(/shared with 8 others$/);
    expect(sharedNote(9)).toMatch(
      /shared with 9 others on this filing, which takes no more; "holdings issuer 0000855654" tells who/,
    );
  });
});
