import type { StoredEvent } from '../core/ledger/events';
import { IdentityLinks } from '../core/ledger/identity-links';
import {
  IDENTITY_STREAM,
  issuerIdOf,
  issuerStreamOf,
  personOfStream,
  streamOf,
} from '../core/ledger/parties';
import { compare } from '../core/values/text-order';
import type { EventStore } from '../event-store/event-store';

/** The events that a question about a person rests on. */
export interface PersonEvents {
  /** Everybody who was ever linked to the person, the person included, in order: the CIK first. */
  readonly personIds: readonly string[];
  /**
   * In the order of the log: of all their streams, of the streams of the issuers that their filings name, and the
   * links that concern any of them, their joint filers or their issuers.
   */
  readonly events: readonly StoredEvent[];
}

/**
 * Reads what a question about a person needs. A person's rows rest on more than one stream: those of all ids that were
 * ever linked, and the shared ones. These are kept between two persons, until refresh() is called.
 */
export class PersonStreams {
  private identity: Promise<IdentityLinks> | undefined;
  private readonly issuers = new Map<string, Promise<readonly StoredEvent[]>>();

  constructor(private readonly store: Pick<EventStore, 'readStream'>) {}

  /** Reads the shared streams again from now on: what was appended to them meanwhile is not missed. */
  refresh(): void {
    this.identity = undefined;
    this.issuers.clear();
  }

  /** The links between ids, as they were read last. */
  links(): Promise<IdentityLinks> {
    this.identity ??= collect(this.store.readStream(IDENTITY_STREAM)).then(
      (events) => new IdentityLinks(events),
    );
    return this.identity;
  }

  /** The events for a person of any id; those after the position `until` are left out. */
  async of(personId: string, until?: string): Promise<PersonEvents> {
    const links = await this.links();
    const personIds = links.ever.members(personId);
    const own: StoredEvent[] = [];
    for (const id of personIds) {
      for await (const event of this.store.readStream(streamOf(id))) {
        if (until !== undefined && event.position > until) break;
        own.push(event);
      }
    }
    const { owners, issuers } = partiesIn(own);
    const shared = [...links.concerning({ persons: [...personIds, ...owners], issuers: [...issuers] })];
    const streams = new Set([...issuers].flatMap((id) => links.ever.issuerMembers(id)));
    for (const id of streams) shared.push(...(await this.issuer(id)));
    const known = until === undefined ? shared : shared.filter(({ position }) => position <= until);
    if (known.length === 0 && personIds.length === 1) return { personIds, events: own };
    const events = [...own, ...known].sort((left, right) => compare(left.position, right.position));
    return { personIds, events };
  }

  /** The decisions on an issuer's securities. */
  issuer(issuerId: string): Promise<readonly StoredEvent[]> {
    const kept = this.issuers.get(issuerId);
    if (kept) return kept;
    const read = collect(this.store.readStream(issuerStreamOf(issuerId)));
    this.issuers.set(issuerId, read);
    return read;
  }
}

/** Whom the filings among these events name. */
export function partiesIn(events: readonly StoredEvent[]): {
  readonly owners: ReadonlySet<string>;
  readonly issuers: ReadonlySet<string>;
} {
  const owners = new Set<string>();
  const issuers = new Set<string>();
  for (const { type, data } of events) {
    if (type === 'FilingRecorded') {
      issuers.add(issuerIdOf(data.issuer));
      for (const stream of data.streams) owners.add(personOfStream(stream)!);
    } else if (type === 'FilingSourceAdded' && data.reading) {
      issuers.add(issuerIdOf(data.reading.facts.issuer));
    }
  }
  return { owners, issuers };
}

async function collect(events: AsyncIterable<StoredEvent>): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
