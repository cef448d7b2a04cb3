import {
  amendment,
  balances,
  effects,
  folded,
  original,
  sale,
} from '../../../../test/support/given-amendments';
import {
  document,
  filing,
  type GivenFiling,
  type GivenLine,
  ledgerOf,
} from '../../../../test/support/given-filing';
import type { FiledAmendment } from './amended-filings';

const told = ({ standing, originals }: FiledAmendment) => [
  standing,
  ...originals.map(({ filing, confidence }) => `${filing.accession} ${confidence}`),
];

describe('the original of an amendment', () => {
  const one = original({ lines: [sale('1000', '84000')] });
  const corrected = sale('1000', '83500');

  it('is certain when it was filed on the date that the form names, for the same period', () => {
    const [match] = folded(one, amendment({ lines: [corrected] })).amendments;
    expect(told(match!)).toEqual(['matched', '0000000042-20-000001 certain']);
    expect(match!.originals[0]!.evidence).toEqual([
      'filed on the date named, 2020-03-04',
      'the same period, 2020-03-02',
      '1 of 1 lines of the amendment is like one of its lines',
    ]);
  });

  it('is likely when it was signed then, or filed some days from then', () => {
    const named = (date: string) =>
      told(folded(one, amendment({ original: date, lines: [corrected] })).amendments[0]!);
    expect(named('2020-03-03')).toEqual(['matched', '0000000042-20-000001 likely']);
    expect(named('2020-03-06')).toEqual(['matched', '0000000042-20-000001 likely']);
    expect(named('2020-03-02')).toEqual(['matched', '0000000042-20-000001 likely']);
  });

  it('is not another form, another issuer’s, another day’s report or a later one', () => {
    const unlike: GivenFiling[] = [
      original({ form: '5', lines: [sale('1000', '84000')] }),
      original({ issuer: { cik: '0000000077', name: 'OTHER INC' }, lines: [sale('1000', '84000')] }),
      original({
        filed: '2020-02-10',
        signed: '2020-02-10',
        period: '2020-02-07',
        lines: [sale('1000', '84000', { on: '2020-02-07' })],
      }),
      original({ filed: '2020-04-02', signed: '2020-04-02', lines: [sale('1000', '84000')] }),
    ];
    for (const other of unlike) {
      expect(told(folded(other, amendment({ lines: [corrected] })).amendments[0]!)).toEqual(['unmatched']);
    }
  });

  it('is the one whose lines the amendment repeats when two were filed on one day', () => {
    const other = original({
      accession: '0000000042-20-000002',
      lines: [sale('700', '83300', { price: '11' }), sale('100', '83200')],
    });
    expect(told(folded(one, other, amendment({ lines: [sale('100', '83100')] })).amendments[0]!)).toEqual([
      'matched',
      '0000000042-20-000002 likely',
    ]);
  });

  it('an unmatched amendment’s lines count as they stand, and its ledger says so', () => {
    const alone = amendment({ lines: [sale('1000', '84000')] });
    expect(balances(alone)).toEqual([['85000', '84000']]);
    expect(folded(alone).amendments[0]).toMatchObject({
      standing: 'unmatched',
      lines: [{ effect: 'add' }],
      problems: [{ code: 'amendmentWithoutOriginal' }],
    });
  });

  it('falls into place when it is recorded after its amendment', () => {
    const [first, second] = [document(filing(one)), document(filing(amendment({ lines: [corrected] })))];
    expect(ledgerOf([second, first]).rowHash).toBe(ledgerOf([first, second]).rowHash);
  });
});

describe('candidates that tie', () => {
  const one = original({ lines: [sale('1000', '84000')] });
  const other = original({ accession: '0000000042-20-000002', lines: [sale('500', '83500')] });
  const either = amendment({ lines: [sale('900', '82000'), sale('77', '923', { title: 'Class B' })] });

  it('are reported, and none of them is changed', () => {
    const [tied] = folded(one, other, either).amendments;
    expect(told(tied!)).toEqual(['tied', '0000000042-20-000001 possible', '0000000042-20-000002 possible']);
    expect(tied!.problems).toMatchObject([{ code: 'amendmentTied' }]);
  });

  it('a line like one of theirs does not count, a line like none of them does', () => {
    expect(effects(one, other, either)).toEqual([['undecided 1', 'add 2']]);
    expect(balances(one, other, either)).toEqual([
      ['1000', '923'],
      ['85000', '84000', '83500'],
    ]);
  });
});

