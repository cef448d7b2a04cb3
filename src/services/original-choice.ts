import type { OriginalChosen } from '../core/ledger/decision-events';
import type { FilingRow } from '../core/ledger/person-ledger';
import { InvalidQuestion } from './answer';

/** The person whose amendment it is, and which filing it amends, as a decision says it. */
export interface OriginalChoice extends Pick<OriginalChosen, 'amendment' | 'original'> {
  readonly personId: string;
  /** Of the amendment's own event: the decision is to stand in the same stream, whoever is linked or unlinked later. */
  readonly eventId: string;
}

/**
 * What a decision on an amendment's original says. `amending` are the rows of the amendment, one for each owner in
 * question; `original` is the filing chosen, null for none. Throws InvalidQuestion when it is no amendment, several
 * owners are in question, or the filing chosen cannot be its original.
 */
export function originalChoice(
  amending: readonly FilingRow[],
  original: readonly FilingRow[] | null,
): OriginalChoice {
  const [amendment, ...more] = amending as [FilingRow, ...FilingRow[]];
  const { filingKey, formType, personId, eventId, issuerId, fingerprint } = amendment;
  const wrong = (field: string, message: string) => new InvalidQuestion(field, message);
  if (!formType.endsWith('/A'))
    throw wrong('amendment', `${filingKey} is a Form ${formType}, no amendment: it has no original`);
  if (more.length > 0) {
    const owners = amending.map((each) => each.personId).join(', ');
    throw wrong('person', `${filingKey} is filed by ${owners}: decide for each, with --person`);
  }
  if (original === null) return { personId, eventId, amendment: fingerprint, original: null };
  const chosen = original.find((filing) => filing.personId === personId);
  if (!chosen) throw wrong('original', `${original[0]?.filingKey} is no filing of ${personId}`);
  if (chosen.fingerprint === fingerprint) throw wrong('original', `${filingKey} does not amend itself`);
  if (chosen.issuerId !== issuerId) {
    const of = `${chosen.filingKey} reports on ${chosen.issuerId}, ${filingKey} on ${issuerId}`;
    throw wrong('original', `${of}: link the two issuers first, if they are one`);
  }
  if (chosen.formType.charAt(0) !== formType.charAt(0)) {
    throw wrong(
      'original',
      `${chosen.filingKey} is a Form ${chosen.formType}: no Form ${formType} amends it`,
    );
  }
  if (chosen.formType.endsWith('/A') && chosen.knownOn > amendment.knownOn) {
    throw wrong('original', `${chosen.filingKey} is an amendment that came later, on ${chosen.knownOn}`);
  }
  return { personId, eventId, amendment: fingerprint, original: chosen.fingerprint };
}
