import { createHash } from 'node:crypto';
import type {
  Cell,
  Filing,
  FilingHeader,
  FormType,
  Line,
  LineCells,
  Table,
} from '../../src/core/filing/filing';
import type { StoredEvent } from '../../src/core/ledger/events';
import type { PersonLedger } from '../../src/core/ledger/person-ledger';
import { projectPerson } from '../../src/core/ledger/project-person';
import { type GivenDocument, recordedEvents } from './recorded-events';

/** A line as a test speaks of it; `shares` and `following` are canonical decimals. */
export interface GivenLine {
  readonly table?: Table;
  readonly title?: string;
  readonly titleNotes?: readonly string[];
  readonly on?: string;
  readonly code?: string;
  readonly shares?: string;
  readonly sharesNotes?: readonly string[];
  /** As printed, when that is not the canonical decimal. */
  readonly sharesFiled?: string;
  readonly way?: 'A' | 'D';
  readonly price?: string;
  readonly following?: string;
  readonly followingNotes?: readonly string[];
  readonly ownership?: 'D' | 'I';
  readonly nature?: string;
  readonly natureNotes?: readonly string[];
  readonly strike?: string;
  readonly exercisable?: string;
  readonly exercisableNotes?: readonly string[];
  readonly expires?: string;
  readonly underlying?: string;
  readonly underlyingShares?: string;
  /** Dollars, instead of shares. */
  readonly value?: string;
  readonly followingValue?: string;
}

export interface GivenFiling {
  readonly form?: FormType;
  readonly owners?: readonly { readonly cik?: string; readonly name?: string }[];
  readonly issuer?: { readonly cik?: string; readonly name?: string };
  readonly period?: string;
  readonly signed?: string;
  readonly original?: string;
  readonly accession?: string;
  readonly filed?: string;
  /** US Eastern local time. */
  readonly accepted?: string;
  readonly format?: Filing['format'];
  readonly lines: readonly GivenLine[];
  readonly footnotes?: Readonly<Record<string, string>>;
  readonly remarks?: string;
}

export const CARTER = { cik: '0001211060', name: 'CARTER DAVID WARREN' };
export const IMMUNOGEN = { cik: '0000855654', name: 'IMMUNOGEN INC' };

/** A filing in the test's words, as a parser would have read it. */
export function filing(given: GivenFiling): Filing {
  const owners = given.owners ?? [CARTER];
  const issuer = given.issuer ?? IMMUNOGEN;
  const rows = { I: 0, II: 0 };
  const period = given.period ?? given.lines.find((line) => line.on)?.on;
  const header = headerOf(given);
  return {
    formType: given.form ?? '4',
    format: given.format ?? (header ? 'submission' : 'ownershipXml'),
    parser: 'given/1',
    ...(header && { header }),
    ...(period && { periodOfReport: { value: period } }),
    ...(given.original && { dateOfOriginalSubmission: { value: given.original } }),
    issuer: { ...text('issuerCik', issuer.cik), ...text('issuerName', issuer.name) },
    owners: owners.map((owner) => ({
      ...text('rptOwnerCik', owner.cik),
      ...text('rptOwnerName', owner.name),
    })),
    lines: given.lines.map((line) => {
      const table = line.table ?? 'I';
      rows[table] += 1;
      return givenLine(line, table, rows[table]);
    }),
    footnotes: Object.entries(given.footnotes ?? {}).map(([id, words]) => ({ id, text: words })),
    ...(given.remarks && { remarks: { value: given.remarks } }),
    signatures: given.signed ? [{ signatureDate: { value: given.signed } }] : [],
    problems: [],
    repairs: [],
  };
}

/** EDGAR's header of a given filing, as it comes on its own. */
export function headerOf(given: GivenFiling): FilingHeader | undefined {
  if (!given.accession) return undefined;
  const period = given.period ?? given.lines.find((line) => line.on)?.on;
  return {
    accession: given.accession,
    formType: given.form ?? '4',
    ...(period && { periodOfReport: period }),
    ...(given.filed && { filedOn: given.filed }),
    ...(given.accepted && { acceptedAt: given.accepted }),
    issuer: given.issuer ?? IMMUNOGEN,
    owners: given.owners ?? [CARTER],
  };
}

/** A filing as one document among others: its content hash follows from what it says. */
export function document(given: Filing | FilingHeader, name = 'given'): GivenDocument {
  const sha256 = createHash('sha256')
    .update(JSON.stringify([name, given]))
    .digest('hex');
  return 'lines' in given ? { name, sha256, filing: given } : { name, sha256, header: given };
}

/** What the ledger says of one person after these documents were recorded in this order. */
export function ledgerOf(
  documents: readonly GivenDocument[],
  stream = `reportingPerson-${CARTER.cik}`,
): PersonLedger {
  const ledger = projectPerson(recordedEvents(documents).get(stream) ?? []);
  if (!ledger) throw new Error(`nothing was recorded in ${stream}`);
  return ledger;
}

/** The events of one person from filings in the test's words. */
export function givenEvents(...filings: GivenFiling[]): readonly StoredEvent[] {
  const documents = filings.map((each, place) => document(filing(each), `document ${place}`));
  return recordedEvents(documents).get(`reportingPerson-${CARTER.cik}`) ?? [];
}

/** The ledger of one person from filings in the test's words. */
export function given(...filings: GivenFiling[]): PersonLedger {
  return ledgerOf(filings.map((each, place) => document(filing(each), `document ${place}`)));
}

function givenLine(line: GivenLine, table: Table, row: number): Line {
  const amount = line.shares ?? line.value;
  const kind = line.code === undefined && amount === undefined ? 'holding' : 'transaction';
  const cells: LineCells = {
    ...text(
      'securityTitle',
      line.title ?? (table === 'I' ? 'Common Stock' : 'Stock Option'),
      line.titleNotes,
    ),
    ...text('conversionOrExercisePrice', line.strike),
    ...text('transactionDate', line.on),
    ...text('transactionCode', line.code),
    ...text('transactionShares', line.shares, line.sharesNotes, line.sharesFiled),
    ...text('transactionTotalValue', line.value),
    ...text('transactionPricePerShare', line.price),
    ...text('transactionAcquiredDisposedCode', line.way),
    ...text('exerciseDate', line.exercisable, line.exercisableNotes),
    ...text('expirationDate', line.expires),
    ...text('underlyingSecurityTitle', line.underlying),
    ...text('underlyingSecurityShares', line.underlyingShares),
    ...text('sharesOwnedFollowingTransaction', line.following, line.followingNotes),
    ...text('valueOwnedFollowingTransaction', line.followingValue),
    ...text('directOrIndirectOwnership', line.ownership ?? 'D'),
    ...text('natureOfOwnership', line.nature, line.natureNotes),
  };
  return { table, row, kind, cells };
}

function text<Name extends string>(
  name: Name,
  value: string | undefined,
  footnotes?: readonly string[],
  filed?: string,
): { [Key in Name]?: Cell } {
  if (value === undefined && !footnotes) return {};
  const cell: Cell = {
    ...(value !== undefined && { value }),
    ...(filed !== undefined && { filed }),
    ...(footnotes && { footnotes }),
  };
  return { [name]: cell } as { [Key in Name]?: Cell };
}
