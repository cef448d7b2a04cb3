import { withDecisions } from '../../test/support/given-decisions';
import { type GivenLine, givenEvents } from '../../test/support/given-filing';
import type { StoredEvent } from '../core/ledger/events';
import { foldPerson } from '../core/ledger/person-holdings';
import { lineId } from '../core/ledger/person-rows';
import { checkLines } from './line-checks';

const filed = (period: string, ...lines: readonly GivenLine[]) => ({ period, signed: period, lines });
const direct = (following: string): GivenLine => ({ title: 'Common Stock', following });
const trust = (following: string): GivenLine => ({ following, ownership: 'I', nature: 'By Trust' });

function idOf(events: readonly StoredEvent[], place: number, row: number): string {
  const filing = foldPerson(events)!.filings[place]!;
  return lineId({ filing, line: filing.lines[row - 1]! });
}

describe('lines that are to be of one holding', () => {
  it('may be a direct and an indirect one, where the filer slipped once', () => {
    const events = givenEvents(
      filed('2020-01-10', direct('1000')),
      filed('2020-02-10', trust('1000')),
      filed('2020-03-10', direct('900')),
    );
    expect(() => checkLines([idOf(events, 0, 1), idOf(events, 1, 1)], foldPerson(events))).not.toThrow();
  });

  it('are not when one form reports both ways of holding, whichever of their lines are named', () => {
    const events = givenEvents(
      filed('2020-01-10', direct('1000')),
      filed('2020-02-10', direct('900'), trust('500')),
    );
    for (const row of [0, 1]) {
      expect(() => checkLines([idOf(events, row, 1), idOf(events, 1, 2)], foldPerson(events))).toThrow(
        /^one filing reports the holdings of both lines, the one held directly and the other indirectly/,
      );
    }
  });

  it('are two lines, of one table', () => {
    const events = givenEvents(
      filed('2020-01-10', direct('1000'), { ...direct('5'), table: 'II', title: 'Option' }),
    );
    const [one, other] = [idOf(events, 0, 1), idOf(events, 0, 2)];
    expect(() => checkLines([one, one], foldPerson(events))).toThrow(/are one line$/);
    expect(() => checkLines([one, other], foldPerson(events))).toThrow(/of two tables, issuers or units/);
  });

  it('can be parted again once they are of one holding', () => {
    const events = givenEvents(filed('2020-01-10', direct('1000')), filed('2020-02-10', trust('1000')));
    const lines = [idOf(events, 0, 1), idOf(events, 1, 1)] as const;
    const joined = withDecisions(events, [
      { type: 'HoldingsJoined', data: { author: 'A. Auditor', reason: 'a slip', lines } },
    ]);
    expect(foldPerson(joined)!.holdings).toHaveLength(1);
    expect(() => checkLines(lines, foldPerson(joined))).not.toThrow();
  });
});