describe('several amendments', () => {
  const one = original({ lines: [sale('1000', '84000')] });
  const second = amendment({ lines: [sale('1100', '83900')] });
  const third = (named: string) =>
    amendment({
      accession: '0000000042-20-000010',
      filed: '2020-05-01',
      signed: '2020-05-01',
      original: named,
      lines: [sale('1200', '83800')],
    });

  it.each(['2020-03-04', '2020-04-01'])('the last one holds, also when it names %s', (named) => {
    expect(effects(one, second, third(named))).toEqual([['restate 1 of 1.1'], ['restate 1 of 9.1']]);
    expect(balances(one, second, third(named))).toEqual([['85000', '83800']]);
    expect(told(folded(one, second, third(named)).amendments[1]!)[0]).toBe('matched');
  });

  it('an amendment of an amendment whose original is not known restates it', () => {
    expect(effects(second, third('2020-03-04'))).toEqual([['add 1'], ['restate 1 of 9.1']]);
    expect(balances(second, third('2020-03-04'))).toEqual([['85000', '83800']]);
  });
});

describe('(i) a restated line', () => {
  const both = original({ lines: [sale('1000', '84000'), sale('500', '83500', { on: '2020-03-03' })] });

  it('takes the place of the line that it corrects; lines that are not named stay', () => {
    const price = amendment({ lines: [sale('1000', '84000', { price: '11' })] });
    expect(effects(both, price)).toEqual([['restate 1 of 1.1']]);
    expect(balances(both, price)).toEqual([['85000', '84000', '83500']]);
  });

  it.each<[string, GivenLine]>([
    ['amount', sale('1010', '83990')],
    ['date', sale('1000', '84000', { on: '2020-03-01' })],
    ['code', sale('1000', '84000', { code: 'F' })],
    ['direction', sale('1000', '84000', { way: 'A' })],
    ['title', sale('1000', '84000', { title: 'Class A Common Stock' })],
    ['ownership', sale('1000', '84000', { ownership: 'I', nature: 'By spouse' })],
    ['following balance', sale('1000', '84100')],
  ])('is known again when its %s was wrong', (_, line) => {
    expect(effects(both, amendment({ lines: [line] }))).toEqual([['restate 1 of 1.1']]);
  });

  it('of several rows of one day each goes to its own, whatever order the amendment has', () => {
    const three = original({ lines: [sale('100', '900'), sale('200', '700'), sale('300', '400')] });
    const turned = amendment({ lines: [sale('300', '390'), sale('100', '890'), sale('200', '690')] });
    expect(effects(three, turned)).toEqual([['restate 1 of 1.3', 'restate 2 of 1.1', 'restate 3 of 1.2']]);
    expect(balances(three, turned)).toEqual([['990', '890', '690', '390']]);
  });

  it('two rows that are alike but for their number: the order decides, and the reason says so', () => {
    const twins = original({ lines: [sale('100', '900'), sale('100', '800')] });
    const one = amendment({ lines: [sale('100', '850', { price: '12' })] });
    expect(folded(twins, one).amendments[0]!.lines[0]!.reason).toMatch(
      /row 2 of the original would do as well/,
    );
  });
});

describe('(ii) an added line', () => {
  it('that was sold before the reported one stands where its balance belongs', () => {
    const second = original({ lines: [sale('500', '83500')] });
    const first = amendment({ lines: [sale('1000', '84000')] });
    expect(effects(second, first)).toEqual([['add 1']]);
    expect(balances(second, first)).toEqual([['85000', '84000', '83500']]);
  });

  it('is told from a corrected one by its words', () => {
    const one = original({ lines: [sale('1000', '84000')] });
    const omitted = amendment({
      lines: [sale('400', '83700', { sharesNotes: ['F1'] })],
      footnotes: { F1: 'This sale was inadvertently omitted from the original Form 4.' },
    });
    expect(effects(one, omitted)).toEqual([['add 1']]);
    const corrects = { ...omitted, footnotes: { F1: 'The number of shares is corrected.' } };
    expect(effects(one, corrects)).toEqual([['restate 1 of 1.1']]);
  });

  it('of a Form 3 adds to the first report', () => {
    const three = original({ form: '3', lines: [{ following: '1000' }] });
    const trust = amendment({
      form: '3/A',
      lines: [{ following: '50', ownership: 'I', nature: 'By trust' }],
    });
    expect(effects(three, trust)).toEqual([['add 1']]);
    expect(balances(three, trust)).toEqual([['1000'], ['50']]);
  });
});

