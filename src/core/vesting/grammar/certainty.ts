import type { Certainty, Schedule, ScheduleReading, VestingStep, When } from '../schedule';
import type { Built } from './built-schedule';
import { saysIn } from './spans';
import { statementSpans } from './statement-spans';
import type { Facts, Statement } from './statements';
import type { TokenText } from './token';

/** What a footnote says of vesting, without what stands beside the schedule. */
export type Conclusion = Omit<ScheduleReading, 'conditions' | 'settlement' | 'progress'>;

/** A schedule with its certainty: what had to be assumed for it, and why only bounds can be given, where it is so. */
export function readingOf(
  text: TokenText,
  facts: Facts,
  schedule: Schedule,
  parts: readonly Built[],
  alternatives: Conclusion['alternatives'],
): Conclusion {
  const assumptions = [
    ...new Set([...parts.flatMap((part) => part.assumptions), ...assumedOf(text, facts, schedule)]),
  ];
  const open = schedule.steps.some((step) => isOpen(timeOf(step)))
    ? 'it waits for something that has no date in the text'
    : undefined;
  const reason = parts.map(({ loose }) => loose).find((why) => why !== undefined) ?? open;
  const sure: Certainty = assumptions.length > 0 || alternatives.length > 0 ? 'assumed' : 'determined';
  return {
    certainty: reason ? 'bounded' : sure,
    schedule,
    spans: statementSpans(text, facts),
    assumptions,
    alternatives,
    ...(reason && { reason }),
  };
}

/** What must be assumed for any schedule of such a footnote, in words. */
function assumedOf(text: TokenText, facts: Facts, { steps }: Schedule): readonly string[] {
  const { conditions, statements, clauses } = facts;
  const has = (kind: string) => conditions.some((condition) => condition.kind === kind);
  const phrases = statements.flatMap(({ frame }) => frame.phrases);
  const twice = phrases.some(
    (phrase) => phrase.kind === 'series' && saysIn(text, phrase, /^bi(?:annual(?:ly)?|monthly)?$/),
  );
  const shifted = clauses.some(({ clause }) =>
    clause.phrases.some((phrase) => phrase.kind === 'named' && phrase.businessDay),
  );
  const assumed: readonly (readonly [boolean, string])[] = [
    [has('continuedService'), 'service continues through every vesting date'],
    [twice && !statements.some(({ frame }) => pinsPeriod(frame)), 'biannual is taken for twice a year'],
    [shifted, 'the calendar day, because business days are not known'],
    [has('acceleration'), 'nothing happens that makes it vest sooner'],
    [steps.some((step) => anchorOf(step) === 'vestingStart'), 'the start of vesting is not stated'],
  ];
  return assumed.filter(([holds]) => holds).map(([, words]) => words);
}

/** `four tranches over two years`: how often needs no other word. */
function pinsPeriod({ series, span }: Statement['frame']): boolean {
  const { count, every } = series ?? {};
  return count !== undefined && every !== undefined && span?.length.period.length === count * every.length;
}

function timeOf(step: VestingStep): When {
  return step.kind === 'tranche' ? step.when : step.first;
}

function anchorOf(step: VestingStep): string | undefined {
  const when = timeOf(step);
  return when.kind === 'anchored' ? when.anchor : undefined;
}

function isOpen({ kind }: When): boolean {
  return kind === 'event' || kind === 'earlierOf' || kind === 'laterOf';
}
