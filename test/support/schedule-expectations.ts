import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addDays, addMonths, dayOfMonth } from '../../src/core/values/calendar-date';
import type {
  Certainty,
  Condition,
  Period,
  Portion,
  Schedule,
  ScheduleReading,
  Settlement,
  VestingStep,
  When,
} from '../../src/core/vesting/schedule';

/** A label that a reader gave a footnote: what a schedule must come out as (test/vesting/README.md). */
export interface Expectation {
  /** Where the text stands; texts of our own wording have an id and the text itself. */
  readonly source?: string;
  readonly footnote?: string;
  readonly sha256?: string;
  readonly id?: string;
  readonly text?: string;
  readonly shape?: string;
  readonly certainty: Certainty;
  readonly schedule?: Schedule;
  readonly grantedOn?: string;
  readonly settlement?: Settlement;
  readonly conditions?: readonly Condition['kind'][];
  readonly progress?: { readonly vested?: string; readonly unvested?: string };
  readonly why?: string;
  readonly note?: string;
}

/** How a reading stands to its label. */
export interface Comparison {
  /** Same schedule, certainty and settlement. */
  readonly agrees: boolean;
  readonly schedule: boolean;
  readonly certainty: boolean;
  readonly settlement: boolean;
  readonly conditions: boolean;
  readonly progress: boolean;
  /** A schedule that the label does not have, or another one: worse than saying nothing. */
  readonly isFalse: boolean;
}

/** The labels of a file with one JSON object a line. */
export function readExpectations(file: string): readonly Expectation[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Expectation);
}

/** The key of a text: SHA-256 of it, folded as test/vesting/README.md says. */
export function textKey(text: string): string {
  const folded = text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return createHash('sha256').update(folded).digest('hex');
}

export function compareWithExpectation(reading: ScheduleReading, expected: Expectation): Comparison {
  const got = reading.schedule && expansionOf(reading.schedule, expected.grantedOn);
  const wanted = expected.schedule && expansionOf(expected.schedule, expected.grantedOn);
  const schedule = got === wanted;
  const certainty = reading.certainty === expected.certainty;
  const settlement = canonical(reading.settlement) === canonical(expected.settlement);
  const kinds = (list: readonly string[] = []) => [...new Set(list)].sort().join();
  return {
    agrees: schedule && certainty && settlement,
    schedule,
    certainty,
    settlement,
    conditions: kinds(reading.conditions.map(({ kind }) => kind)) === kinds(expected.conditions),
    progress: canonical(reading.progress) === canonical(expected.progress),
    isFalse: got !== undefined && !schedule,
  };
}

/**
 * A schedule in one form, whatever steps it is written in: each time with the part that vests then, in exact
 * fractions of the whole (or of what remains, or in units), sorted.
 */
export function expansionOf(schedule: Schedule, grantedOn?: string): string {
  const parts = schedule.steps.flatMap((step) => partsOf(step, grantedOn));
  const before = schedule.vestedBefore ? [{ when: 'before', amount: amountOf(schedule.vestedBefore) }] : [];
  const all = withRest(withNthParts([...before, ...parts]));
  const sums = new Map<string, Amount[]>();
  for (const { when, amount } of all) sums.set(when, added(sums.get(when) ?? [], amount));
  const lines = [...sums].map(([when, amounts]) => `${when}: ${amounts.map(shown).sort().join(' + ')}`);
  return [...lines.sort(), schedule.exercisableBeforeVesting ? 'exercisable before vesting' : '']
    .filter((line) => line !== '')
    .join('\n');
}

/** numerator/denominator of the whole, of the rest, or of one unit. */
interface Amount {
  readonly of: 'whole' | 'rest' | 'unit';
  readonly numerator: bigint;
  readonly denominator: bigint;
}

interface Part {
  readonly when: string;
  readonly amount: Amount;
}

function amountOf(portion: Portion, split = 1): Amount {
  const by = BigInt(split);
  if (portion.kind === 'remaining') return { of: 'rest', numerator: 1n, denominator: by };
  if (portion.kind === 'fraction') {
    return reduced('whole', BigInt(portion.numerator), BigInt(portion.denominator) * by);
  }
  const [whole, decimals = ''] = portion.units.split('.');
  return reduced('unit', BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length) * by);
}

function partsOf(step: VestingStep, grantedOn: string | undefined): readonly Part[] {
  if (step.kind === 'tranche')
    return [{ when: timeOf(step.when, grantedOn), amount: amountOf(step.portion) }];
  const amount = amountOf(step.portion, step.of === 'total' ? step.count : 1);
  return Array.from({ length: step.count }, (_, place) => ({
    when: timeOf(step.first, grantedOn, { every: step.every, place, rule: step.dayOfMonth }),
    amount,
  }));
}

