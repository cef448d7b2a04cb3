import type { Schedule, VestingStep } from '../schedule';
import { ratioOf } from './award';
import { scheduleOfAwards } from './awards-of-note';
import type { Built } from './built-schedule';
import { REST, WHOLE } from './said';
import { trancheByTranche } from './schedule-builder';
import type { Facts } from './statements';
import type { TokenText } from './token';

const ASSUMED = 'all that had not vested was accelerated';

/** `On D, the Company accelerated the vesting of …`: what had vested by then, and all the rest on that day. */
export function acceleratedSchedule(
  text: TokenText,
  facts: Facts,
  on: string,
): { readonly schedule: Schedule; readonly built: Built } {
  const rest: VestingStep = { kind: 'tranche', portion: REST, when: { kind: 'date', on } };
  const before = stepsBefore(facts, on);
  if (before) return told([...before, rest]);
  const ratio = facts.statements
    .flatMap(({ kind, frame }) => (kind === 'progress' ? frame.shares.map(ratioOf) : []))
    .find((part) => part !== undefined);
  if (ratio) return told([rest], { vestedBefore: { kind: 'fraction', ...ratio } });
  const restKnown = text.tokens.some((token) => token.text === 'original' || token.text === 'originally');
  return told([{ ...rest, portion: WHOLE }], {}, restKnown ? undefined : 'vested by then at the latest');
}

function told(steps: readonly VestingStep[], more: Partial<Schedule> = {}, loose?: string) {
  const schedule: Schedule = { steps, exercisableBeforeVesting: false, ...more };
  const built: Built = {
    steps,
    assumptions: [ASSUMED],
    met: new Set(),
    ...(loose !== undefined && { loose }),
  };
  return { schedule, built };
}

/** What had vested before, where the text tells the schedule that was in force, in dates. */
function stepsBefore(facts: Facts, on: string): readonly VestingStep[] | undefined {
  if (!facts.statements.some(({ kind }) => kind === 'tranches')) return undefined;
  const awards = scheduleOfAwards(facts);
  if (typeof awards === 'string' || awards.alternatives.length > 0 || awards.schedule.vestedBefore)
    return undefined;
  const tranches = awards.schedule.steps.map(trancheByTranche);
  const dated = tranches.flatMap((list) => list ?? []);
  const dates = dated.map(({ when }) => (when.kind === 'date' ? when.on : ''));
  const known = tranches.every((list) => list !== undefined) && !dates.includes('');
  if (!known || !dates.some((date) => date < on) || !dates.some((date) => date > on)) return undefined;
  return dated.filter(({ when }) => when.kind === 'date' && when.on < on);
}
