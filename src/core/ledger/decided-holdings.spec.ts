import { withDecisions, withDecisionsIn } from '../../../test/support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../../../test/support/given-filing';
import { bareWords } from '../values/folded-text';
import type { StoredEvent } from './events';
import type { Knowledge } from './knowledge';
import { issuerStreamOf } from './parties';
import { foldPerson } from './person-holdings';
import { lineId } from './person-rows';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const BY = { author: 'A. Auditor', reason: 'as the trustee wrote' };
const ISSUER = '0000855654';

const filed = (
  period: string,
  lines: readonly GivenLine[],
  more: Partial<GivenFiling> = {},
): GivenFiling => ({
  period,
  signed: period,
  lines,
  ...more,
});
const held = (following: string, nature: string): GivenLine => ({ following, ownership: 'I', nature });
const own = (title: string, following: string): GivenLine => ({ title, following });

/** Event id of a row, by the day of its filing. */
function idOf(events: readonly StoredEvent[], period: string, row: number): string {
  const filing = foldPerson(events)!.filings.find(({ facts }) => facts.periodOfReport?.value === period)!;
  return lineId({ filing, line: filing.lines[row - 1]! });
}

const joined = (one: string, other: string, more: { knownOn?: string } = {}): NewDecision => ({
  type: 'HoldingsJoined',
  data: { ...BY, ...more, lines: [one, other] },
});
const parted = (one: string, other: string, more: { knownOn?: string } = {}): NewDecision => ({
  type: 'HoldingsParted',
  data: { ...BY, ...more, lines: [one, other] },
});
const grouped = (...titles: string[]): NewDecision => ({
  type: 'ClassesGrouped',
  data: { ...BY, issuer: ISSUER, titles },
});
const titlesParted = (one: string, other: string): NewDecision => ({
  type: 'ClassesParted',
  data: { ...BY, issuer: ISSUER, titles: [one, other] },
});
const forIssuer = (events: readonly StoredEvent[], ...decisions: NewDecision[]) =>
  withDecisionsIn(issuerStreamOf(ISSUER), events, decisions);

/** Holding by holding: the balances after its steps, with what does not add up. */
function balances(events: readonly StoredEvent[], knowledge: Knowledge = {}) {
  const { holdings, steps } = projectPerson(events, knowledge)!;
  return holdings.map(({ holdingId }) =>
    steps
      .filter((step) => step.holdingId === holdingId)
      .map(
        ({ status, reported, computed }) =>
          `${reported ?? computed}${status === 'differs' ? ' differs' : ''}`,
      ),
  );
}

