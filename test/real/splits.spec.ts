import { readdirSync } from 'node:fs';
import path from 'node:path';
import { checkBalances } from '../../src/core/ledger/balance-check';
import type { StoredEvent } from '../../src/core/ledger/events';
import { termsOn } from '../../src/core/ledger/lot-terms';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import { projectPerson } from '../../src/core/ledger/project-person';
import { findingsOf } from '../../src/core/ledger/reconciliation/findings-of';
import { possibleSplits } from '../../src/core/ledger/reconciliation/possible-splits';
import type { NewDecision } from '../../src/core/ledger/record-decision';
import { personLots } from '../../src/core/ledger/vesting-lots';
import { lotOn } from '../../src/core/vesting/lot-position';
import { SOUND_STANDINGS } from '../../src/services/balances.service';
import { withDecisionsIn } from '../support/given-decisions';
import { documentFrom, documentsFrom } from '../support/given-document';
import { recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('splits of Tesla');
const TESLA = '0001318605';

/** Tesla's stock dividends: 5 for 1, distributed on 28 August 2020, and 3 for 1, on 24 August 2022. */
const SPLITS: readonly NewDecision[] = [['2020-08-31', '5'] as const, ['2022-08-25', '3'] as const].map(
  ([effectiveOn, to]) => ({
    type: 'SplitStated',
    data: { author: 'A. Auditor', reason: 'Form 8-K', issuer: TESLA, effectiveOn, from: '1', to },
  }),
);

(there ? describe : describe.skip)('the splits of Tesla, which no row reports', () => {
  const filed = there ? eventsOfMusk() : [];
  const stated = withDecisionsIn(`issuer-${TESLA}`, filed, there ? SPLITS : []);

  it('leave two lots there twice while nobody has stated them, each with the decision that settles it', () => {
    const person = foldPerson(filed)!;
    expect(possibleSplits(person).map(({ ratio, proposal }) => [Number(ratio.forward), proposal])).toEqual([
      [
        5,
        `holdings decide split --issuer ${TESLA} --on 2020-08-28 --from 1 --to 5 --author NAME --reason TEXT`,
      ],
      // 15 for 1 is 5 for 1, which the other lot shows, and 3 for 1.
      [
        15,
        `holdings decide split --issuer ${TESLA} --on 2022-08-24 --from 1 --to 3 --author NAME --reason TEXT`,
      ],
    ]);
    expect(possibleSplits(foldPerson(stated)!)).toEqual([]);
  });

  it('are the told cause of two balances of the trust, and of none once they are stated', () => {
    const bySplit = (events: readonly StoredEvent[]) =>
      findingsOf(foldPerson(events)!)
        .filter(({ causes }) => causes[0]!.kinds.includes('split'))
        .map(({ effectiveOn, causes }) => [
          effectiveOn,
          causes[0]!.certainty,
          causes[0]!.proposal?.split(' --author')[0],
        ]);
    expect(bySplit(filed)).toEqual([
      ['2021-11-08', 'told', `holdings decide split --issuer ${TESLA} --on 2020-08-28 --from 1 --to 5`],
      ['2022-11-04', 'told', `holdings decide split --issuer ${TESLA} --on 2022-08-24 --from 1 --to 3`],
    ]);
    expect(bySplit(stated)).toEqual([]);
  });

  it('stated leave no balance worse, and two more that simply add up', () => {
    const counts = (events: readonly StoredEvent[]) => {
      const person = foldPerson(events)!;
      const checked = checkBalances(person, findingsOf(person), () => true);
      const across = checked.filter(({ scope }) => scope === 'across');
      return {
        within: checked.length - across.length,
        across: across.length,
        unsound: checked.filter(({ standing }) => !SOUND_STANDINGS.includes(standing)).length,
        recomputed: across.filter(({ standing }) => standing === 'recomputed').length,
      };
    };
    const before = counts(filed);
    const after = counts(stated);
    expect(after).toEqual({ ...before, recomputed: before.recomputed + 2 });
  });

  it('the options of 2012 are one lot: 5,099,901 at $31.17, then 25,499,505 at $6.24', () => {
    const { holdings } = projectPerson(stated)!;
    expect(holdings.filter(({ expiresOn }) => expiresOn === '2022-08-13')).toMatchObject([
      { strike: '6.24', computed: '2637455' },
    ]);
    const lot = personLots(stated).lots.find(({ acquiredOn }) => acquiredOn === '2012-08-13')!;
    const on = (date: string) => {
      const { granted, held, exercised } = lotOn(date, termsOn(date, lot).vesting);
      return [granted, held, exercised];
    };
    expect(on('2020-08-30')).toEqual(['5274901', '5099901', '175000']);
    expect(on('2020-08-31')).toEqual(['26374505', '25499505', '875000']);
    expect(on('2021-12-31')).toEqual(['26374505', '2637455', '23737050']);
  });

  it('the 350 options of 2013 are the 5,250 that were exercised in 2023; those of 2018 are 303,960,630', () => {
    const lots = personLots(stated).lots;
    const of2013 = lots.find(({ acquiredOn }) => acquiredOn === '2013-04-08')!;
    expect(of2013.vesting.terms.units).toBe('5250');
    expect(of2013.draws).toMatchObject([{ on: '2023-03-08', units: '5250' }]);
    expect(lotOn('2022-09-30', termsOn('2022-09-30', of2013).vesting).exercisable).toBe('5250');
    expect(lotOn('2019-12-31', termsOn('2019-12-31', of2013).vesting).exercisable).toBe('350');
    const of2018 = lots.find(({ acquiredOn }) => acquiredOn === '2018-03-21')!;
    expect(of2018.vesting.terms.units).toBe('303960630');
    expect(of2018.holding.strike).toBe('23.3347');
  });

  it('a Form 5 of later that counts in new shares does not: the split stands before its first row', () => {
    const split = projectPerson(stated)!.steps.find(({ split: it }) => it?.counted === 'early');
    expect(split).toMatchObject({ effectiveOn: '2022-08-12', computed: '465117432', table: 'I' });
  });
});

function eventsOfMusk(): readonly StoredEvent[] {
  const xml = path.join(SHARED, 'filings', 'xml');
  const own = readdirSync(xml).filter((name) => name.includes('TSLA_Musk'));
  const documents = [
    ...own.map((name) => documentFrom(xml, name)),
    ...documentsFrom(path.join(SHARED, 'filings', 'headers')),
  ];
  return recordedEvents(documents).get('reportingPerson-0001494730') ?? [];
}
