import type { FilingHeader } from '../filing/filing';
import type { FilingFacts } from './events';
import type { Identity } from './identity';
import { issuerIdOf, personIdOf } from './parties';

export type AccessionBasis = 'document' | 'sourceName' | 'onlyFit';

interface FilingIdentity {
  readonly fingerprint: string;
  readonly facts: FilingFacts;
  /** Accession numbers that the filing's own documents carry. */
  readonly accessions: readonly string[];
  readonly sourceNames: readonly string[];
}

const ACCESSION_IN_NAME = /(?<!\d)(\d{10})-?(\d{2})-?(\d{6})(?!\d)/g;

/** The headers of one filing: several when the same lines were filed under several accession numbers. */
export interface MatchedHeaders {
  readonly headers: readonly FilingHeader[];
  readonly basis: AccessionBasis;
}

/**
 * Which EDGAR header belongs to which filing whose own documents carry none (a bare XML file). Headers are
 * matched by form, period, issuer and owners. Where several filings of one day fit, the accession number in a
 * document's name decides; without one, nothing is guessed and the header stays unmatched.
 */
export function matchHeaders(
  filings: readonly FilingIdentity[],
  headers: readonly FilingHeader[],
  identity: Identity,
): ReadonlyMap<string, MatchedHeaders> {
  const matched = new Map<string, MatchedHeaders>();
  const taken = new Set(filings.flatMap((filing) => filing.accessions));
  const free = new Map<string, FilingHeader[]>();
  for (const header of headers) {
    if (!taken.has(header.accession)) pushTo(free, headerKey(header, identity), header);
  }
  const bare = new Map<string, FilingIdentity[]>();
  for (const filing of filings) {
    if (filing.accessions.length === 0) pushTo(bare, filingKey(filing.facts, identity), filing);
  }
  for (const [key, candidates] of bare) {
    const fitting = new Map((free.get(key) ?? []).map((header) => [header.accession, header]));
    const unnamed: FilingIdentity[] = [];
    for (const filing of candidates) {
      const named = namedHeaders(filing.sourceNames, fitting);
      if (named.length === 0) unnamed.push(filing);
      else matched.set(filing.fingerprint, { headers: named, basis: 'sourceName' });
      for (const { accession } of named) fitting.delete(accession);
    }
    const [onlyHeader] = fitting.values();
    if (onlyHeader && fitting.size === 1 && unnamed.length === 1) {
      matched.set(unnamed[0]!.fingerprint, { headers: [onlyHeader], basis: 'onlyFit' });
    }
  }
  return matched;
}

function namedHeaders(
  names: readonly string[],
  fitting: ReadonlyMap<string, FilingHeader>,
): readonly FilingHeader[] {
  const found = names
    .flatMap((name) => [...name.matchAll(ACCESSION_IN_NAME)])
    .map(([, filer, year, sequence]) => fitting.get(`${filer}-${year}-${sequence}`));
  return [...new Set(found.filter((header) => header !== undefined))];
}

function headerKey(header: FilingHeader, identity: Identity): string {
  const { formType, periodOfReport = '', issuer, owners } = header;
  const cikOfIssuer = keptCik(issuer.cik, (id) => identity.issuerOf(id));
  const ciks = owners.map(({ cik }) => keptCik(cik, (id) => identity.personOf(id)));
  return keyOf(formType, periodOfReport, cikOfIssuer, ciks);
}

function filingKey({ formType, periodOfReport, issuer, owners }: FilingFacts, identity: Identity): string {
  const cikOfIssuer = keptCik(issuerIdOf(issuer), (id) => identity.issuerOf(id));
  const ciks = owners.map((owner) => keptCik(personIdOf(owner), (id) => identity.personOf(id)));
  return keyOf(formType, periodOfReport?.value ?? '', cikOfIssuer, ciks);
}

/** The CIK under which a party is kept; empty for one that only a name is known of: headers name parties by CIK. */
function keptCik(id: string | undefined, kept: (id: string) => string): string {
  const cik = id === undefined ? '' : kept(id);
  return /^\d+$/.test(cik) ? cik : '';
}

function keyOf(formType: string, period: string, issuer: string, owners: readonly string[]): string {
  return [formType, period, issuer, ...[...owners].sort()].join(' ');
}

function pushTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