describe('lines that are decided to be of one holding', () => {
  const events = givenEvents(
    filed('2020-07-13', [held('50000', 'By spouse')]),
    filed('2020-10-08', [held('50000', 'By Family Foundation')]),
    filed('2021-01-15', [held('48000', 'By Family Foundation')]),
  );
  const ids = [idOf(events, '2020-07-13', 1), idOf(events, '2020-10-08', 1)] as const;

  it('are two holdings before that', () => {
    expect(balances(events)).toEqual([['50000'], ['50000', '48000 differs']]);
  });

  it('are one, in effective order, whichever of the lines is named first', () => {
    const one = [['50000', '50000', '48000 differs']];
    expect(balances(withDecisions(events, [joined(ids[0], ids[1])]))).toEqual(one);
    expect(balances(withDecisions(events, [joined(ids[1], ids[0])]))).toEqual(one);
  });

  it('keep their text as filed', () => {
    const { holdings, steps } = projectPerson(withDecisions(events, [joined(...ids)]))!;
    expect(holdings.map(({ nature }) => nature)).toEqual(['By Family Foundation']);
    expect(steps).toHaveLength(3);
  });

  it('say by which decision they are one', () => {
    const { steps } = projectPerson(withDecisions(events, [joined(...ids)]))!;
    const decision = {
      type: 'HoldingsJoined',
      author: 'A. Auditor',
      reason: 'as the trustee wrote',
      value: null,
    };
    expect(steps.map(({ decisions }) => decisions)).toMatchObject([[decision], [decision], []]);
  });

  it('are two again when that is undone, row for row', () => {
    const decided = withDecisions(events, [joined(...ids)]);
    const undone = withDecisions(decided, [
      { type: 'DecisionUndone', data: { ...BY, decision: decided.at(-1)!.id } },
    ]);
    expect(projectPerson(undone)!.rowHash).toBe(projectPerson(events)!.rowHash);
    expect(projectPerson(decided)!.rowHash).not.toBe(projectPerson(events)!.rowHash);
  });

  it('are one as known from the day of the decision on', () => {
    const decided = withDecisions(events, [joined(...ids, { knownOn: '2021-03-01' })]);
    expect(balances(decided, { knownAt: '2021-02-28' })).toHaveLength(2);
    expect(balances(decided, { knownAt: '2021-03-01' })).toHaveLength(1);
  });

  it('whose balances contradict are one all the same, and the difference is told', () => {
    const apart = givenEvents(
      filed('2020-07-13', [held('50000', 'By spouse')]),
      filed('2020-10-08', [held('20000', 'By Family Foundation')]),
    );
    const decided = joined(idOf(apart, '2020-07-13', 1), idOf(apart, '2020-10-08', 1));
    expect(balances(withDecisions(apart, [decided]))).toEqual([['50000', '20000 differs']]);
  });

  it('take what was on either side with them', () => {
    const both = givenEvents(
      filed('2020-07-13', [held('50000', 'By spouse'), held('700', 'By Family Foundation')]),
      filed('2020-10-08', [held('50000', 'By spouse')]),
      filed('2021-01-15', [held('50700', 'By Family Foundation')]),
    );
    const decided = joined(idOf(both, '2020-10-08', 1), idOf(both, '2021-01-15', 1));
    expect(balances(withDecisions(both, [decided]))).toEqual([
      ['50000', '700 differs', '50000 differs', '50700 differs'],
    ]);
  });

  it('may be held directly and indirectly, when one of the two was a slip of the filer', () => {
    const slip = givenEvents(
      filed('2020-07-13', [held('50000', 'By spouse')]),
      filed('2020-10-08', [own('Common Stock', '50000')]),
    );
    const decided = joined(idOf(slip, '2020-07-13', 1), idOf(slip, '2020-10-08', 1));
    expect(balances(withDecisions(slip, [decided]))).toEqual([['50000', '50000']]);
  });

  it('are found by the line that an amendment restates', () => {
    const amended = givenEvents(
      filed('2020-07-13', [held('50000', 'By spouse')]),
      filed('2020-10-08', [
        { ...held('51000', 'By Family Foundation'), on: '2020-10-08', code: 'G', shares: '1000', way: 'A' },
      ]),
      filed(
        '2020-10-08',
        [
          {
            ...held('51000', 'By Family Foundation'),
            on: '2020-10-08',
            code: 'G',
            shares: '1000',
            way: 'A',
            price: '0',
          },
        ],
        { form: '4/A', original: '2020-10-08', signed: '2020-11-02' },
      ),
    );
    const original = foldPerson(amended)!.filings[1]!;
    const line = lineId({ filing: original, line: original.lines[0]! });
    expect(balances(withDecisions(amended, [joined(idOf(amended, '2020-07-13', 1), line)]))).toEqual([
      ['50000', '51000'],
    ]);
  });
});

