import type { LotDecision } from '../core/ledger/lot-reading';
import type { SixtyDayCount } from '../core/rules/within-sixty-days';
import { foldSpace } from '../core/values/folded-text';
import type { Schedule, TriggerEvent } from '../core/vesting/schedule';
import type { Tranche } from '../core/vesting/tranches';
import type { VestingAnswer, VestingLotAnswer } from '../services/vesting.service';
import { basisText } from './basis-text';
import { evidenceText, labelsText } from './evidence-text';
import { type Column, grouped, noteLines, plainText, type TextRow, textTable } from './text-table';

/** Characters of a footnote shown under a lot: three lines. */
const SHOWN_FOOTNOTE = 330;

const COLUMNS: readonly Column[] = [
  { title: 'Title', width: 30 },
  { title: 'Strike', align: 'right' },
  { title: 'Acquired' },
  { title: 'Expires' },
  { title: 'Units', align: 'right' },
  { title: 'Vested', align: 'right' },
  { title: 'Unvested', align: 'right' },
  { title: 'Exercisable', align: 'right' },
  { title: 'Held', align: 'right' },
  { title: 'Counted', align: 'right' },
  { title: 'Schedule' },
];

/** The lots on a date, each with what is believed of its vesting, and the count within sixty days. */
export function vestingText(answer: VestingAnswer): string[] {
  const { person, basis, within, lots } = answer;
  const lines = [
    `${plainText(person.name)} · ${person.personId}`,
    `Derivative lots on ${within.asOf}; counted: acquirable by ${within.lastDay} (Rule 13d-3(d)(1))`,
    basisText(basis),
  ];
  if (lots.length === 0) return [...lines, '', 'No derivative securities are reported.'];
  const counts = new Map(within.lots.map((count) => [count.lotId, count]));
  for (const issuerId of new Set(lots.map((lot) => lot.issuerId))) {
    const these = lots.filter((lot) => lot.issuerId === issuerId);
    const name = these.at(-1)!.issuerName;
    const rows = these.map((lot) => rowOf(lot, counts.get(lot.lotId)));
    lines.push('', name ? `${plainText(name)} · ${issuerId}` : issuerId, ...textTable(COLUMNS, rows));
  }
  return [
    ...lines,
    '',
    ...withinText(answer),
    ...answer.doubts.flatMap((doubt) => noteLines(`doubt: ${doubt}`)),
  ];
}

function withinText({ within }: VestingAnswer): string[] {
  const { shares, atMost, lastDay, unitsPayableOnRetirement: both } = within;
  const lines = [`Acquirable by ${lastDay}: ${grouped(shares)} shares`];
  if (atMost !== shares)
    lines.push(`At most ${grouped(atMost)}, where only bounds are known or settlement is open`);
  if (both.excluded !== both.counted) {
    const counted = within.policy.unitsPayableOnRetirement === 'count';
    lines.push(
      `Units payable on retirement are ${counted ? 'counted' : 'not counted'}: ` +
        `${grouped(both.excluded)} without them, ${grouped(both.counted)} with them`,
    );
  }
  return lines;
}

function rowOf(lot: VestingLotAnswer, count: SixtyDayCount | undefined): TextRow {
  const { position } = lot;
  return {
    cells: [
      lot.title,
      lot.strike === null ? '' : `$${grouped(lot.strike)}`,
      lot.acquiredOn ?? '',
      lot.expiresOn ?? '',
      grouped(lot.units),
      grouped(position.vested),
      grouped(position.unvested),
      grouped(position.exercisable),
      grouped(position.held),
      count ? grouped(count.shares) : '',
      lot.vesting.certainty,
    ],
    notes: notesOf(lot, count),
  };
}

function notesOf(lot: VestingLotAnswer, count: SixtyDayCount | undefined): string[] {
  const { vesting, position, labels, decisions, doubts } = lot;
  const opening = lot.origin === 'opening' ? 'held before the first evidence: ' : '';
  const notes = [`${opening}${evidenceText(lot.evidence)}`, `lot ${lot.lotId}`];
  if (labels.length > 0) notes[0] += `; ${labelsText(labels)}`;
  notes.push(...decisions.map(decisionText));
  if (vesting.text) {
    const { footnote, parts, text } = vesting.text;
    notes.push(`${parts?.map(({ id }) => id).join(', ') ?? footnote}: “${shortened(text)}”`);
  }
  if (vesting.undetermined) notes.push(`not determinable: ${vesting.undetermined}`);
  if (vesting.assumptions.length > 0) notes.push(`assumed: ${vesting.assumptions.join('; ')}`);
  const { atMost } = position;
  if (atMost.vested !== position.vested || atMost.exercisable !== position.exercisable) {
    const bounds = `${grouped(atMost.vested)} vested, ${grouped(atMost.exercisable)} exercisable`;
    notes.push(`at most, by the bounds that are known: ${bounds}`);
  }
  for (const fact of position.derived.filter(({ kind }) => kind !== 'vesting')) {
    notes.push(`derived, not filed: ${fact.kind} of ${grouped(fact.units)} on ${fact.on}; ${fact.rule}`);
  }
  if (count) notes.push(`within: ${count.explanation}`);
  notes.push(...doubts.map((doubt) => `doubt: ${doubt}`));
  return notes;
}

