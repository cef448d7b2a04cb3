import { compare } from '../values/text-order';
import { decisionsInForce } from './decisions-in-force';
import type { StoredEvent } from './events';
import type { Knowledge } from './knowledge';
import { IDENTITY_STREAM } from './parties';

/** Which ids are one party: the links in force, as a partition. */
class Links {
  private readonly partners = new Map<string, Set<string>>();

  link([left, right]: readonly [string, string]): void {
    this.partnersOf(left).add(right);
    this.partnersOf(right).add(left);
  }

  unlink([left, right]: readonly [string, string]): void {
    this.partners.get(left)?.delete(right);
    this.partners.get(right)?.delete(left);
  }

  /** All ids that are linked to this one, itself included, in order. */
  members(id: string): readonly string[] {
    const found = new Set([id]);
    for (const each of found) for (const partner of this.partners.get(each) ?? []) found.add(partner);
    return [...found].sort(compare);
  }

  areLinked([left, right]: readonly [string, string]): boolean {
    return this.partners.get(left)?.has(right) ?? false;
  }

  get none(): boolean {
    return [...this.partners.values()].every((partners) => partners.size === 0);
  }

  private partnersOf(id: string): Set<string> {
    const partners = this.partners.get(id) ?? new Set();
    this.partners.set(id, partners);
    return partners;
  }
}

/** Who is who: which ids of persons, and which of issuers, are one. Made of the decisions in `identity-links`. */
export class Identity {
  private readonly persons = new Links();
  private readonly issuers = new Links();

  /** The identities in force as far as is known; events of other streams are passed over. */
  static of(events: Iterable<StoredEvent>, knowledge: Knowledge = {}): Identity {
    const identity = new Identity();
    const links = [...events].filter(({ stream }) => stream === IDENTITY_STREAM);
    for (const { type, data } of decisionsInForce(links, knowledge)) {
      if (type === 'PersonsLinked') identity.persons.link(data.persons);
      else if (type === 'PersonsUnlinked') identity.persons.unlink(data.persons);
      else if (type === 'IssuersLinked') identity.issuers.link(data.issuers);
      else if (type === 'IssuersUnlinked') identity.issuers.unlink(data.issuers);
    }
    return identity;
  }

  /**
   * Everybody who was ever linked, whatever is known and undone: whose streams a question may need. Of those, the
   * fold takes what is linked at the time it is asked about.
   */
  static ever(events: Iterable<StoredEvent>): Identity {
    const identity = new Identity();
    for (const { type, data } of events) {
      if (type === 'PersonsLinked') identity.persons.link(data.persons);
      else if (type === 'IssuersLinked') identity.issuers.link(data.issuers);
    }
    return identity;
  }

  /** The id under which the person of this id is kept: the lowest of those linked, a CIK before any name. */
  personOf(id: string): string {
    return this.members(id)[0]!;
  }

  /** Ids that are one person with this one, itself included, in order. */
  members(id: string): readonly string[] {
    return this.persons.members(id);
  }

  /** The id under which the issuer of this id is kept. */
  issuerOf(id: string): string {
    return this.issuerMembers(id)[0]!;
  }

  issuerMembers(id: string): readonly string[] {
    return this.issuers.members(id);
  }

  /** True when a link in force names this very pair. */
  arePersonsLinked(pair: readonly [string, string]): boolean {
    return this.persons.areLinked(pair);
  }

  areIssuersLinked(pair: readonly [string, string]): boolean {
    return this.issuers.areLinked(pair);
  }

  /** True when nobody is linked: then every id stands for itself. */
  get none(): boolean {
    return this.persons.none && this.issuers.none;
  }
}
