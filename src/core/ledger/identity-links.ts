import { isDecision, type StoredEvent } from './events';
import { Identity } from './identity';
import type { NewDecision } from './record-decision';

/** Ids that a link names. */
export interface LinkedParties {
  readonly persons: readonly string[];
  readonly issuers: readonly string[];
}

const NOBODY: LinkedParties = { persons: [], issuers: [] };

/** The stream `identity-links`, looked up by the ids that it speaks of. */
export class IdentityLinks {
  /** Everybody who was ever linked (see Identity.ever). */
  readonly ever: Identity;
  private readonly byId = new Map<string, StoredEvent>();
  private readonly naming = new Map<string, StoredEvent[]>();

  /** `events` are those of the stream, in its order. */
  constructor(events: readonly StoredEvent[]) {
    this.ever = Identity.ever(events);
    for (const event of events) {
      this.byId.set(event.id, event);
      const { persons, issuers } = this.partiesOf(event);
      for (const key of [...persons.map(personKey), ...issuers.map(issuerKey)]) {
        const naming = this.naming.get(key);
        if (naming) naming.push(event);
        else this.naming.set(key, [event]);
      }
    }
  }

  /** Whom an event of the stream concerns; of an undoing, whom the undone decision does. */
  partiesOf(event: StoredEvent): LinkedParties {
    return isDecision(event) ? this.partiesDecided(event) : NOBODY;
  }

  /** The same of a decision that may not be recorded yet. */
  partiesDecided(decision: NewDecision): LinkedParties {
    let decided: NewDecision | undefined = decision;
    for (const met = new Set<string>(); decided?.type === 'DecisionUndone'; ) {
      const id: string = decided.data.decision;
      const undone = met.has(id) ? undefined : this.byId.get(id);
      met.add(id);
      decided = undone && isDecision(undone) ? undone : undefined;
    }
    if (!decided) return NOBODY;
    const { type, data } = decided;
    if (type === 'PersonsLinked' || type === 'PersonsUnlinked') return { persons: data.persons, issuers: [] };
    if (type === 'IssuersLinked' || type === 'IssuersUnlinked') return { persons: [], issuers: data.issuers };
    return NOBODY;
  }

  /** The events that concern any of these ids or what was ever linked to them, in the order of the stream. */
  concerning({ persons, issuers }: LinkedParties): readonly StoredEvent[] {
    if (this.naming.size === 0) return [];
    const keys = new Set([
      ...persons.flatMap((id) => this.ever.members(id)).map(personKey),
      ...issuers.flatMap((id) => this.ever.issuerMembers(id)).map(issuerKey),
    ]);
    const found = new Set([...keys].flatMap((key) => this.naming.get(key) ?? []));
    return [...found].sort((left, right) => left.revision - right.revision);
  }
}

function personKey(id: string): string {
  return `person ${id}`;
}

function issuerKey(id: string): string {
  return `issuer ${id}`;
}
