import { addDays, addMonths } from '../values/calendar-date';
import type { AnchorDate, KnownDates } from './moment';
import type { Anchor, LotTerms, Schedule, TriggerEvent, When } from './schedule';

/** The anchors of a schedule, filled from the lot's terms. */
export interface FilledAnchors {
  readonly known: KnownDates;
  readonly assumptions: readonly string[];
  /** Anchors that the schedule counts from and nothing gives. */
  readonly missing: readonly Anchor[];
}

type Anchored = Extract<When, { kind: 'anchored' }>;

/**
 * Fills a schedule's anchors: the grant date, the filing date, a stated vesting start. Where the text gives no
 * anchor, column 6 is evidence of it, because it is the first date on which any of the lot can be exercised:
 * the earliest tranche is then counted from there. Each such step is an assumption.
 */
export function fillAnchors(
  schedule: Schedule,
  lot: LotTerms,
  events: { readonly [Name in TriggerEvent]?: string },
): FilledAnchors {
  const whens = schedule.steps.map((step) => (step.kind === 'tranche' ? step.when : step.first));
  const anchored = whens.flatMap(anchoredArms);
  const assumptions: string[] = [];
  const anchors: { [Name in Anchor]?: AnchorDate } = {};
  const missing: Anchor[] = [];
  // A calendar date among the steps may be the one that column 6 means.
  const columnSixIsFirst =
    lot.exercisableOn !== undefined &&
    !schedule.exercisableBeforeVesting &&
    !whens.some((when) => when.kind === 'date');
  for (const name of new Set(anchored.map((when) => when.anchor))) {
    const earliest = anchored.filter((when) => when.anchor === name).reduce(earlier);
    const columnSix = columnSixIsFirst
      ? { on: lot.exercisableOn!, months: earliest.months, days: earliest.days }
      : undefined;
    const filled = fill(name, lot, columnSix);
    if (!filled) missing.push(name);
    else anchors[name] = filled.date;
    if (filled?.assumption) assumptions.push(filled.assumption);
  }
  const floor = [lot.grantedOn, lot.exercisableOn].filter((date) => date !== undefined).sort();
  const floorDate = schedule.exercisableBeforeVesting ? lot.grantedOn : floor.at(-1);
  return { known: { anchors, events, floor: floorDate }, assumptions, missing };
}

function fill(
  name: Anchor,
  lot: LotTerms,
  columnSix: AnchorDate | undefined,
): { readonly date: AnchorDate; readonly assumption?: string } | undefined {
  const from = (on: string): AnchorDate => ({ on, months: 0, days: 0 });
  if (name === 'filing') return lot.filedOn === undefined ? undefined : { date: from(lot.filedOn) };
  if (name === 'vestingStart' && lot.vestingStartsOn !== undefined)
    return { date: from(lot.vestingStartsOn) };
  if (name === 'grant' && lot.grantedOn !== undefined) return { date: from(lot.grantedOn) };
  const fromGrant = lot.grantedOn !== undefined && countedFromGrant(lot.grantedOn, columnSix);
  if (columnSix && !fromGrant) {
    const unknown = name === 'grant' ? 'the grant date is not known' : 'the text gives no vesting start';
    const assumption = `${unknown}: the first tranche is counted from column 6, ${columnSix.on}`;
    return { date: columnSix, assumption };
  }
  if (lot.grantedOn === undefined) return undefined;
  const assumption = `the text gives no vesting start: counted from the grant date, ${lot.grantedOn}`;
  return { date: from(lot.grantedOn), assumption };
}

/** True when column 6 is the grant date itself, or the first tranche counted from the grant date. */
function countedFromGrant(grantedOn: string, columnSix: AnchorDate | undefined): boolean {
  if (!columnSix || columnSix.on === grantedOn) return true;
  return addDays(addMonths(grantedOn, columnSix.months), columnSix.days) === columnSix.on;
}

function anchoredArms(when: When): readonly Anchored[] {
  if (when.kind === 'anchored') return [when];
  return when.kind === 'earlierOf' || when.kind === 'laterOf' ? when.arms.flatMap(anchoredArms) : [];
}

function earlier(left: Anchored, right: Anchored): Anchored {
  const later = left.months - right.months || left.days - right.days;
  return later > 0 ? right : left;
}
