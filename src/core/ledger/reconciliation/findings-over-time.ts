import { addDays } from '../../values/calendar-date';
import { decisionKnownOn, decisionsInForce } from '../decisions-in-force';
import type { StoredEvent } from '../events';
import type { PersonFiling } from '../filings-of-person';
import type { Knowledge } from '../knowledge';
import { type FoldedPerson, foldPerson } from '../person-holdings';
import type { Finding } from './finding';
import { findingsOf } from './findings-of';

/** Days that are looked back to, newest first: each costs a fold of the person. */
const MAX_TURNING_DAYS = 300;

/**
 * The findings of a person as far as is known, and those that were open, or left to a decision, as known earlier and that a late filing,
 * an amendment or a decision has done away with: `resolved`, since when and by which filings. Events and person as
 * foldPerson takes them.
 */
export function findingsOverTime(
  events: readonly StoredEvent[],
  knowledge: Knowledge = {},
  personId?: string,
): readonly Finding[] {
  const person = foldPerson(events, knowledge, personId);
  if (!person) return [];
  const now = findingsOf(person);
  const standing = new Set(now.map(({ lineId }) => lineId));
  const resolved = new Map<string, Finding>();
  for (const resolvedOn of turningDays(person, events, knowledge)) {
    const before = foldPerson(events, { knownAt: addDays(resolvedOn, -1) }, personId);
    const open = before ? findingsOf(before).filter(isToBeSettled) : [];
    const resolvedBy = person.filings
      .filter(({ knownOn }) => knownOn === resolvedOn)
      .map(({ filingKey }) => filingKey);
    for (const finding of open) {
      if (standing.has(finding.lineId)) continue;
      // Of several days before which it stood open, the last one did away with it.
      resolved.set(finding.lineId, { ...finding, status: 'resolved', residual: '0', resolvedOn, resolvedBy });
    }
  }
  return [...now, ...resolved.values()];
}

/** Open, or explained by what a decision can state: then it is resolved from the decision on. */
function isToBeSettled({ status, causes }: Finding): boolean {
  return status === 'open' || causes[0]?.proposal !== undefined;
}

/** Days on which something became known that may change what was found before: ISO dates, ascending. */
function turningDays(
  { filings }: FoldedPerson,
  events: readonly StoredEvent[],
  knowledge: Knowledge,
): readonly string[] {
  const days = new Set(decisionsInForce(events, knowledge).map(decisionKnownOn));
  const latest = new Map<string, string>();
  for (const filing of filings) {
    const { issuerId, knownOn, facts } = filing;
    const known = latest.get(issuerId) ?? '';
    const dates = datesOf(filing);
    if (facts.formType.endsWith('/A') || dates.some((date) => date < known)) days.add(knownOn);
    latest.set(issuerId, [known, ...dates].sort().at(-1)!);
  }
  return [...days].sort().slice(-MAX_TURNING_DAYS);
}

function datesOf({ lines, facts }: PersonFiling): readonly string[] {
  const period = facts.periodOfReport?.value;
  const dates = lines.flatMap(({ cells }) => cells.transactionDate?.value ?? []);
  return period === undefined ? dates : [...dates, period];
}
