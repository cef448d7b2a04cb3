import { readSchedule } from '../vesting/grammar/read-schedule';
import { tranchesOfReading } from '../vesting/reading-tranches';
import type { Certainty, LotTerms, Schedule, ScheduleReading, Settlement } from '../vesting/schedule';
import type { TrancheOptions, Tranches } from '../vesting/tranches';
import { inProportion } from './lot-splits';
import type { LotText } from './lot-texts';

/** A decision on a lot: who, why, since when it is known and, for changed terms, from when on they hold (ISO dates). */
export interface LotDecision {
  readonly eventId: string;
  readonly type: 'ScheduleStated' | 'TermsChanged';
  readonly author: string;
  readonly reason: string;
  readonly knownOn: string;
  readonly effectiveOn?: string;
}

/** What a lot's row and footnotes, or a decision, say of its vesting, and which of them was believed. */
export interface LotReading {
  /** The believed text; undefined when a decision, column 6 alone, or nothing, tells of vesting. */
  readonly text?: LotText;
  readonly source: 'footnote' | 'column6' | 'decision' | 'none';
  /** The decision that is believed instead of what was filed. */
  readonly decision?: LotDecision;
  readonly reading: ScheduleReading;
  readonly tranches: Tranches;
  /** From any of the texts: how and when units are settled often stands in a note of its own. */
  readonly settlement?: Settlement;
  /** The other texts that tell of vesting, and why they were not believed. */
  readonly others: readonly {
    readonly text: LotText;
    readonly certainty: Certainty;
    readonly reason: string;
  }[];
  /** In words: where the texts do not agree. */
  readonly doubts: readonly string[];
}

interface ReadText {
  readonly text: LotText;
  readonly reading: ScheduleReading;
  readonly tranches: Tranches;
}

const CERTAINTIES: readonly Certainty[] = ['determined', 'assumed', 'bounded', 'undetermined'];

/** How the texts of a lot are read. */
export interface ReadingOptions extends TrancheOptions {
  /** What its units come to from a split of a day on: a note of later may count in them. */
  readonly unitsSince?: readonly { readonly on: string; readonly units: string }[];
}

/**
 * Reads the texts of a lot and believes the one that says most: the surest tranches, then the surest reading,
 * then the text that stands first. Where no text tells of vesting and column 6 has a date without a note that
 * could restrict it, all of the lot is exercisable on that date, as an assumption.
 */
export function readLot(
  texts: readonly LotText[],
  terms: LotTerms,
  { unitsSince = [], ...options }: ReadingOptions = {},
): LotReading {
  const read = texts.map((text): ReadText => {
    const { filedOn } = text;
    const later = unitsSince.filter(({ on }) => filedOn !== undefined && on <= filedOn);
    const inUnits = [terms, ...later].map(({ units }) => {
      const lot = { ...terms, units, ...(filedOn && { filedOn }) };
      const reading = readSchedule(text.text, lot);
      return { text, reading, tranches: tranchesOfReading(reading, lot, options) };
    });
    const [{ reading, tranches }] = inUnits.sort(bySureness) as [ReadText];
    const told = later.length === 0 ? tranches.tranches : inProportion(tranches.tranches, terms.units);
    return { text, reading, tranches: { ...tranches, tranches: told } };
  });
  const settlements = read.flatMap(({ reading }) => reading.settlement ?? []);
  // A note that says when decides over one that only says what a unit is a right to.
  const settlement = settlements.find(({ when }) => when) ?? settlements[0];
  const telling = read.filter(({ reading }) => tellsOfVesting(reading)).sort(bySureness);
  const [best, ...others] = telling;
  if (best) {
    const told = others.map(({ text, tranches }) => ({
      text,
      certainty: tranches.certainty,
      reason: whyNot(tranches, best.tranches),
    }));
    const contradicted = others.filter(
      ({ tranches }) => tranches.certainty !== 'undetermined' && !sameTranches(tranches, best.tranches),
    );
    const doubts = contradicted.map(
      ({ text }) => `footnote ${text.footnote} of ${text.filingKey} gives other tranches`,
    );
    return { source: 'footnote', ...best, ...(settlement && { settlement }), others: told, doubts };
  }
  const reading = columnSix(read, terms) ?? nothingTold(texts, terms);
  const source = reading.schedule ? 'column6' : 'none';
  const tranches = tranchesOfReading(reading, terms, options);
  return { source, reading, tranches, ...(settlement && { settlement }), others: [], doubts: [] };
}

function tellsOfVesting({ spans, progress, schedule }: ScheduleReading): boolean {
  return schedule !== undefined || progress !== undefined || spans.length > 0;
}

/** A note on column 6 that is not understood may restrict it; one on settlement does not. */
function columnSix(read: readonly ReadText[], { exercisableOn }: LotTerms): ScheduleReading | undefined {
  const restricted = read.some(({ text, reading }) => text.cell === 'exerciseDate' && !reading.settlement);
  if (exercisableOn === undefined || restricted) return undefined;
  const schedule: Schedule = {
    steps: [{ kind: 'tranche', portion: { kind: 'remaining' }, when: { kind: 'date', on: exercisableOn } }],
    exercisableBeforeVesting: false,
  };
  return {
    ...EMPTY,
    certainty: 'assumed',
    schedule,
    assumptions: ['column 6 is the date for all of it: no footnote says otherwise'],
  };
}

/** A right to convert: such securities do not vest. */
const TELLS_OF_CONVERSION = /\bconver(?:t|sion)/i;

function nothingTold(texts: readonly LotText[], { exercisableOn }: LotTerms): ScheduleReading {
  const converts = texts.some(({ text }) => TELLS_OF_CONVERSION.test(text));
  const told = converts ? 'the footnotes tell of conversion, not of vesting,' : NO_FOOTNOTE_TELLS;
  const notes = texts.length === 0 ? 'the row has no footnote' : told;
  const column =
    exercisableOn === undefined ? 'column 6 has no date' : 'the note on column 6 is not understood';
  return { ...EMPTY, certainty: 'undetermined', reason: `${notes} and ${column}` };
}

const NO_FOOTNOTE_TELLS = 'no footnote of the row tells of vesting';

const EMPTY = { spans: [], assumptions: [], alternatives: [], conditions: [] };

function bySureness(left: ReadText, right: ReadText): number {
  const rank = ({ tranches, reading }: ReadText) =>
    CERTAINTIES.indexOf(tranches.certainty) * CERTAINTIES.length + CERTAINTIES.indexOf(reading.certainty);
  return rank(left) - rank(right);
}

function whyNot(tranches: Tranches, best: Tranches): string {
  if (tranches.certainty !== best.certainty) return tranches.undetermined ?? `only ${tranches.certainty}`;
  return sameTranches(tranches, best)
    ? 'it says the same'
    : 'another text of the same certainty stands first';
}

function sameTranches(left: Tranches, right: Tranches): boolean {
  const key = ({ tranches }: Tranches) =>
    JSON.stringify(tranches.map(({ units, on, notBefore, notAfter }) => [units, on, notBefore, notAfter]));
  return key(left) === key(right);
}