describe('lines that are decided to be of two holdings', () => {
  const events = givenEvents(
    filed('2020-07-13', [held('50000', 'By Trust')]),
    filed('2020-10-08', [held('50000', 'By Trust')]),
    filed('2021-01-15', [held('50000', 'By Trust')]),
  );
  const first = idOf(events, '2020-07-13', 1);
  const second = idOf(events, '2020-10-08', 1);

  it('are one before that, and two after', () => {
    expect(balances(events)).toEqual([['50000', '50000', '50000']]);
    expect(balances(withDecisions(events, [parted(first, second)]))).toHaveLength(2);
  });

  it('are two within one filing, too', () => {
    const rows: GivenLine[] = [
      { ...held('60000', 'By Trust'), on: '2020-07-13', code: 'G', shares: '10000', way: 'A' },
      { ...held('50000', 'By Trust'), on: '2020-07-14', code: 'G', shares: '10000', way: 'D' },
    ];
    const one = givenEvents(filed('2020-07-14', rows));
    const decided = parted(idOf(one, '2020-07-14', 1), idOf(one, '2020-07-14', 2));
    expect(balances(one)).toEqual([['50000', '60000', '50000']]);
    expect(balances(withDecisions(one, [decided]))).toEqual([
      ['50000', '60000'],
      ['60000', '50000'],
    ]);
  });

  it('of two decisions on the same lines the later one holds', () => {
    expect(balances(withDecisions(events, [parted(first, second), joined(first, second)]))).toHaveLength(1);
    expect(balances(withDecisions(events, [joined(first, second), parted(second, first)]))).toHaveLength(2);
    const known = [
      parted(first, second, { knownOn: '2022-01-01' }),
      joined(first, second, { knownOn: '2021-01-01' }),
    ];
    expect(balances(withDecisions(events, known))).toHaveLength(2);
  });

  it('that an earlier decision would put together again stay two, and that is told', () => {
    const more = givenEvents(
      filed('2020-07-13', [held('50000', 'By Trust'), held('50000', 'By spouse')]),
      filed('2020-10-08', [held('50000', 'By Trust'), held('50000', 'By spouse')]),
    );
    const [trust, spouse] = [idOf(more, '2020-07-13', 1), idOf(more, '2020-07-13', 2)];
    const [trustLater, spouseLater] = [idOf(more, '2020-10-08', 1), idOf(more, '2020-10-08', 2)];
    const decided = withDecisions(more, [joined(trust, spouse), parted(trustLater, spouseLater)]);
    expect(foldPerson(withDecisions(more, [joined(trust, spouse)]))!.holdings).toHaveLength(1);
    const folded = foldPerson(decided)!;
    const apart = folded.holdings.filter(({ steps }) =>
      steps.some(({ line }) => [trustLater, spouseLater].includes(lineId(line))),
    );
    expect(apart).toHaveLength(2);
  });
});

describe('a decision on lines that cannot be followed', () => {
  const events = givenEvents(
    filed('2020-07-13', [held('50000', 'By spouse'), { ...held('9', 'By spouse'), table: 'II' }]),
    filed('2020-10-08', [held('50000', 'By Family Foundation')]),
  );
  const [spouse, foundation] = [idOf(events, '2020-07-13', 1), idOf(events, '2020-10-08', 1)];
  const doubtsOf = (...decisions: NewDecision[]) => foldPerson(withDecisions(events, decisions))!.doubts;

  it('is a doubt when a line is not there, and changes nothing', () => {
    const decided = withDecisions(events, [joined(spouse, 'nowhere'), parted(foundation, 'nowhere')]);
    expect(projectPerson(decided)!.rowHash).toBe(projectPerson(events)!.rowHash);
    expect(foldPerson(decided)!.doubts).toEqual([
      expect.stringMatching(
        /^HoldingsJoined .* of A\. Auditor is not applied: "nowhere" is the id of no line/,
      ),
      expect.stringMatching(
        /^HoldingsParted .* of A\. Auditor is not applied: "nowhere" is the id of no line/,
      ),
    ]);
  });

  it('is a doubt when the lines are of two tables', () => {
    expect(doubtsOf(joined(spouse, idOf(events, '2020-07-13', 2)))).toEqual([
      expect.stringContaining('the lines are of two tables, issuers or units'),
    ]);
  });

  it('is a doubt when one form reports both, held directly and indirectly', () => {
    const both = givenEvents(
      filed('2020-07-13', [own('Common Stock', '1000'), held('500', 'By Trust')]),
      filed('2020-10-08', [
        { ...own('Common Stock', '900'), on: '2020-10-08', code: 'S', shares: '100', way: 'D' },
        held('500', 'By Trust'),
      ]),
    );
    const decided = withDecisions(both, [joined(idOf(both, '2020-07-13', 1), idOf(both, '2020-07-13', 2))]);
    expect(balances(decided)).toEqual(balances(both));
    expect(foldPerson(decided)!.doubts).toEqual([
      expect.stringContaining('one filing reports both, the one held directly and the other indirectly'),
    ]);
  });

  it('is none when it can be followed', () => {
    expect(doubtsOf(joined(spouse, foundation))).toEqual([]);
  });
});

