import { withDecisionsIn } from '../../../test/support/given-decisions';
import { type GivenFiling, type GivenLine, givenEvents } from '../../../test/support/given-filing';
import type { SplitStated } from './decision-events';
import type { StoredEvent } from './events';
import { projectPerson } from './project-person';
import type { NewDecision } from './record-decision';

const ISSUER = '0000855654';
const BY_HAND = { author: 'A. Auditor', reason: 'Form 8-K', knownOn: '2020-08-31' };

const split = (more: Partial<SplitStated> = {}): NewDecision => ({
  type: 'SplitStated',
  data: { ...BY_HAND, issuer: ISSUER, effectiveOn: '2020-08-31', from: '1', to: '5', ...more },
});
const decided = (events: readonly StoredEvent[], ...decisions: NewDecision[]) =>
  withDecisionsIn(`issuer-${ISSUER}`, events, decisions);
const sold = (on: string, shares: string, following: string, more: Partial<GivenLine> = {}): GivenLine => ({
  on,
  code: 'S',
  shares,
  way: 'D',
  following,
  ...more,
});
const filed = (signed: string, ...lines: readonly GivenLine[]): GivenFiling => ({ signed, lines });

function steps(events: readonly StoredEvent[], knownAt?: string) {
  return projectPerson(events, knownAt === undefined ? {} : { knownAt })!.steps.map(
    ({ effectiveOn, status, change, computed }) => [effectiveOn, status, change, computed],
  );
}

const BEFORE = filed('2020-05-04', sold('2020-05-01', '100', '900'));
const AFTER = filed('2020-11-03', sold('2020-11-02', '500', '4000'));

