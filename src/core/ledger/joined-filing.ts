import { compare } from '../values/text-order';
import { fingerprintOf } from './fingerprint';
import type { GatheredDocument, GatheredFiling } from './gathered-filing';
import type { Identity } from './identity';
import { issuerIdOf, personIdOf } from './parties';

/** A filing with all its documents, whatever ids of its owners and its issuer it was recorded under. */
export interface JoinedFiling {
  /**
   * How it was recorded: once, unless its parties are linked. First the recording that its lines are called by: that
   * in the stream of a CIK before one in that of a name.
   */
  readonly recordings: readonly [GatheredFiling, ...GatheredFiling[]];
  /** Each once, of all recordings. */
  readonly documents: readonly GatheredDocument[];
}

/**
 * Filings that are one although they were recorded under different ids, put together: their fingerprints are equal
 * when linked ids are taken for one another, or they have an accession number in common. A joint filing that stands in
 * two streams of one person is one filing, too. Where nothing is linked, each is as it was recorded.
 */
export function joinFilings(filings: readonly GatheredFiling[], identity: Identity): readonly JoinedFiling[] {
  if (identity.none) return filings.map((filing) => joined([filing]));
  const keys = new Map(filings.map((filing) => [filing, keysOf(filing, identity)]));
  const groups = new Map<string, GatheredFiling[]>();
  for (const filing of filings) {
    const met = new Set(keys.get(filing)!.flatMap((key) => groups.get(key) ?? []));
    const group = [...met, filing];
    for (const each of group) for (const key of keys.get(each)!) groups.set(key, group);
  }
  return [...new Set(groups.values())].map((group) => joined(group.sort(byRecording)));
}

/** What recordings of one filing have in common: accession numbers, or fingerprints with linked ids. */
function keysOf(filing: GatheredFiling, identity: Identity): readonly string[] {
  return filing.documents.flatMap((document) => {
    const key = linkedFingerprint(filing, document, identity);
    return document.header ? [key, document.header.accession] : [key];
  });
}

/** A document's fingerprint as it would be had each party been named by the id under which it is kept. */
export function linkedFingerprint(
  { recorded, documents }: GatheredFiling,
  { reading }: GatheredDocument,
  identity: Identity,
): string {
  const { facts, lines } = reading;
  const owners = facts.owners.map((owner) => personIdOf(owner) ?? '');
  const kept = owners.map((id) => (id === '' ? id : identity.personOf(id)));
  const issuerId = issuerIdOf(facts.issuer);
  const issuer = identity.issuerOf(issuerId);
  if (issuer !== issuerId || kept.some((id, place) => id !== owners[place])) {
    const each = kept.filter((id, place) => id === '' || kept.indexOf(id) === place);
    return fingerprintOf({ ...facts, lines }, { owners: each, issuer });
  }
  return reading === documents[0]!.reading ? recorded.fingerprint : fingerprintOf({ ...facts, lines });
}

function joined(group: readonly GatheredFiling[]): JoinedFiling {
  const [first, ...others] = group as [GatheredFiling, ...GatheredFiling[]];
  if (others.length === 0) return { recordings: [first], documents: first.documents };
  const documents = new Map<string, GatheredDocument>();
  for (const document of group.flatMap((filing) => filing.documents)) {
    const { sha256 } = document.source;
    if (!documents.has(sha256)) documents.set(sha256, document);
  }
  return { recordings: [first, ...others], documents: [...documents.values()] };
}

function byRecording(left: GatheredFiling, right: GatheredFiling): number {
  return (
    compare(left.event.stream, right.event.stream) ||
    compare(left.recorded.fingerprint, right.recorded.fingerprint)
  );
}