describe('titles that are decided to name one class', () => {
  const events = givenEvents(
    filed('2020-07-13', [own('Common Stock', '5000')]),
    filed('2020-10-08', [
      { ...own('Ordinary Shares', '6000'), on: '2020-10-08', code: 'P', shares: '1000', way: 'A' },
    ]),
  );

  it('are two holdings before that, one after, and keep their text', () => {
    expect(balances(events)).toHaveLength(2);
    const decided = forIssuer(events, grouped('Common Stock', 'Ordinary Shares'));
    expect(balances(decided)).toEqual([['5000', '6000']]);
    const { holdings, steps } = projectPerson(decided)!;
    expect(holdings[0]!.title).toBe('Ordinary Shares');
    expect(steps.map(({ decisions }) => decisions.map(({ type, value }) => [type, value]))).toEqual([
      [],
      [['ClassesGrouped', 'Common Stock = Ordinary Shares']],
    ]);
  });

  it('also where they are written with other capitals', () => {
    const shouted = givenEvents(
      filed('2020-07-13', [own('COMMON STOCK', '5000')]),
      filed('2020-10-08', [own('ordinary shares', '5000')]),
    );
    expect(balances(forIssuer(shouted, grouped('Common Stock', 'Ordinary Shares')))).toHaveLength(1);
  });

  it('by two decisions that meet in a title, whatever its capitals', () => {
    const three = givenEvents(
      filed('2020-07-13', [own('Common Stock', '1000')]),
      filed('2020-10-08', [own('COMMON STOCK', '900')]),
      filed('2021-01-15', [own('Ordinary Shares', '800')]),
    );
    const both = [grouped('COMMON STOCK', 'Ordinary Shares'), grouped('Common Stock', 'Common Shares')];
    for (const decisions of [both, both.toReversed(), [both[0]!]]) {
      expect(balances(forIssuer(three, ...decisions))).toEqual([['1000', '900 differs', '800 differs']]);
    }
  });

  it('take part in a split that is stated for one of them', () => {
    const shares = givenEvents(filed('2020-01-10', [own('Common Shares', '1000')]));
    const split: NewDecision = {
      type: 'SplitStated',
      data: {
        ...BY,
        issuer: ISSUER,
        titles: ['Common Stock'],
        effectiveOn: '2020-06-01',
        from: '1',
        to: '2',
      },
    };
    expect(balances(forIssuer(shares, split))).toEqual([['1000']]);
    expect(balances(forIssuer(shares, split, grouped('Common Stock', 'Common Shares')))).toEqual([
      ['1000', '2000'],
    ]);
  });

  it('within one filing, too', () => {
    const rows = givenEvents(
      filed('2020-10-08', [
        { ...own('Common Stock', '6000'), on: '2020-10-08', code: 'P', shares: '1000', way: 'A' },
        { ...own('Ordinary Shares', '5500'), on: '2020-10-08', code: 'S', shares: '500', way: 'D' },
      ]),
    );
    expect(balances(forIssuer(rows, grouped('Common Stock', 'Ordinary Shares')))).toEqual([
      ['5000', '6000', '5500'],
    ]);
  });

  it('of another issuer, or that nobody holds, change nothing', () => {
    const elsewhere: NewDecision = {
      type: 'ClassesGrouped',
      data: { ...BY, issuer: '0000000042', titles: ['Common Stock', 'Ordinary Shares'] },
    };
    const decided = withDecisionsIn(issuerStreamOf('0000000042'), events, [elsewhere]);
    expect(projectPerson(decided)!.rowHash).toBe(projectPerson(events)!.rowHash);
    expect(projectPerson(forIssuer(events, grouped('Units', 'Preferred')))!.rowHash).toBe(
      projectPerson(events)!.rowHash,
    );
  });

  it('are two again when that is undone, row for row', () => {
    const decided = forIssuer(events, grouped('Common Stock', 'Ordinary Shares'));
    const undone = withDecisionsIn(issuerStreamOf(ISSUER), decided, [
      { type: 'DecisionUndone', data: { ...BY, decision: decided.at(-1)!.id } },
    ]);
    expect(projectPerson(undone)!.rowHash).toBe(projectPerson(events)!.rowHash);
  });
});

