import path from 'node:path';
import { type CheckedBalance, checkBalances } from '../../src/core/ledger/balance-check';
import { foldPerson } from '../../src/core/ledger/person-holdings';
import type { Finding } from '../../src/core/ledger/reconciliation/finding';
import { findingsOf } from '../../src/core/ledger/reconciliation/findings-of';
import { SOUND_STANDINGS } from '../../src/services/balances.service';
import { documentsFrom } from '../support/given-document';
import { recordedEvents } from '../support/recorded-events';
import { SHARED, sharedIsThere } from '../support/shared-material';
import { LABELLED_FINDINGS, NEVER_PROVED } from './labelled-findings';

const there = sharedIsThere('following balances of the real filings');

(there ? describe : describe.skip)('following balances of the real filings', () => {
  const { checked, findings } = there ? reconciled() : { checked: [], findings: [] };
  const scope = (wanted: CheckedBalance['scope']) => checked.filter((balance) => balance.scope === wanted);
  const sound = ({ standing }: CheckedBalance) => SOUND_STANDINGS.includes(standing);

  it('within a filing, at least 99.5 % are exact or carry the right cause', () => {
    const within = scope('within');
    expect(within.length).toBeGreaterThan(1_800);
    expect(within.filter(sound).length / within.length).toBeGreaterThanOrEqual(0.995);
  });

  it('across the filings of one person and issuer, at least 97 % are', () => {
    const across = scope('across');
    expect(across.length).toBeGreaterThan(1_200);
    expect(across.filter(sound).length / across.length).toBeGreaterThanOrEqual(0.97);
  });

  it('the rows left over are the ones that were looked up', () => {
    const left = checked.filter((balance) => !sound(balance));
    expect(left.map((each) => [each.scope, ...place(each), each.standing]).sort()).toEqual(
      [
        ['across', '4_0000899243-23-008179_TSLA', 'I.1', 'differs'],
        ['across', '4_0001062993-22-013757_U', 'I.8', 'differs'],
        ['across', '4_0001062993-23-012371_U', 'I.1', 'differs'],
        ['across', '4_0001494730-18-000002_TSLA', 'I.1', 'differs'],
        ['across', '4_0001819848-22-000105_JOBY', 'I.1', 'differs'],
        ['across', '4_noacc-a7b9931d28_TSLA', 'I.1', 'differs'],
        ['across', '4_noacc-a7b9931d28_TSLA', 'I.26', 'differs'],
        ['across', '4_0000899243-19-022340_EB', 'I.2', 'differs'],
      ].sort(),
    );
  });

  it('every finding was looked up, and none is there that was not', () => {
    const found = findings.map((finding) => [...place(finding), finding.difference].join(' '));
    const labelled = LABELLED_FINDINGS.map(([document, row, difference]) =>
      [document, row, difference].join(' '),
    );
    expect(found.sort()).toEqual(labelled.sort());
  });

  it('each finding names the cause that it has, or stays open where the filings do not tell', () => {
    const causes = new Map(
      findings.map((finding) => [
        place(finding).join(' '),
        { status: finding.status, cause: finding.causes[0]!.kinds.join(' ') },
      ]),
    );
    for (const [document, row, , cause] of LABELLED_FINDINGS) {
      const found = causes.get(`${document} ${row}`);
      const proved = cause !== null && !NEVER_PROVED.some((kind) => kind === cause);
      expect([document, row, found]).toEqual([
        document,
        row,
        { status: proved ? 'explained' : 'open', cause: cause ?? expect.anything() },
      ]);
    }
  });

  it('an explained finding leaves nothing to explain', () => {
    for (const { status, residual } of findings) if (status === 'explained') expect(residual).toBe('0');
  });
});

function place({ sourceName, table, row }: Pick<Finding, 'sourceName' | 'table' | 'row'>): [string, string] {
  return [sourceName.split('_', 3).join('_'), `${table}.${row}`];
}

function reconciled(): { checked: CheckedBalance[]; findings: Finding[] } {
  const documents = ['xml', 'headers'].flatMap((name) => documentsFrom(path.join(SHARED, 'filings', name)));
  const checked: CheckedBalance[] = [];
  const findings: Finding[] = [];
  for (const [stream, events] of recordedEvents(documents)) {
    const person = foldPerson(events);
    if (!person) continue;
    const counted = new Set(
      person.filings.filter(({ streams }) => streams[0] === stream).map(({ filingKey }) => filingKey),
    );
    const its = findingsOf(person);
    findings.push(...its.filter(({ filingKey }) => counted.has(filingKey)));
    checked.push(...checkBalances(person, its, ({ filingKey }) => counted.has(filingKey)));
  }
  return { checked, findings };
}
