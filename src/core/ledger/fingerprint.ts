import { createHash } from 'node:crypto';
import type { Filing, Line, TextCellName } from '../filing/filing';
import { bareWords } from '../values/folded-text';
import { issuerIdOf, personIdOf } from './parties';

/** Bumped when the recipe changes: a fingerprint never means two things. */
const RECIPE = 'v1';

/**
 * Cells that every format of a filing shows. The form type of a row, its timeliness and its swap box are left
 * out: a rendered form does not print them, and no two filings differ in them alone.
 */
const IDENTIFYING_CELLS: readonly TextCellName[] = [
  'securityTitle',
  'conversionOrExercisePrice',
  'transactionDate',
  'deemedExecutionDate',
  'transactionCode',
  'transactionShares',
  'transactionTotalValue',
  'transactionPricePerShare',
  'transactionAcquiredDisposedCode',
  'exerciseDate',
  'expirationDate',
  'underlyingSecurityTitle',
  'underlyingSecurityShares',
  'underlyingSecurityValue',
  'sharesOwnedFollowingTransaction',
  'valueOwnedFollowingTransaction',
  'directOrIndirectOwnership',
  'natureOfOwnership',
];
const WORDED_CELLS: ReadonlySet<TextCellName> = new Set([
  'securityTitle',
  'underlyingSecurityTitle',
  'natureOfOwnership',
]);

/** All of a filing that its fingerprint is made of. */
export type FingerprintedFiling = Pick<
  Filing,
  'formType' | 'owners' | 'issuer' | 'periodOfReport' | 'dateOfOriginalSubmission' | 'lines' | 'footnotes'
>;

/** Ids of owners (empty where neither name nor CIK can be read) and of the issuer. */
interface Parties {
  readonly owners: readonly string[];
  readonly issuer: string;
}

function partiesOf({ owners, issuer }: FingerprintedFiling): Parties {
  return { owners: owners.map((owner) => personIdOf(owner) ?? ''), issuer: issuerIdOf(issuer) };
}

/**
 * What makes two documents one filing where an accession number does not say it: form, owners, issuer, period,
 * the normalised values of every line and the words of every footnote, hashed. Independent of format, white
 * space, punctuation in texts, order of owners and everything EDGAR adds. `parties` are as the filing names them
 * unless others are given.
 */
export function fingerprintOf(filing: FingerprintedFiling, parties: Parties = partiesOf(filing)): string {
  const identity = [
    filing.formType,
    [...parties.owners].sort(),
    parties.issuer,
    filing.periodOfReport?.value ?? null,
    filing.dateOfOriginalSubmission?.value ?? null,
    linesInOrder(filing.lines).map(identifyingValues),
    filing.footnotes.map((footnote) => [footnote.id, bareWords(footnote.text)]),
  ];
  return `${RECIPE}:${createHash('sha256').update(JSON.stringify(identity)).digest('hex')}`;
}

/** Table I before Table II, each in filed order. */
export function linesInOrder(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort(
    (left, right) => Number(left.table === 'II') - Number(right.table === 'II') || left.row - right.row,
  );
}

function identifyingValues(line: Line): readonly (string | null)[] {
  const values = IDENTIFYING_CELLS.map((name) => {
    const cell = line.cells[name];
    const text = cell?.value ?? cell?.filed;
    if (text === undefined) return null;
    return WORDED_CELLS.has(name) ? bareWords(text) : text;
  });
  return [line.table, line.kind, ...values];
}
