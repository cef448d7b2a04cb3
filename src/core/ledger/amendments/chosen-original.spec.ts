import { amendment, original, sale } from '../../../../test/support/given-amendments';
import { withDecisions } from '../../../../test/support/given-decisions';
import { givenEvents } from '../../../../test/support/given-filing';
import type { StoredEvent } from '../events';
import { filingsOfPerson } from '../filings-of-person';
import { foldPerson } from '../person-holdings';
import { projectPerson } from '../project-person';

const BY = { author: 'A. Auditor', reason: 'the filer says so' };
const events = givenEvents(
  original({ lines: [sale('1000', '84000')] }),
  original({ accession: '0000000042-20-000002', lines: [sale('500', '83500')] }),
  amendment({ lines: [sale('900', '82000')] }),
);
const [one, two, amending] = filingsOfPerson(events).map(({ fingerprint }) => fingerprint) as [
  string,
  string,
  string,
];
const chosen = (fingerprint: string | null, knownOn = '2020-05-01') =>
  withDecisions(events, [
    { type: 'OriginalChosen', data: { ...BY, knownOn, amendment: amending, original: fingerprint } },
  ]);
const told = (all: readonly StoredEvent[], knownAt?: string) => {
  const [amended] = foldPerson(all, knownAt === undefined ? {} : { knownAt })!.amendments;
  const { standing, originals, lines, problems } = amended!;
  return [
    standing,
    originals.map(({ filing, confidence }) => `${filing.accession?.slice(-1)} ${confidence}`).join(),
    lines.map(({ effect }) => effect).join(),
    problems.map(({ code }) => code).join(),
  ];
};
const TIED = ['tied', '1 possible,2 possible', 'undecided', 'amendmentTied'];

describe('an original that a person chooses', () => {
  it('is the one of those that tie', () => {
    expect(told(events)).toEqual(TIED);
    expect(told(chosen(one))).toEqual(['matched', '1 decided', 'restate', '']);
    expect(told(chosen(two))).toEqual(['matched', '2 decided', 'restate', '']);
    const [amended] = foldPerson(chosen(two))!.amendments;
    expect(amended!.originals[0]!.evidence).toEqual(['chosen by A. Auditor: the filer says so']);
  });

  it('is none: then the lines count as they stand, and that is said', () => {
    expect(told(chosen(null))).toEqual(['unmatched', '', 'add', 'amendmentOriginalDecided']);
    expect(projectPerson(chosen(null))!.steps.filter(({ kind }) => kind === 'transaction')).toHaveLength(3);
    expect(projectPerson(chosen(two))!.steps.filter(({ kind }) => kind === 'transaction')).toHaveLength(2);
  });

  it('counts from its knowledge date on, and until it is undone', () => {
    expect(told(chosen(one), '2020-04-30')).toEqual(TIED);
    expect(told(chosen(one), '2020-05-01')[0]).toBe('matched');
    const decision = chosen(one).at(-1)!.id;
    const undone = withDecisions(chosen(one), [
      { type: 'DecisionUndone', data: { ...BY, knownOn: '2020-06-01', decision } },
    ]);
    expect(told(undone)).toEqual(TIED);
    expect(told(undone, '2020-05-31')[0]).toBe('matched');
    expect(projectPerson(undone)).toEqual(projectPerson(events));
  });

  it('may be changed by a later decision', () => {
    const data = { ...BY, knownOn: '2020-05-02', amendment: amending, original: two };
    expect(told(withDecisions(chosen(one), [{ type: 'OriginalChosen', data }]))[1]).toBe('2 decided');
  });

  it('is not taken for another one where it is not known here', () => {
    expect(told(chosen('v1:nowhere'))).toEqual(['unmatched', '', 'add', 'amendmentOriginalDecided']);
  });

  describe('cannot be what it amends: then the choice is not followed, and that is said', () => {
    const known = (...filings: Parameters<typeof givenEvents>) => {
      const given = givenEvents(...filings);
      const prints = new Map(
        filingsOfPerson(given).map((each) => [each.accession!.slice(-1), each.fingerprint]),
      );
      return (...choices: (readonly [string, string])[]) => {
        const decided = choices.map(([amended, by]) => {
          const data = {
            ...BY,
            knownOn: '2020-05-01',
            amendment: prints.get(amended)!,
            original: prints.get(by)!,
          };
          return { type: 'OriginalChosen' as const, data };
        });
        return foldPerson(withDecisions(given, decided))!.amendments.map(
          ({ amendment: { accession }, standing, originals, lines, problems }) => [
            `${accession!.slice(-1)} ${standing} ${originals.map(({ filing }) => filing.accession!.slice(-1))}`,
            lines.map(({ effect }) => effect).join(),
            problems.map(({ code }) => code).join(),
          ],
        );
      };
    };

    it('of another issuer, as after a link of issuers is undone', () => {
      const choose = known(
        original({ lines: [sale('1000', '84000')], issuer: { cik: '0000999999', name: 'OTHER CORP' } }),
        amendment({ lines: [sale('900', '84100')] }),
      );
      expect(choose(['9', '1'])).toEqual([
        ['9 unmatched ', 'add', 'amendmentWithoutOriginal,amendmentOriginalNotFollowed'],
      ]);
    });

    it('of another form', () => {
      const choose = known(
        original({ lines: [sale('1000', '84000')], form: '5' }),
        amendment({ lines: [sale('900', '84100')] }),
      );
      expect(choose(['9', '1'])[0]![2]).toContain('amendmentOriginalNotFollowed');
    });

    it('an amendment that became known later, or itself', () => {
      const choose = known(
        original({ lines: [sale('1000', '84000')] }),
        amendment({ lines: [sale('900', '84100')], accession: '0000000042-20-000002' }),
        amendment({
          lines: [sale('800', '84200')],
          accession: '0000000042-20-000003',
          filed: '2020-04-02',
          signed: '2020-04-02',
        }),
      );
      const last = ['3 matched 1', 'restate', ''];
      expect(choose(['2', '3'], ['3', '2'])).toEqual([
        ['2 matched 1', 'restate', 'amendmentOriginalNotFollowed'],
        last,
      ]);
      expect(choose(['2', '2'])).toEqual([['2 matched 1', 'restate', 'amendmentOriginalNotFollowed'], last]);
    });
  });
});