/** A decision in one line: what, by whom, why and since when. */
export function decisionText({ type, author, reason, knownOn, effectiveOn, eventId }: LotDecision): string {
  const what = type === 'ScheduleStated' ? 'schedule stated' : `terms changed from ${effectiveOn} on`;
  return `decided: ${what} by ${author}, known on ${knownOn}: ${reason} (${eventId})`;
}

const TRANCHE_COLUMNS: readonly Column[] = [
  { title: 'Vests' },
  { title: 'Units', align: 'right' },
  { title: 'Awaits' },
];

/** Tranches, one a line. */
export function tranchesText(tranches: readonly Tranche[]): string[] {
  const rows = tranches.map((tranche) => ({
    cells: [dateText(tranche), grouped(tranche.units), (tranche.awaits ?? []).join(', ')],
  }));
  return textTable(TRANCHE_COLUMNS, rows);
}

function dateText({ on, notBefore, notAfter }: Tranche): string {
  if (on !== undefined) return on;
  const bounds = [
    notBefore === undefined ? '' : `not before ${notBefore}`,
    notAfter === undefined ? '' : `not after ${notAfter}`,
  ].filter((bound) => bound !== '');
  return bounds.length > 0 ? bounds.join(', ') : 'not known';
}

/** A schedule in one line for each of its steps, in the words of its data. */
export function scheduleText({ steps, exercisableBeforeVesting, vestedBefore }: Schedule): string[] {
  const lines = steps.map((step) => {
    const portion = portionText(step.portion);
    if (step.kind === 'tranche') return `${portion}: ${whenText(step.when)}`;
    const of = step.of === 'each' ? `${portion} each` : `together ${portion}`;
    const { kind, length } = step.every;
    return `${step.count} instalments, ${of}, every ${length} ${kind}, the first: ${whenText(step.first)}`;
  });
  if (vestedBefore) lines.push(`${portionText(vestedBefore)}: vested before`);
  if (exercisableBeforeVesting) lines.push('all of it can be exercised before it vests');
  return lines;
}

function portionText(portion: Schedule['steps'][number]['portion']): string {
  switch (portion.kind) {
    case 'units':
      return `${grouped(portion.units)} units`;
    case 'fraction':
      return portion.numerator === portion.denominator
        ? 'all'
        : `${portion.numerator}/${portion.denominator}`;
    case 'remaining':
      return 'all that remains';
  }
}

type When = Extract<Schedule['steps'][number], { kind: 'tranche' }>['when'];

const ANCHORS = { grant: 'the grant date', vestingStart: 'the vesting start', filing: 'the filing date' };

const EVENTS: Readonly<Record<TriggerEvent, string>> = {
  nextAnnualMeeting: 'the next annual meeting',
  changeInControl: 'a change in control',
  liquidityEvent: 'a liquidity event',
  performance: 'performance',
  marketCondition: 'a market condition',
  separation: 'separation from service',
  retirement: 'retirement',
  death: 'death',
  disability: 'disability',
  other: 'an event without a date',
};

/** A time in words, as the answers show it. */
export function whenText(when: When): string {
  switch (when.kind) {
    case 'date':
      return when.on;
    case 'anchored': {
      const after = [
        when.months === 0 ? '' : `${when.months} months`,
        when.days === 0 ? '' : `${when.days} days`,
      ].filter((part) => part !== '');
      return after.length === 0
        ? ANCHORS[when.anchor]
        : `${after.join(' and ')} after ${ANCHORS[when.anchor]}`;
    }
    case 'event':
      return EVENTS[when.event];
    case 'earlierOf':
      return `the earlier of ${when.arms.map(whenText).join(' and ')}`;
    case 'laterOf':
      return `the later of ${when.arms.map(whenText).join(' and ')}`;
  }
}

function shortened(footnote: string): string {
  const text = foldSpace(footnote);
  return text.length <= SHOWN_FOOTNOTE ? text : `${text.slice(0, SHOWN_FOOTNOTE)}…`;
}