describe('a stated split', () => {
  it('multiplies the balance of its day in a step of its own, so that what comes after it adds up', () => {
    const events = givenEvents(BEFORE, AFTER);
    expect(steps(events).at(-1)).toEqual(['2020-11-02', 'differs', '-500', '400']);
    const stated = decided(events, split());
    expect(steps(stated)).toEqual([
      ['2020-04-30', 'opening', null, '1000'],
      ['2020-05-01', 'recomputed', '-100', '900'],
      ['2020-08-31', 'split', '3600', '4500'],
      ['2020-11-02', 'recomputed', '-500', '4000'],
    ]);
  });

  it('names the decision as its evidence and touches no line', () => {
    const stated = decided(givenEvents(BEFORE, AFTER), split());
    const { steps: rows } = projectPerson(stated)!;
    expect(rows[2]).toMatchObject({
      kind: 'split',
      eventType: 'SplitStated',
      code: null,
      reported: null,
      split: { to: '5', from: '1', statedOn: '2020-08-31', product: '4500', rounded: null, counted: null },
      decisions: [
        {
          eventId: stated.at(-1)!.id,
          type: 'SplitStated',
          author: 'A. Auditor',
          reason: 'Form 8-K',
          knownOn: '2020-08-31',
          value: '5 for 1',
        },
      ],
    });
    expect(rows.filter(({ kind }) => kind === 'transaction').map(({ reported }) => reported)).toEqual([
      '900',
      '4000',
    ]);
  });

  it('stands at the end where no row comes after it: the newest balance counts in new shares', () => {
    const ledger = projectPerson(decided(givenEvents(BEFORE), split()))!;
    expect(ledger.holdings[0]).toMatchObject({
      reported: '4500',
      computed: '4500',
      lastEffectiveOn: '2020-08-31',
    });
  });

  it('leaves a holding alone that had nothing, began later, or is of another class or issuer', () => {
    const gone = givenEvents(filed('2020-05-04', sold('2020-05-01', '100', '0')));
    const later = givenEvents(AFTER);
    for (const events of [gone, later]) expect(steps(decided(events, split()))).toEqual(steps(events));
    const events = givenEvents(BEFORE);
    for (const other of [{ titles: ['Class B Common Stock'] }, { issuer: '0000000001' }]) {
      expect(steps(decided(events, split(other)))).toEqual(steps(events));
    }
    expect(steps(decided(events, split({ titles: ['COMMON  STOCK'] }))).at(-1)).toEqual([
      '2020-08-31',
      'split',
      '3600',
      '4500',
    ]);
  });

  it('concerns titles that a decision groups with the one that it names', () => {
    const titles = ['Class A Common'];
    const events = givenEvents(BEFORE);
    expect(steps(decided(events, split({ titles })))).toEqual(steps(events));
    const grouped: NewDecision = {
      type: 'ClassesGrouped',
      data: { ...BY_HAND, issuer: ISSUER, titles: ['Common Stock', 'Class A Common'] },
    };
    expect(steps(decided(events, grouped, split({ titles }))).at(-1)).toEqual([
      '2020-08-31',
      'split',
      '3600',
      '4500',
    ]);
  });

  it('rounds down where the next row does, and says so; the exact product stands until then', () => {
    const ratio = { from: '2', to: '3' };
    const odd = filed('2020-05-04', sold('2020-05-01', '100', '901'));
    expect(steps(decided(givenEvents(odd), split(ratio))).at(-1)).toEqual([
      '2020-08-31',
      'split',
      '450.5',
      '1351.5',
    ]);
    const cut = decided(
      givenEvents(odd, filed('2020-11-03', sold('2020-11-02', '351', '1000'))),
      split(ratio),
    );
    expect(steps(cut).slice(-2)).toEqual([
      ['2020-08-31', 'split', '450', '1351'],
      ['2020-11-02', 'recomputed', '-351', '1000'],
    ]);
    expect(projectPerson(cut)!.steps.at(-2)!.split).toMatchObject({ product: '1351.5', rounded: 'down' });
  });

  it('stands before a row of an earlier day that was filed after it and counts in new shares', () => {
    const late = filed('2020-09-15', sold('2020-08-28', '500', '4000'));
    const stated = decided(givenEvents(BEFORE, late), split());
    expect(steps(stated).slice(-2)).toEqual([
      ['2020-08-28', 'split', '3600', '4500'],
      ['2020-08-28', 'recomputed', '-500', '4000'],
    ]);
    expect(projectPerson(stated)!.steps.at(-2)!.split?.counted).toBe('early');
  });

  it('stands after a row of its day that still counts in old shares', () => {
    const old = filed('2020-09-02', sold('2020-08-31', '100', '800'));
    const stated = decided(
      givenEvents(BEFORE, old, filed('2020-11-03', sold('2020-11-02', '500', '3500'))),
      split(),
    );
    expect(steps(stated).slice(-3)).toEqual([
      ['2020-08-31', 'recomputed', '-100', '800'],
      ['2020-08-31', 'split', '3200', '4000'],
      ['2020-11-02', 'recomputed', '-500', '3500'],
    ]);
    expect(projectPerson(stated)!.steps.at(-2)!.split?.counted).toBe('late');
  });

  it('does not touch a holding whose rows go on in old shares long after it, and says so as a problem', () => {
    const old = filed('2020-11-03', sold('2020-11-02', '100', '800'));
    const events = givenEvents(BEFORE, old);
    const stated = decided(events, split());
    expect(steps(stated)).toEqual(steps(events));
    expect(projectPerson(stated)!.problems).toMatchObject([
      { code: 'splitNotFollowed', message: expect.stringContaining('900') },
    ]);
  });

  it('comes one after the other with a second one', () => {
    const second = split({ effectiveOn: '2022-08-25', to: '3', knownOn: '2022-08-25' });
    const events = givenEvents(BEFORE, filed('2022-09-02', sold('2022-09-01', '1500', '12000')));
    expect(steps(decided(events, split(), second)).slice(-3)).toEqual([
      ['2020-08-31', 'split', '3600', '4500'],
      ['2022-08-25', 'split', '9000', '13500'],
      ['2022-09-01', 'recomputed', '-1500', '12000'],
    ]);
  });

  it('is not known before its knowledge date, and is taken back by an undoing', () => {
    const events = givenEvents(BEFORE, AFTER);
    const stated = decided(events, split({ knownOn: '2021-01-04' }));
    expect(projectPerson(stated, { knownAt: '2021-01-03' })).toEqual(
      projectPerson(events, { knownAt: '2021-01-03' }),
    );
    expect(steps(stated, '2021-01-04')).toHaveLength(4);
    const undone = decided(stated, {
      type: 'DecisionUndone',
      data: { ...BY_HAND, knownOn: '2021-02-01', decision: stated.at(-1)!.id },
    });
    expect(projectPerson(undone)).toEqual(projectPerson(events));
    expect(steps(undone, '2021-01-31')).toHaveLength(4);
  });

  it('holds as stated last where two are stated for one day', () => {
    const stated = decided(givenEvents(BEFORE), split({ to: '4' }), split());
    expect(steps(stated).at(-1)).toEqual(['2020-08-31', 'split', '3600', '4500']);
  });
});

