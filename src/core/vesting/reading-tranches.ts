import { decimalPlaces, fromUnits, QUANTITY_DECIMALS, toUnits } from '../values/quantity';
import type { Certainty, LotTerms, ScheduleReading } from './schedule';
import { type Tranche, type TrancheOptions, type Tranches, tranchesOf, undetermined } from './tranches';

/**
 * The tranches that a footnote's reading comes to: its schedule's, or the bounds that a progress statement ("X
 * have vested as of the date of this filing") gives where the schedule has no date at all.
 */
export function tranchesOfReading(
  reading: ScheduleReading,
  lot: LotTerms,
  options: TrancheOptions = {},
): Tranches {
  const found = reading.schedule
    ? tranchesOf(reading.schedule, lot, options)
    : undetermined(reading.reason ?? 'no schedule is stated', lot);
  const assumptions = [...new Set([...reading.assumptions, ...found.assumptions])];
  const undated = found.tranches.every((tranche) => !tranche.on && !tranche.notAfter);
  const progress = undated ? progressTranches(reading, lot) : undefined;
  if (!progress) return { ...found, assumptions, certainty: lessSure(reading.certainty, found.certainty) };
  const evidence = [`the text says what had vested by its filing on ${lot.filedOn}`];
  return { ...found, tranches: progress, certainty: 'bounded', assumptions, evidence };
}

function progressTranches({ progress }: ScheduleReading, lot: LotTerms): readonly Tranche[] | undefined {
  if (!progress || lot.filedOn === undefined) return undefined;
  const total = toUnits(lot.units);
  const vested = unitsOf(progress.vested);
  const unvested = unitsOf(progress.unvested);
  const by = vested ?? (unvested === undefined ? undefined : total - unvested);
  // Statements about another number of units (a balance, several awards) say nothing of this lot.
  const fits = by !== undefined && by >= 0n && by <= total && (unvested ?? total - by) === total - by;
  if (!fits) return undefined;
  const granted = lot.grantedOn !== undefined && lot.grantedOn <= lot.filedOn;
  return [
    { units: fromUnits(by), ...(granted && { notBefore: lot.grantedOn! }), notAfter: lot.filedOn },
    { units: fromUnits(total - by), notBefore: lot.filedOn },
  ];
}

function unitsOf(text: string | undefined): bigint | undefined {
  return text !== undefined && decimalPlaces(text) <= QUANTITY_DECIMALS ? toUnits(text) : undefined;
}

const CERTAINTIES: readonly Certainty[] = ['determined', 'assumed', 'bounded', 'undetermined'];

function lessSure(left: Certainty, right: Certainty): Certainty {
  return CERTAINTIES[Math.max(CERTAINTIES.indexOf(left), CERTAINTIES.indexOf(right))]!;
}
