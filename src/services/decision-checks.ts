import type { Decision, TermsChanged } from '../core/ledger/decision-events';
import { isCalendarDate } from '../core/values/calendar-date';
import { InvalidQuestion } from './answer';

/** Longest name of an author and longest reason: a paragraph, which an answer can repeat. */
const MAX_AUTHOR = 200;
const MAX_REASON = 2_000;

/** Who decides, why and since when, checked and without space around it. `today` is an ISO date. Throws InvalidQuestion. */
export function checkedDecision({ author, reason, knownOn }: Decision, today: string): Decision {
  checkDate('knownOn', knownOn);
  if (knownOn !== undefined && knownOn > today) {
    throw new InvalidQuestion(
      'knownOn',
      `what is decided now cannot be known only on ${knownOn}; leave it out`,
    );
  }
  return {
    author: checkedText('author', author, MAX_AUTHOR, 'who decides, such as "A. Auditor"'),
    reason: checkedText('reason', reason, MAX_REASON, 'why, such as "section 3 of the award agreement"'),
    ...(knownOn !== undefined && { knownOn }),
  };
}

/** Changed terms without the decision's own fields; throws InvalidQuestion when they change nothing or cannot be. */
export function checkTerms(terms: Omit<TermsChanged, keyof Decision | 'lot'>): void {
  const { effectiveOn, exercisableOn, expiresOn, schedule, settlesIn } = terms;
  checkDate('effectiveOn', effectiveOn);
  checkDate('exercisableOn', exercisableOn);
  checkDate('expiresOn', expiresOn);
  const changes = [exercisableOn, expiresOn, schedule, settlesIn].some((change) => change !== undefined);
  if (!changes) {
    throw new InvalidQuestion(
      'terms',
      'these terms change nothing; give an expiration, a date of exercise, a settlement or a schedule',
    );
  }
  if (expiresOn !== undefined && expiresOn < effectiveOn) {
    const message = `a lot cannot expire on ${expiresOn} by terms that hold from ${effectiveOn} on`;
    throw new InvalidQuestion('expiresOn', `${message}; give an earlier effective date`);
  }
}

/** Throws InvalidQuestion for a text that is no calendar date; a missing one is none. */
export function checkDate(field: string, date: string | undefined): void {
  if (date === undefined || isCalendarDate(date)) return;
  throw new InvalidQuestion(
    field,
    `"${date}" is no calendar date; write it as YYYY-MM-DD, such as 2008-06-17`,
  );
}

function checkedText(field: string, text: string, most: number, example: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new InvalidQuestion(field, `the ${field} is missing: say ${example}`);
  if (trimmed.length <= most) return trimmed;
  throw new InvalidQuestion(field, `the ${field} has ${trimmed.length} characters; ${most} are the most`);
}
