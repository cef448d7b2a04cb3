import { RULES_VERSION } from '../core/ledger/rules-version';
import { canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS } from '../core/values/quantity';
import { readSchedule } from '../core/vesting/grammar/read-schedule';
import { tranchesOfReading } from '../core/vesting/reading-tranches';
import type { AllocationType, LotTerms, ScheduleReading } from '../core/vesting/schedule';
import { DEFAULT_ALLOCATION, type Tranches } from '../core/vesting/tranches';
import { InvalidQuestion } from './answer';

/** A footnote with what is known of the lot that it speaks of. Dates are ISO dates. */
export interface ScheduleQuestion extends Omit<LotTerms, 'units'> {
  readonly text: string;
  /** Units of the grant, as a plain decimal. */
  readonly units: string;
  readonly allocation?: AllocationType;
}

export interface ScheduleAnswer {
  readonly text: string;
  readonly terms: LotTerms;
  readonly allocation: AllocationType;
  /** Spans, schedule, assumptions, alternatives, conditions, settlement, progress: as the text states them. */
  readonly reading: ScheduleReading;
  readonly tranches: Tranches;
  /** By which the text was read; nothing else fixes the answer. */
  readonly rulesVersion: number;
}

/** The use case "what does this footnote say": a schedule from a text, storing nothing. Throws InvalidQuestion. */
export function scheduleReading(question: ScheduleQuestion): ScheduleAnswer {
  const { text, units: asked, allocation = DEFAULT_ALLOCATION, ...dates } = question;
  if (text.trim() === '')
    throw new InvalidQuestion('text', 'the text is empty; give the words of a footnote');
  const units = canonicalDecimal(asked.replaceAll(',', ''));
  const sound =
    units !== undefined &&
    units !== '0' &&
    !units.startsWith('-') &&
    decimalPlaces(units) <= QUANTITY_DECIMALS;
  if (!sound) {
    const form = `a number of units above zero with at most ${QUANTITY_DECIMALS} decimal places, such as 6230.5295`;
    throw new InvalidQuestion('units', `"${asked}" is not ${form}`);
  }
  const terms: LotTerms = { units, ...dates };
  const reading = readSchedule(text, terms);
  const tranches = tranchesOfReading(reading, terms, { allocation });
  return { text, terms, allocation, reading, tranches, rulesVersion: RULES_VERSION };
}
