import { MAX_PORTION_DENOMINATOR, MAX_SCHEDULE_DAYS, MAX_SCHEDULE_MONTHS, MAX_TRANCHES } from '../limits';
import { isCalendarDate } from '../values/calendar-date';
import { canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS } from '../values/quantity';
import type { Anchor, DayOfMonth, Portion, Schedule, TriggerEvent, VestingStep, When } from './schedule';

/** Arms of one `earlierOf` or `laterOf`, and how deep they may nest; no footnote has more than three, or nests twice. */
const MAX_ARMS = 10;
const MAX_NESTING = 4;

const ANCHORS: readonly Anchor[] = ['grant', 'vestingStart', 'filing'];
const EVENTS: readonly TriggerEvent[] = [
  'nextAnnualMeeting',
  'changeInControl',
  'liquidityEvent',
  'performance',
  'marketCondition',
  'separation',
  'retirement',
  'death',
  'disability',
  'other',
];
const DAYS_OF_MONTH: readonly DayOfMonth[] = [
  'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
  '29_OR_LAST_DAY_OF_MONTH',
  '30_OR_LAST_DAY_OF_MONTH',
  '31_OR_LAST_DAY_OF_MONTH',
  ...Array.from({ length: 28 }, (_, day) => String(day + 1).padStart(2, '0') as DayOfMonth),
];

/** A schedule as data from outside is not one; the message says where and what is expected. */
export class NotASchedule extends Error {
  override readonly name = 'NotASchedule';
}

/**
 * The schedule that data from outside (parsed JSON) states, in the shape of schedule.ts and nothing beside it:
 * portions positive, dates in the calendar, counts and nesting bounded. `exercisableBeforeVesting` may be left
 * out for false, `dayOfMonth` for the day of the first instalment. Throws NotASchedule.
 */
export function scheduleOf(data: unknown): Schedule {
  const given = object(data, 'the schedule', ['steps', 'exercisableBeforeVesting', 'vestedBefore']);
  const steps = list(given.steps, 'steps', MAX_TRANCHES).map((step, place) =>
    stepOf(step, `steps[${place}]`),
  );
  const early = given.exercisableBeforeVesting ?? false;
  if (typeof early !== 'boolean') wrong('exercisableBeforeVesting', 'true or false', early);
  return {
    steps,
    exercisableBeforeVesting: early,
    ...(given.vestedBefore !== undefined && { vestedBefore: portionOf(given.vestedBefore, 'vestedBefore') }),
  };
}

function stepOf(data: unknown, at: string): VestingStep {
  const kind = kindOf(data, at, ['tranche', 'instalments']);
  if (kind === 'tranche') {
    const { portion, when } = object(data, at, ['kind', 'portion', 'when']);
    return { kind, portion: portionOf(portion, `${at}.portion`), when: whenOf(when, `${at}.when`) };
  }
  const given = object(data, at, ['kind', 'of', 'portion', 'count', 'every', 'first', 'dayOfMonth']);
  const every = object(given.every, `${at}.every`, ['kind', 'length']);
  const unit = oneOf(every.kind, `${at}.every.kind`, ['months', 'days'] as const);
  const most = unit === 'months' ? MAX_SCHEDULE_MONTHS : MAX_SCHEDULE_DAYS;
  return {
    kind,
    of: oneOf(given.of, `${at}.of`, ['each', 'total'] as const),
    portion: portionOf(given.portion, `${at}.portion`),
    count: whole(given.count, `${at}.count`, 1, MAX_TRANCHES),
    every: { kind: unit, length: whole(every.length, `${at}.every.length`, 1, most) },
    first: whenOf(given.first, `${at}.first`),
    dayOfMonth: oneOf(given.dayOfMonth ?? DAYS_OF_MONTH[0], `${at}.dayOfMonth`, DAYS_OF_MONTH),
  };
}