describe('(iii) a line that words take back', () => {
  const both = original({ lines: [sale('1000', '84000'), sale('250', '83750')] });
  const never = 'The sale of 250 shares on March 2, 2020 did not occur.';

  it.each<[string, GivenFiling]>([
    [
      'a footnote on the line as it was',
      amendment({ lines: [sale('250', '83750', { sharesNotes: ['F1'] })], footnotes: { F1: never } }),
    ],
    [
      'a footnote on the line with nothing in it',
      amendment({ lines: [sale('0', '84000', { sharesNotes: ['F1'] })], footnotes: { F1: never } }),
    ],
    ['remarks beside another line', amendment({ lines: [sale('1000', '84000')], remarks: never })],
    [
      'a footnote on a row without a transaction',
      amendment({ lines: [{ following: '84000', titleNotes: ['F1'] }], footnotes: { F1: never } }),
    ],
  ])('by %s', (_, taking) => {
    expect(
      effects(both, taking)
        .flat()
        .some((effect) => /^void.* of 1\.2$/.test(effect)),
    ).toBe(true);
    const ledger = ledgerOf([document(filing(both)), document(filing(taking))]);
    expect(ledger.steps.filter(({ kind }) => kind === 'transaction').map(({ change }) => change)).toEqual([
      '-1000',
    ]);
    expect(ledger.holdings[0]!.computed).toBe('84000');
  });

  it('the only line: what the amendment shows instead is what was owned', () => {
    const only = original({ lines: [sale('1000', '84000')] });
    const taking = amendment({
      lines: [sale('0', '85000', { sharesNotes: ['F1'] })],
      footnotes: { F1: 'The sale was reported in error.' },
    });
    const ledger = ledgerOf([document(filing(only)), document(filing(taking))]);
    expect(ledger.steps.map(({ kind, change, computed }) => [kind, change, computed])).toEqual([
      ['holding', null, '85000'],
    ]);
  });

  it('when it is not clear which line is meant, none is taken back and that is said', () => {
    const unclear = amendment({
      lines: [{ following: '84000' }],
      remarks: 'One of the sales did not occur.',
    });
    const [amended] = folded(both, unclear).amendments;
    expect(amended!.problems).toMatchObject([{ code: 'amendmentVoidUnclear' }]);
    expect(amended!.lines.map(({ effect }) => effect)).toEqual(['add']);
  });

  it('an amendment that says it again takes nothing more back, one that reports the line again adds it', () => {
    const once = amendment({
      lines: [sale('250', '83750', { sharesNotes: ['F1'] })],
      footnotes: { F1: never },
    });
    const later = { accession: '0000000042-20-000010', filed: '2020-05-01', signed: '2020-05-01' };
    const twice = { ...once, ...later, lines: [sale('1000', '84000', { price: '11' }), ...once.lines] };
    expect(effects(both, once, twice)[1]).toEqual(['restate 1 of 1.1', 'repeat 2 of 1.2']);
    expect(balances(both, once, twice)).toEqual([['85000', '84000']]);
    const again = amendment({ ...later, lines: [sale('250', '83750')] });
    expect(effects(both, once, again)[1]).toEqual(['add 1']);
    expect(balances(both, once, again)).toEqual([['85000', '84000', '83750']]);
  });

  it('several lines, each named by its amount', () => {
    const three = original({
      lines: [sale('276', '84724'), sale('57', '84667'), sale('114', '84553', { on: '2020-03-03' })],
    });
    const remarks = 'The Form 4 inadvertently reported sales of 276 shares and 57 shares on March 2, 2020.';
    expect(effects(three, amendment({ lines: [{ following: '84667' }], remarks }))).toEqual([
      ['add 1', 'void of 1.1', 'void of 1.2'],
    ]);
  });

  it('the only line that is not shown again, when the amendment says that it deletes one', () => {
    const remarks = 'Filed solely to delete the transaction that was inadvertently included.';
    expect(effects(both, amendment({ lines: [sale('1000', '84000')], remarks }))).toEqual([
      ['repeat 1 of 1.1', 'void of 1.2'],
    ]);
    const vague = 'A transaction was reported in error.';
    expect(effects(both, amendment({ lines: [sale('1000', '84000')], remarks: vague }))).toEqual([
      ['repeat 1 of 1.1'],
    ]);
  });

  it('words that the original had already take nothing back', () => {
    const words = { F1: 'The sale of other shares did not occur before this date.' };
    const noted = original({ lines: [sale('1000', '84000', { sharesNotes: ['F1'] })], footnotes: words });
    const again = amendment({ lines: [sale('1000', '84000', { sharesNotes: ['F1'] })], footnotes: words });
    expect(effects(noted, again)).toEqual([['repeat 1 of 1.1']]);
  });
});

describe('(iv) and (v) lines that are filed again', () => {
  const noted = original({
    lines: [sale('1000', '84000', { sharesNotes: ['F1'] })],
    footnotes: { F1: 'Sold under a plan.' },
  });

  it('with the same footnote under another number: a mere repetition', () => {
    const again = amendment({
      lines: [sale('1000', '84000', { sharesNotes: ['F2'] })],
      footnotes: { F2: 'Sold under a plan.' },
      remarks: 'The sole purpose of this amendment is to add the power of attorney as Exhibit 24.',
    });
    expect(effects(noted, again)).toEqual([['repeat 1 of 1.1']]);
  });

  it('with another footnote, or none: confirmed', () => {
    const other = { F1: 'Sold under a plan adopted on January 2, 2020.' };
    const lines = [sale('1000', '84000', { sharesNotes: ['F1'] })];
    expect(effects(noted, amendment({ lines, footnotes: other }))).toEqual([['confirm 1 of 1.1']]);
    expect(effects(noted, amendment({ lines: [sale('1000', '84000')] }))).toEqual([['confirm 1 of 1.1']]);
  });
});