interface Place {
  readonly every: Period;
  readonly place: number;
  readonly rule: string;
}

function timeOf(when: When, grantedOn: string | undefined, place?: Place): string {
  switch (when.kind) {
    case 'date':
      return moved(when.on, place);
    case 'anchored': {
      const more = place ? place.every.length * place.place : 0;
      const months = when.months + (place?.every.kind === 'months' ? more : 0);
      const days = when.days + (place?.every.kind === 'days' ? more : 0);
      const rule = place && /^\d/.test(place.rule) ? ` on day ${place.rule.slice(0, 2)}` : '';
      if (when.anchor === 'grant' && grantedOn !== undefined) {
        const day = rule === '' ? dayOfMonth(grantedOn) : Number(place!.rule.slice(0, 2));
        return addDays(addMonths(grantedOn, months, day), days);
      }
      return `${when.anchor} + ${months} months + ${days} days${rule}`;
    }
    case 'event':
      return place && place.place > 0 ? `${when.event} + ${place.place} × ${place.every.length}` : when.event;
    case 'earlierOf':
    case 'laterOf': {
      const arms = [...new Set(when.arms.map((arm) => timeOf(arm, grantedOn, place)))].sort();
      const dates = arms.every((arm) => /^\d{4}-\d\d-\d\d$/.test(arm));
      if (dates) return when.kind === 'earlierOf' ? arms[0]! : arms.at(-1)!;
      return `${when.kind}(${arms.join(', ')})`;
    }
  }
}

function moved(on: string, place: Place | undefined): string {
  if (!place || place.place === 0) return on;
  const { every, rule } = place;
  if (every.kind === 'days') return addDays(on, every.length * place.place);
  const day = /^\d/.test(rule) ? Number(rule.slice(0, 2)) : dayOfMonth(on);
  return addMonths(on, every.length * place.place, day);
}

/** 33.3 % three times is one third each: a percentage printed short of 100/n, n times. */
function withNthParts(parts: readonly Part[]): readonly Part[] {
  const counts = new Map<string, number>();
  const nth = ({ amount }: Part) =>
    amount.of === 'whole' ? `${amount.numerator}/${amount.denominator}` : '';
  for (const part of parts) counts.set(nth(part), (counts.get(nth(part)) ?? 0) + 1);
  return parts.map((part) => {
    const count = counts.get(nth(part))!;
    const { of, numerator, denominator } = part.amount;
    const share = Number(numerator) / Number(denominator);
    if (of !== 'whole' || count < 2 || Math.abs(share * count - 1) > 0.0101) return part;
    return { ...part, amount: reduced('whole', 1n, BigInt(count)) };
  });
}

/** What remains, as a part of the whole, where all the rest is parts of the whole. */
function withRest(parts: readonly Part[]): readonly Part[] {
  if (parts.some(({ amount }) => amount.of === 'unit')) return parts;
  const taken = parts.filter(({ amount }) => amount.of === 'whole').map(({ amount }) => amount);
  const rest = taken.reduce((left, amount) => minus(left, amount), {
    of: 'whole',
    numerator: 1n,
    denominator: 1n,
  } as Amount);
  return parts.map(({ when, amount }) => ({
    when,
    amount:
      amount.of === 'rest'
        ? reduced('whole', rest.numerator * amount.numerator, rest.denominator * amount.denominator)
        : amount,
  }));
}

function added(amounts: readonly Amount[], amount: Amount): Amount[] {
  const same = amounts.find(({ of }) => of === amount.of);
  if (!same) return [...amounts, amount];
  const sum = minus(same, { ...amount, numerator: -amount.numerator });
  return [...amounts.filter((other) => other !== same), sum];
}

function minus(left: Amount, right: Amount): Amount {
  return reduced(
    left.of,
    left.numerator * right.denominator - right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

function reduced(of: Amount['of'], numerator: bigint, denominator: bigint): Amount {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return { of, numerator: numerator / (a || 1n), denominator: denominator / (a || 1n) };
}

function shown({ of, numerator, denominator }: Amount): string {
  return `${numerator}/${denominator} ${of}`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : Array.isArray(inner)
        ? [...(inner as unknown[])].sort((left, right) =>
            JSON.stringify(left) < JSON.stringify(right) ? -1 : 1,
          )
        : inner,
  );
}
