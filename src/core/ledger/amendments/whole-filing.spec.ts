import {
  amendment,
  balances,
  effects,
  folded,
  original,
  sale,
} from '../../../../test/support/given-amendments';
import { givenEvents } from '../../../../test/support/given-filing';
import { projectPerson } from '../project-person';

const both = original({ lines: [sale('1000', '84000'), sale('250', '83750')] });
const unclear = (remarks: string, lines = [sale('1000', '84000')]) => {
  const amended = folded(both, amendment({ lines, remarks })).amendments[0]!;
  return [amended.lines.map(({ effect }) => effect), amended.problems.map(({ code }) => code)];
};

describe('an amendment that replaces the original entirely', () => {
  const remarks = 'This amendment supersedes and replaces the original Form 4 in its entirety.';

  it('takes back what it does not show; what it shows stands', () => {
    const replacing = amendment({ lines: [sale('1000', '84000', { price: '11' })], remarks });
    expect(effects(both, replacing)).toEqual([['restate 1 of 1.1', 'void of 1.2']]);
    expect(balances(both, replacing)).toEqual([['85000', '84000']]);
  });

  it('keeps a line that it shows again as it was', () => {
    const replacing = amendment({ lines: [sale('1000', '84000')], remarks });
    expect(effects(both, replacing)).toEqual([['repeat 1 of 1.1', 'void of 1.2']]);
  });

  it('says so in a footnote on one of its rows just as well', () => {
    const replacing = amendment({
      lines: [sale('1000', '84000', { sharesNotes: ['F1'] })],
      footnotes: { F1: remarks },
    });
    expect(effects(both, replacing)).toEqual([['confirm 1 of 1.1', 'void of 1.2']]);
  });

  it('takes nothing back before it is known', () => {
    const events = givenEvents(both, amendment({ lines: [sale('1000', '84000')], remarks }));
    const changes = (knownAt: string) =>
      projectPerson(events, { knownAt })!
        .steps.filter(({ kind }) => kind === 'transaction')
        .map(({ change }) => change);
    expect(changes('2020-03-31')).toEqual(['-1000', '-250']);
    expect(changes('2020-04-01')).toEqual(['-1000']);
  });
});

describe('an amendment that withdraws the original', () => {
  const remarks = 'This Form 4/A is being filed to withdraw the Form 4 filed on March 4, 2020.';

  it('takes back also what it shows again, which EDGAR makes it show', () => {
    expect(effects(both, amendment({ lines: [sale('1000', '84000')], remarks }))).toEqual([
      ['void 1 of 1.1', 'void of 1.2'],
    ]);
    expect(balances(both, amendment({ lines: [sale('1000', '84000')], remarks }))).toEqual([]);
  });

  it('has no line that counts where the original is not recorded', () => {
    const alone = amendment({ lines: [sale('1000', '84000')], remarks });
    expect(effects(alone)).toEqual([['void 1']]);
    expect(balances(alone)).toEqual([]);
  });

  it('filed in error, without another word, is the same', () => {
    const error = { lines: [sale('1000', '84000')], remarks: 'The original Form 4 was filed in error.' };
    expect(effects(both, amendment(error))).toEqual([['void 1 of 1.1', 'void of 1.2']]);
  });
});

describe('an original that is to be disregarded', () => {
  it('is gone but for the lines that the amendment shows in its stead', () => {
    const remarks = 'The original Form 4 should be disregarded.';
    const lines = [sale('900', '84100')];
    expect(effects(both, amendment({ lines, remarks }))).toEqual([['restate 1 of 1.1', 'void of 1.2']]);
    expect(balances(both, amendment({ lines, remarks }))).toEqual([['85000', '84100']]);
  });
});

describe('in doubt nothing is taken back, and that is said', () => {
  it.each([
    ['a condition', 'The original Form 4 should be disregarded with respect to row 2.'],
    ['another filing’s date', 'The Form 4 filed on May 7, 2019 should be disregarded.'],
    ['another accession number', 'The Form 4 filed under 0000000042-19-000007 should be disregarded.'],
    ['an earlier amendment', 'The Form 4/A filed on March 4, 2020 should be disregarded.'],
  ])('%s', (_, remarks) => {
    expect(unclear(remarks)).toEqual([['repeat'], ['amendmentVoidUnclear']]);
  });

  it.each([
    'The award reported in the original Form 4 was rescinded.',
    'The sale reported in the Form 4 filed on March 4, 2020 has been cancelled.',
    'The transaction reported on the original Form 4 was cancelled.',
    'The second transaction shown in the original report should be disregarded.',
    'The broker cancelled the trade, and the 1,000 share sale in the original Form 4 is void.',
  ])('something in the original: %s', (remarks) => {
    expect(unclear(remarks)).toEqual([['repeat'], ['amendmentVoidUnclear']]);
    const amending = amendment({ lines: [sale('1000', '84000')], remarks });
    expect(balances(both, amending)).toEqual([['85000', '84000', '83750']]);
  });

  it('a prior filing where there is an earlier amendment, which may be meant', () => {
    const first = amendment({
      accession: '0000000042-20-000008',
      filed: '2020-03-20',
      signed: '2020-03-20',
      lines: [sale('1000', '84000', { price: '11' })],
    });
    const voids = (remarks: string) =>
      folded(
        both,
        first,
        amendment({ lines: [sale('1000', '84000', { price: '12' })], remarks }),
      ).amendments[1]!.lines.map(({ effect }) => effect);
    expect(voids('The prior filing should be disregarded.')).toEqual(['restate']);
    expect(voids('The original filing should be disregarded.')).toEqual(['restate', 'void']);
  });

  it('a filing in error of which other lines are shown', () => {
    const told = unclear('The original Form 4 was filed in error.', [sale('900', '84100')]);
    expect(told).toEqual([['restate'], ['amendmentVoidUnclear']]);
  });

  it('a disregarded original whose lines are shown again: they count', () => {
    const told = unclear('The original Form 4 should be disregarded.', [...both.lines]);
    expect(told).toEqual([['repeat', 'repeat'], ['amendmentVoidUnclear']]);
  });
});
