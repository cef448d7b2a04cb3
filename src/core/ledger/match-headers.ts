import type { FilingHeader } from '../filing/filing';
import { compare } from '../values/text-order';
import type { FilingFacts } from './events';
import type { Identity } from './identity';
import { latestSignature } from './latest-signature';
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
 * matched by form, period, issuer and owners. Where several fit, the accession number in a document's name decides;
 * without one, a form is matched that alone was signed when its header was filed (see onlyFits). Nothing is guessed.
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
    for (const [{ fingerprint }, header] of onlyFits(unnamed, [...fitting.values()])) {
      matched.set(fingerprint, { headers: [header], basis: 'onlyFit' });
    }
  }
  return matched;
}

/**
 * Forms and headers that fit nothing else, of those of one form, period, issuer and owners. No form is filed before it
 * is signed, and what is signed or filed later than a header says nothing about whose the header is: so that what
 * becomes known later changes no answer, the headers are gone through as they were filed, and each is looked at beside what
 * there was on that day. A form that shows a signature later than its header fits it only if there are no others.
 */
function onlyFits(
  filings: readonly FilingIdentity[],
  headers: readonly FilingHeader[],
): ReadonlyMap<FilingIdentity, FilingHeader> {
  const [filing] = filings;
  const [header] = headers;
  if (!filing || !header) return new Map();
  if (filings.length === 1 && headers.length === 1) return new Map([[filing, header]]);
  const found = new Map<FilingIdentity, FilingHeader>();
  const signed = new Map(filings.map((each) => [each, latestSignature(each.facts.signatures) ?? '']));
  const open = new Set(filings);
  const dated = headers.filter(({ filedOn }) => filedOn !== undefined);
  for (const each of dated.toSorted((left, right) => compare(left.filedOn!, right.filedOn!))) {
    const [one, ...others] = [...open].filter((other) => signed.get(other)! <= each.filedOn!);
    if (!one || others.length > 0) continue;
    const isOpen = ({ filedOn }: FilingHeader) => signed.get(one)! <= filedOn! && filedOn! <= each.filedOn!;
    const taken = new Set(found.values());
    if (dated.some((other) => other !== each && !taken.has(other) && isOpen(other))) continue;
    found.set(one, each);
    open.delete(one);
  }
  return found;
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
