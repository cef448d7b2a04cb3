import type { PersonRow } from '../core/ledger/person-ledger';
import { isCalendarDate } from '../core/values/calendar-date';

/**
 * What fixes an answer for ever: asked again with the same effective date, knowledge, position and rules
 * version, it is the same.
 */
export interface AnswerBasis {
  /** The date asked for; null for "as far as the ledger goes". */
  readonly effectiveOn: string | null;
  /**
   * The knowledge asked for: an ISO date, meaning the end of that day, or a time such as `2008-06-18T17:30:00`,
   * both US Eastern; null for all that is recorded up to the position.
   */
  readonly knownAt: string | null;
  /** Knowledge date of the newest filing that the answer rests on; null when it rests on none. */
  readonly knownOn: string | null;
  /** What knowledge dates are here: the filing date, or the signature date where no filing date is known. */
  readonly knownBasis: 'filingDate' | 'signatureDate' | 'recordingTime' | null;
  /** Position of the newest event that the answer accounts for; null for an empty ledger. */
  readonly position: string | null;
  readonly rulesVersion: number;
}

/** Nobody, or nothing, of that name or id is in the ledger. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The question cannot be answered as it was put; `field` is the part of it that is wrong. */
export class InvalidQuestion extends Error {
  override readonly name = 'InvalidQuestion';

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** Several persons match what was to name one. */
export class AmbiguousPerson extends Error {
  override readonly name = 'AmbiguousPerson';

  constructor(
    text: string,
    readonly matches: readonly PersonRow[],
    /** True when there are more matches than are listed. */
    readonly more: boolean,
  ) {
    const listed = matches.map(({ personId, name }) => `  ${personId}  ${name}`);
    super(
      `"${text}" matches several persons; ask for one by id:\n${listed.join('\n')}${more ? '\n  and more' : ''}\n` +
        'Names are looked up as ids are linked today, whatever the clocks; an id repeats an answer for ever',
    );
  }
}

/** Throws InvalidQuestion when the date asked for is not in the calendar. */
export function checkAsOf(asOf: string | undefined): void {
  if (asOf !== undefined && !isCalendarDate(asOf)) {
    throw new InvalidQuestion(
      'asOf',
      `"${asOf}" is no calendar date; write it as YYYY-MM-DD, such as 2008-06-17`,
    );
  }
}
