import type { Portion, Schedule, ScheduleReading, TriggerEvent, VestingStep } from '../schedule';
import { at, type Base } from './anchors';
import { AwardSchedule, type Built, scheduleOf, type TakenReadings } from './built-schedule';
import { framesOfSchedule, mergedFrames } from './frame-choice';
import { type Mention, mentionFor } from './mentions';
import { stepsInUnits } from './part-of-row';
import { AMBIGUITIES } from './readings';
import { isSooner } from './sooner-events';
import type { Facts, Statement } from './statements';
import { whenOf } from './times';

export const SEVERAL_AWARDS = 'several awards in one note';

/** The schedules of a note's awards, in one, with what had to be assumed and what else the words could mean. */
export interface AwardsSchedule {
  readonly schedule: Schedule;
  readonly parts: readonly Built[];
  readonly alternatives: ScheduleReading['alternatives'];
}

/** The frames by award: what is said of a part of the balance that the text names stands apart. */
type Awards = ReadonlyMap<Mention | undefined, readonly Statement[]>;

/** The schedule that a note's statements make, of one award or of several that can be told apart; else the reason. */
export function scheduleOfAwards(facts: Facts): AwardsSchedule | string {
  const choice = framesOfSchedule(facts.statements);
  if (typeof choice === 'string') return choice;
  if (waitsForEvent(facts)) return 'an event and dates for the same award';
  const awards = awardsOf(choice.statements, facts);
  if (!awards) return SEVERAL_AWARDS;
  const parts = builtAwards(awards, facts, {});
  if (typeof parts === 'string') return parts;
  const { early } = choice;
  if (!keepsBars(facts, parts)) return 'it says until when nothing vests, and dates besides';
  return {
    schedule: scheduleOf(parts, early),
    parts,
    alternatives: otherReadings(awards, facts, parts, early),
  };
}

/** `No shares vest until D, on which date …`: something must then vest on D, and nothing before it is looked for. */
function keepsBars({ statements, known }: Facts, parts: readonly Built[]): boolean {
  const whens = parts.flatMap(({ steps }) =>
    steps.map((step) => (step.kind === 'tranche' ? step.when : step.first)),
  );
  return statements.every(({ kind, frame }) => {
    if (kind !== 'bar') return true;
    const until = frame.until && whenOf(frame.until, known);
    return until !== undefined && whens.some((when) => JSON.stringify(when) === JSON.stringify(until));
  });
}

/** An event that all waits for, beside dates, and that is none of those that only make it vest sooner. */
function waitsForEvent({ statements }: Facts): boolean {
  return statements.some(({ kind, frame }) => {
    if (kind !== 'event') return false;
    const whole = frame.shares.every(({ amount }) => amount.kind === 'whole' || amount.kind === 'remaining');
    const sooner = frame.points.every(isSooner);
    return whole && !sooner;
  });
}

function awardsOf(statements: readonly Statement[], facts: Facts): Awards | undefined {
  const groups = new Map<Mention | undefined, Statement[]>();
  for (const statement of statements) {
    const mention = mentionFor(statement, facts.mentions, statements);
    if (mention === 'unclear') return undefined;
    groups.set(mention, [...(groups.get(mention) ?? []), statement]);
  }
  return groups;
}

function builtAwards(awards: Awards, facts: Facts, taken: TakenReadings): readonly Built[] | string {
  const parts: Built[] = [];
  for (const [mention, statements] of awards) {
    const frames = mergedFrames(statements.map(({ frame }) => frame));
    const built = new AwardSchedule(facts, frames, waitingParts(facts)).build(taken);
    if (typeof built === 'string') return built;
    const steps = mention ? stepsInUnits(built.steps, mention.units) : built.steps;
    if (!steps) return 'parts of a part of the balance';
    parts.push({ ...built, steps });
  }
  return withVestedParts(parts, awards, facts);
}

/** `(i) 560 fully vested shares and (ii) 3,133 units that vest …`: the part that has vested already. */
function withVestedParts(parts: readonly Built[], awards: Awards, facts: Facts): readonly Built[] | string {
  const full = facts.statements
    .filter(({ kind }) => kind === 'full')
    .flatMap(({ frame }) => frame.shares.map(({ amount }) => ({ amount, frame })))
    .filter(({ amount }) => amount.kind === 'units');
  const [first, ...more] = full;
  if (!first) return parts;
  const others = awards.get(undefined) ?? [];
  const inUnits = others.every(({ frame }) => frame.shares.some(({ amount }) => amount.kind === 'units'));
  if (!inUnits || more.length > 0) return SEVERAL_AWARDS;
  const issued = first.frame.verbs.some(({ form }) => form === 'adjective');
  const base: Base = { kind: 'anchor', anchor: issued ? 'grant' : 'filing' };
  const when = whenOf(at(base), facts.known)!;
  const step: VestingStep = { kind: 'tranche', portion: first.amount as Portion, when };
  const loose = issued ? {} : { loose: 'since when a part is vested is not stated' };
  return [{ steps: [step], assumptions: [], met: new Set(), ...loose }, ...parts];
}

/** Parts that wait for performance or another event, beside parts with dates. */
function waitingParts({
  statements,
}: Facts): readonly { readonly event: TriggerEvent; readonly portion: Portion }[] {
  return statements.flatMap(({ kind, frame }) => {
    if (kind !== 'performance' && kind !== 'event') return [];
    const [point] = frame.points;
    const happens = point?.kind === 'at' && point.base.kind === 'event' && point.months === 0;
    const event = happens && point.base.kind === 'event' ? point.base.event : eventOfCondition(frame);
    const amount = frame.shares[0]?.amount;
    if (!event || !amount || amount.kind === 'whole' || amount.kind === 'instalment') return [];
    return [{ event, portion: amount }];
  });
}

function eventOfCondition({ conditions }: Statement['frame']): TriggerEvent | undefined {
  return conditions.find(({ event }) => event !== undefined)?.event;
}

/** What the same words could mean besides. */
function otherReadings(
  awards: Awards,
  facts: Facts,
  parts: readonly Built[],
  early: boolean,
): AwardsSchedule['alternatives'] {
  const chosen = JSON.stringify(scheduleOf(parts, early));
  const found: { schedule: Schedule; reason: string }[] = [];
  for (const name of new Set(parts.flatMap(({ met }) => [...met]))) {
    for (let reading = 1; reading < AMBIGUITIES[name].length; reading++) {
      const other = builtAwards(awards, facts, { [name]: reading });
      const schedule = typeof other === 'string' ? undefined : scheduleOf(other, early);
      if (!schedule || JSON.stringify(schedule) === chosen) continue;
      found.push({ schedule, reason: AMBIGUITIES[name][reading]! });
    }
  }
  return found;
}