function portionOf(data: unknown, at: string): Portion {
  const kind = kindOf(data, at, ['fraction', 'units', 'remaining']);
  if (kind === 'fraction') {
    const given = object(data, at, ['kind', 'numerator', 'denominator']);
    const denominator = whole(given.denominator, `${at}.denominator`, 1, MAX_PORTION_DENOMINATOR);
    return { kind, numerator: whole(given.numerator, `${at}.numerator`, 1, denominator), denominator };
  }
  if (kind === 'remaining') {
    object(data, at, ['kind']);
    return { kind };
  }
  const { units } = object(data, at, ['kind', 'units']);
  const canonical = typeof units === 'string' ? canonicalDecimal(units) : undefined;
  const sound = canonical !== undefined && canonical !== '0' && !canonical.startsWith('-');
  if (!sound || decimalPlaces(canonical) > QUANTITY_DECIMALS) {
    const form = `a decimal above 0 as text, with at most ${QUANTITY_DECIMALS} places, such as "6230.5295"`;
    return wrong(`${at}.units`, form, units);
  }
  return { kind, units: canonical };
}

function whenOf(data: unknown, at: string, depth = 1): When {
  const kind = kindOf(data, at, ['date', 'anchored', 'event', 'earlierOf', 'laterOf']);
  switch (kind) {
    case 'date': {
      const { on } = object(data, at, ['kind', 'on']);
      if (typeof on === 'string' && isCalendarDate(on)) return { kind, on };
      return wrong(`${at}.on`, 'a calendar date as YYYY-MM-DD', on);
    }
    case 'anchored': {
      const given = object(data, at, ['kind', 'anchor', 'months', 'days']);
      const months = whole(given.months ?? 0, `${at}.months`, -MAX_SCHEDULE_MONTHS, MAX_SCHEDULE_MONTHS);
      const days = whole(given.days ?? 0, `${at}.days`, -MAX_SCHEDULE_DAYS, MAX_SCHEDULE_DAYS);
      return { kind, anchor: oneOf(given.anchor, `${at}.anchor`, ANCHORS), months, days };
    }
    case 'event': {
      const { event } = object(data, at, ['kind', 'event']);
      return { kind, event: oneOf(event, `${at}.event`, EVENTS) };
    }
    default: {
      const { arms } = object(data, at, ['kind', 'arms']);
      if (depth > MAX_NESTING) wrong(at, `at most ${MAX_NESTING} levels`, kind);
      const given = list(arms, `${at}.arms`, MAX_ARMS);
      return { kind, arms: given.map((arm, place) => whenOf(arm, `${at}.arms[${place}]`, depth + 1)) };
    }
  }
}

function object(data: unknown, at: string, fields: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return wrong(at, 'an object', data);
  const unknown = Object.keys(data).find((name) => !fields.includes(name));
  if (unknown !== undefined) {
    throw new NotASchedule(`${at} has the unknown field "${unknown}"; it may have ${fields.join(', ')}`);
  }
  return data as Record<string, unknown>;
}

function kindOf<Kind extends string>(data: unknown, at: string, kinds: readonly Kind[]): Kind {
  if (typeof data !== 'object' || data === null) return wrong(at, 'an object', data);
  return oneOf('kind' in data ? data.kind : undefined, `${at}.kind`, kinds);
}

function list(data: unknown, at: string, most: number): readonly unknown[] {
  const sound = Array.isArray(data) && data.length >= 1 && data.length <= most;
  return sound ? data : wrong(at, `a list of 1 to ${most}`, Array.isArray(data) ? data.length : data);
}

function oneOf<Choice extends string>(data: unknown, at: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((each) => each === data);
  return choice ?? wrong(at, `one of ${choices.join(', ')}`, data);
}

function whole(data: unknown, at: string, least: number, most: number): number {
  const sound = Number.isSafeInteger(data) && (data as number) >= least && (data as number) <= most;
  return sound ? (data as number) : wrong(at, `a whole number from ${least} to ${most}`, data);
}

/** Longest piece of the data that a message repeats. */
const SHOWN = 60;

function wrong(at: string, expected: string, found: unknown): never {
  const shown = found === undefined ? 'missing' : `not ${JSON.stringify(found).slice(0, SHOWN)}`;
  throw new NotASchedule(`${at} must be ${expected}; it is ${shown}`);
}
