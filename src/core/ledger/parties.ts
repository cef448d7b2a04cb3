import type { Issuer, Owner } from '../filing/filing';
import { slug } from '../values/folded-text';

/** Streams of reporting persons are `reportingPerson-<personId>`. */
export const PERSON_CATEGORY = 'reportingPerson';
/** Streams of decisions on an issuer's securities are `issuer-<issuerId>`. */
const ISSUER_CATEGORY = 'issuer';
/** The stream of all links between ids of persons and between ids of issuers. */
export const IDENTITY_STREAM = 'identity-links';
/** Longest slug in a stream name; EDGAR's names end at 150 characters. */
const MAX_SLUG = 150;

/** CIK with ten digits, or `name.<slug>` while only a printed name is known; undefined when there is neither. */
export function personIdOf(owner: Owner): string | undefined {
  return partyId(owner.rptOwnerCik?.value, owner.rptOwnerName?.value);
}

/** CIK of the issuer with ten digits, or `name.<slug>`; `unknown` when the form shows neither. */
export function issuerIdOf(issuer: Issuer): string {
  return partyId(issuer.issuerCik?.value, issuer.issuerName?.value) ?? 'unknown';
}

export function streamOf(personId: string): string {
  return `${PERSON_CATEGORY}-${personId}`;
}

/** The person whose stream this is; undefined for streams of issuers and identities. */
export function personOfStream(stream: string): string | undefined {
  return stream.startsWith(`${PERSON_CATEGORY}-`) ? stream.slice(PERSON_CATEGORY.length + 1) : undefined;
}

/** The stream of the decisions on an issuer's securities. */
export function issuerStreamOf(issuerId: string): string {
  return `${ISSUER_CATEGORY}-${issuerId}`;
}

/** The issuer whose stream this is; undefined for streams of persons and identities. */
export function issuerOfStream(stream: string): string | undefined {
  return stream.startsWith(`${ISSUER_CATEGORY}-`) ? stream.slice(ISSUER_CATEGORY.length + 1) : undefined;
}

/** True for streams of decisions that concern several persons: links, and decisions on an issuer's securities. */
export function isSharedStream(stream: string): boolean {
  return stream === IDENTITY_STREAM || issuerOfStream(stream) !== undefined;
}

/** `1494730` and `0001494730` are one CIK; undefined when the text is none. */
export function paddedCik(text: string): string | undefined {
  return /^\d{1,10}$/.test(text) ? text.padStart(10, '0') : undefined;
}

function partyId(cik: string | undefined, name: string | undefined): string | undefined {
  if (cik) return cik;
  const words = slug(name ?? '').slice(0, MAX_SLUG);
  return words ? `name.${words}` : undefined;
}