describe('a lot over a stated split', () => {
  const OPTION: GivenLine = {
    table: 'II',
    title: 'Stock Option',
    underlying: 'Common Stock',
    expires: '2022-08-13',
  };
  const grant = filed('2012-08-14', {
    ...OPTION,
    on: '2012-08-13',
    code: 'A',
    shares: '1000',
    way: 'A',
    following: '1000',
    strike: '31.17',
  });
  const exercise = (strike: string, more: Partial<GivenLine> = {}) =>
    filed('2021-11-09', {
      ...OPTION,
      on: '2021-11-08',
      code: 'M',
      shares: '2000',
      way: 'D',
      following: '3000',
      strike,
      ...more,
    });

  it('goes on in multiplied units at a divided strike, rounded to the cent either way', () => {
    for (const strike of ['6.23', '6.24', '6.234']) {
      const ledger = projectPerson(decided(givenEvents(grant, exercise(strike)), split()))!;
      expect(ledger.holdings).toHaveLength(1);
      expect(ledger.steps.map(({ status, computed }) => [status, computed])).toEqual([
        ['opening', '0'],
        ['recomputed', '1000'],
        ['split', '5000'],
        ['recomputed', '3000'],
      ]);
      expect(ledger.steps[2]!.split).toMatchObject({ strikeBefore: '31.17', strikeAfter: strike });
    }
  });

  it('is another lot at another strike, or another expiration', () => {
    for (const line of [exercise('6.25'), exercise('6.24', { expires: '2023-08-13' })]) {
      expect(projectPerson(decided(givenEvents(grant, line), split()))!.holdings).toHaveLength(2);
    }
  });

  it('is the same under a misspelled title, or without the date of column 6, where its balance goes on', () => {
    for (const more of [{ title: 'Stock Opton' }, { exercisable: '2013-08-13' }]) {
      expect(
        projectPerson(decided(givenEvents(grant, exercise('6.24', more)), split()))!.holdings,
      ).toHaveLength(1);
    }
    expect(
      projectPerson(decided(givenEvents(grant, exercise('6.24', { title: 'Other Option' })), split()))!
        .holdings,
    ).toHaveLength(2);
  });

  it('has the strike of after the split where nothing is filed after it', () => {
    const ledger = projectPerson(decided(givenEvents(grant), split()))!;
    expect(ledger.holdings[0]).toMatchObject({ strike: '6.234', reported: '5000' });
  });

  describe('beside one whose old strike is its new one', () => {
    const twin = (on: string, shares: string, strike: string) =>
      filed(on, { ...OPTION, on, code: 'A', shares, way: 'A', following: shares, strike });
    const drawn = (on: string, shares: string, following: string, strike: string) =>
      filed(on, { ...OPTION, on, code: 'M', shares, way: 'D', following, strike });
    const twoForOne = split({ to: '2' });
    const balances = (...filings: readonly GivenFiling[]) =>
      projectPerson(decided(givenEvents(...filings), twoForOne))!.holdings.map(
        ({ strike, computed }) => `${computed} at ${strike}`,
      );

    it.each([
      [
        ['5', '10'],
        ['140 at 2.5', '150 at 5'],
      ],
      [
        ['10', '5'],
        ['150 at 5', '140 at 2.5'],
      ],
    ])('is drawn from at its own divided strike: %s', ([first, second], expected) => {
      const grants = [twin('2019-01-02', '100', first!), twin('2019-02-04', '100', second!)];
      const exercises = [drawn('2020-12-01', '50', '150', '5'), drawn('2020-12-11', '60', '140', '2.5')];
      expect(balances(...grants, ...exercises)).toEqual(expected);
    });

    it('is part of one balance at several strikes, whichever of them is divided', () => {
      const grants = [
        twin('2019-01-02', '100', '10'),
        filed('2019-02-04', {
          ...twin('2019-02-04', '100', '20').lines[0]!,
          following: '200',
        }),
      ];
      expect(balances(...grants, drawn('2020-12-01', '50', '350', '5'))).toEqual(['350 at 5']);
      expect(balances(...grants, drawn('2020-12-01', '50', '350', '10'))).toEqual(['350 at 10']);
    });

    it('is drawn from in the shares of the day, also where the other had that balance before', () => {
      const grants = [twin('2019-01-02', '200', '5'), twin('2019-02-04', '100', '10')];
      expect(balances(...grants, drawn('2020-12-01', '50', '150', '5'))).toEqual(['400 at 2.5', '150 at 5']);
    });

    it('is drawn from in old shares by a row of the weeks after the split whose strike is not divided, either', () => {
      const grants = [twin('2019-01-02', '100', '5'), twin('2019-02-04', '100', '10')];
      const late = [drawn('2020-09-05', '40', '60', '5'), drawn('2020-12-01', '50', '150', '5')];
      expect(balances(...grants, ...late, drawn('2020-12-02', '20', '100', '2.5'))).toEqual([
        '100 at 2.5',
        '150 at 5',
      ]);
    });

    it('is the one that does not add up, where its balance goes on from neither', () => {
      const grants = [twin('2019-01-02', '300', '5'), twin('2019-02-04', '100', '10')];
      const ledger = projectPerson(
        decided(givenEvents(...grants, drawn('2020-12-01', '50', '120', '5')), twoForOne),
      )!;
      expect(ledger.holdings).toHaveLength(2);
      expect(ledger.steps.at(-1)).toMatchObject({ status: 'differs', computed: '150', reported: '120' });
    });
  });

  it('is not split any more once it has expired', () => {
    const ledger = projectPerson(decided(givenEvents(grant), split({ effectiveOn: '2022-08-25' })))!;
    expect(ledger.steps.map(({ kind }) => kind)).toEqual(['opening', 'transaction']);
  });
});
