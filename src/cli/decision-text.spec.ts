import { givenEvents } from '../../test/support/given-filing';
import { ledgerDifference, type RowChange } from '../core/ledger/ledger-difference';
import { foldPerson } from '../core/ledger/person-holdings';
import { holdingsLedger } from '../core/ledger/project-person';
import type { ChangedPerson } from '../services/decision-recorder';
import { sharedDecisionText } from './decision-text';
import { changesText } from './replay-text';

const LEDGER = holdingsLedger(
  foldPerson(
    givenEvents({
      signed: '2020-05-04',
      lines: [{ on: '2020-05-01', code: 'S', shares: '100', way: 'D', following: '900' }],
    }),
  )!,
);
const HOLDING = LEDGER.holdings[0]!;

/** A person whose rows are all gone, or all new. */
function person(personId: string, way: 'gone' | 'added', change: (row: object) => object = (row) => row) {
  const own = <Row extends object>(rows: readonly Row[]) =>
    rows.map((row) => change({ ...row, personId }) as Row);
  const ledger = {
    ...LEDGER,
    person: { ...LEDGER.person, personId, name: 'DOE JANE' },
    // A form without an accession number is called by what it says, its owner included.
    filings: own(LEDGER.filings.map((row) => ({ ...row, fingerprint: `${personId}-form` }))),
    holdings: own(LEDGER.holdings),
    steps: own(LEDGER.steps),
  };
  const changes = way === 'gone' ? ledgerDifference(ledger, undefined) : ledgerDifference(undefined, ledger);
  return { person: ledger.person, lots: [], changes, doubts: [] } satisfies ChangedPerson;
}

function linkText(...persons: readonly ChangedPerson[]): string[] {
  const data = {
    author: 'A. Auditor',
    reason: 'the same',
    persons: ['0000000001', 'name.doe-jane'] as const,
  };
  return sharedDecisionText({
    ...{ stream: 'identity-links', eventId: 'e', recorded: false, unchanged: 0, doubts: [] },
    ...{ decision: { type: 'PersonsLinked', data }, persons },
  });
}

function changed(columns: RowChange['columns']): string[] {
  return changesText([{ kind: 'holding', change: 'changed', row: HOLDING, columns }]).slice(1);
}

describe('the text of a decision', () => {
  it('counts the rows that only become those of another id', () => {
    const text = linkText(person('0000000001', 'added'), person('name.doe-jane', 'gone'));
    expect(text.slice(3)).toEqual([
      '',
      'What is of DOE JANE · name.doe-jane',
      'becomes that of DOE JANE · 0000000001, as it is (--json lists it):',
      '  1 filing, 1 balance, 2 steps',
      'No balance changes.',
    ]);
  });

  it('lists those that become others on the way, with the balances first', () => {
    const more = (row: object) => ('knownFrom' in row ? { ...row, reported: '950', computed: '950' } : row);
    const text = linkText(person('0000000001', 'added', more), person('name.doe-jane', 'gone')).join('\n');
    expect(text).toContain('  1 filing, 2 steps\n2 balances change:\n  + holding · Table I');
    expect(text).toContain('DOE JANE · 0000000001\n\nRows\n  + holding');
    expect(text).toContain('DOE JANE · name.doe-jane\n\nRows\n  − holding');
  });

  it('tells ids as they are, a balance once, and what is long in words', () => {
    expect(
      changed([
        { column: 'issuerId', before: 'name.acme', after: '0000855654' },
        { column: 'reported', before: '400', after: '2000' },
        { column: 'computed', before: '400', after: '2000' },
        { column: 'sources', before: [{}], after: [{}, {}] },
        { column: 'amends', before: null, after: { standing: 'matched' } },
      ]),
    ).toEqual([
      '  └ issuerId: name.acme → 0000855654',
      '  └ balance: 400 → 2,000',
      '  └ sources: 1 → 2 (--json lists them)',
      '  └ amends: none → another one (--json lists them)',
    ]);
    const stated = {
      ...{ eventId: 'd-1', type: 'OpeningBalanceStated', author: 'A. Auditor', reason: 'the report' },
      ...{ knownOn: '2020-06-01', cell: null, filed: null, value: '1000' },
    };
    expect(changed([{ column: 'decisions', before: [], after: [stated] }])).toEqual([
      '  └ decisions: none → 1,000 stated by A. Auditor: the report (known on 2020-06-01, decision d-1)',
    ]);
  });
});