describe('titles that are decided to name two classes', () => {
  const alike = (one: string, other: string) =>
    givenEvents(filed('2020-07-13', [own(one, '5000')]), filed('2020-10-08', [own(other, '5000')]));

  it('are never one, however alike they are', () => {
    for (const [one, other] of [
      ['Common Stock', 'Common Stock, $0.01 par value'],
      ['Common Stock', 'COMMON STOCK'],
    ] as const) {
      const events = alike(one, other);
      expect(balances(events)).toHaveLength(1);
      expect(balances(forIssuer(events, titlesParted(one, other)))).toEqual([['5000'], ['5000']]);
    }
  });

  it('of two decisions the later one holds', () => {
    const events = alike('Common Stock', 'Common Stock, $0.01 par value');
    const titles = ['Common Stock', 'Common Stock, $0.01 par value'] as const;
    expect(balances(forIssuer(events, titlesParted(...titles), grouped(...titles)))).toHaveLength(1);
    expect(balances(forIssuer(events, grouped(...titles), titlesParted(...titles)))).toHaveLength(2);
  });

  it('are not put together by way of a third title that was grouped with both before', () => {
    const events = givenEvents(
      filed('2020-07-13', [own('Series One', '5000')]),
      filed('2020-10-08', [own('Series Two', '5000')]),
      filed('2021-01-15', [own('Series Three', '5000')]),
    );
    const all = [grouped('Series One', 'Series Two'), grouped('Series Two', 'Series Three')];
    expect(balances(forIssuer(events, ...all))).toHaveLength(1);
    const last = forIssuer(events, ...all, titlesParted('Series One', 'Series Three'));
    const titles = foldPerson(last)!.holdings.map(({ steps }) => [
      ...new Set(steps.map(({ line }) => bareWords(line.line.cells.securityTitle!.value!))),
    ]);
    // The later of the two groups is kept whole.
    expect(titles).toEqual([['seriesone'], ['seriestwo', 'seriesthree']]);
  });

  it('in whatever capitals an earlier decision grouped them', () => {
    const events = givenEvents(
      filed('2020-07-13', [own('Class A Common', '1000'), own('Class B Common', '500')]),
      filed('2020-10-08', [
        { ...own('CLASS A COMMON', '900'), on: '2020-10-08', code: 'S', shares: '100', way: 'D' },
      ]),
    );
    const decided = forIssuer(
      events,
      grouped('CLASS A COMMON', 'Class B Common'),
      titlesParted('Class A Common', 'Class B Common'),
    );
    expect(balances(decided)).toEqual([['1000', '900'], ['500']]);
  });

  it('in two spellings, at this issuer only', () => {
    const events = alike('Common Stock', 'COMMON STOCK');
    const other = issuerStreamOf('0000000042');
    const elsewhere: NewDecision = {
      type: 'ClassesParted',
      data: { ...BY, issuer: '0000000042', titles: ['Common Stock', 'COMMON STOCK'] },
    };
    const grouping = forIssuer(events, grouped('COMMON STOCK', 'Ordinary Shares'));
    expect(balances(withDecisionsIn(other, grouping, [elsewhere]))).toHaveLength(1);
  });

  it('are one all the same in lines that are joined later, and in what goes on from them', () => {
    const events = givenEvents(
      filed('2020-01-10', [own('Class A', '1000')]),
      filed('2020-02-10', [own('Class B', '1000')]),
      filed('2020-03-10', [own('Class A', '900')]),
      filed('2020-04-10', [own('Class B', '800')]),
      filed('2020-05-10', [own('Class B', '700')]),
    );
    const apart = forIssuer(events, titlesParted('Class A', 'Class B'));
    const join = joined(idOf(events, '2020-01-10', 1), idOf(events, '2020-02-10', 1));
    expect(balances(apart)).toHaveLength(2);
    expect(balances(withDecisionsIn(events[0]!.stream, apart, [join]))).toEqual([
      ['1000', '1000', '900 differs', '800 differs', '700 differs'],
    ]);
  });

  it('stay two where lines of one of them only are joined later', () => {
    const events = givenEvents(
      filed('2020-01-10', [own('Class A', '1000'), held('300', 'By Trust')]),
      filed('2020-02-10', [held('300', 'By Foundation')]),
      filed('2020-03-10', [own('Class B', '1000')]),
    );
    const apart = forIssuer(events, titlesParted('Class A', 'Class B'));
    const join = joined(idOf(events, '2020-01-10', 2), idOf(events, '2020-02-10', 1));
    expect(balances(withDecisionsIn(events[0]!.stream, apart, [join]))).toEqual([
      ['1000'],
      ['1000'],
      ['300', '300'],
    ]);
  });

  it('are one all the same in lines that are joined later', () => {
    const events = alike('Common Stock', 'Common Stock, $0.01 par value');
    const apart = forIssuer(events, titlesParted('Common Stock', 'Common Stock, $0.01 par value'));
    const decided = joined(idOf(events, '2020-07-13', 1), idOf(events, '2020-10-08', 1));
    const stream = events[0]!.stream;
    expect(balances(withDecisionsIn(stream, apart, [decided]))).toEqual([['5000', '5000']]);
  });
});
