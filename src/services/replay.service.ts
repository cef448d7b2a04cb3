import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { decisionKnownFrom } from '../core/ledger/decisions-in-force';
import { isDecision, type StoredEvent } from '../core/ledger/events';
import { foldedLots } from '../core/ledger/folded-lots';
import { isKnown, type Knowledge } from '../core/ledger/knowledge';
import { ledgerDifference, lotsDifference, type RowChange } from '../core/ledger/ledger-difference';
import type { LotRows } from '../core/ledger/lot-rows';
import { type FoldedPerson, foldPerson } from '../core/ledger/person-holdings';
import type { HoldingsLedger, PersonRow } from '../core/ledger/person-ledger';
import { holdingsLedger } from '../core/ledger/project-person';
import { isCalendarDate } from '../core/values/calendar-date';
import { easternTime } from '../core/values/eastern-time';
import { type AnswerBasis, InvalidQuestion } from './answer';
import type { Clocks } from './clocks';
import { type HoldingAnswer, HoldingsService } from './holdings.service';
import { PersonReader } from './person-reader';

/** Most steps of one replay: each folds the person again, which takes some 30 ms for the largest ones. */
export const MAX_REPLAY_STEPS = 250;

/** `to` and `from` stand in place of the clock of their kind; the other clocks hold at both points. */
export interface ReplayQuestion extends Clocks {
  /** The point to stop at: an event id or position (what was recorded), or a date or timestamp (what was known). */
  readonly to: string;
  /** The point that the changes are counted from; the beginning, when nothing was there, without it. */
  readonly from?: string;
  /** Tells the changes filing by filing and decision by decision. */
  readonly step?: boolean;
}

/** What one filing, header or decision changed, or all that became known at one moment. */
export interface ReplayStep {
  /** The last event of the step, when events are replayed; null when days are. */
  readonly eventId: string | null;
  readonly position: string | null;
  /** The moment of knowledge (ISO date, or US Eastern local time), when days are replayed; null when events are. */
  readonly knownAt: string | null;
  /** Types of its events in order, each once. */
  readonly types: readonly string[];
  readonly changes: readonly RowChange[];
}

export interface ReplayAnswer {
  readonly person: PersonRow;
  /** Of the ledger as it stood at the end. */
  readonly basis: AnswerBasis;
  readonly holdings: readonly HoldingAnswer[];
  /** Of the point that changes are counted from; null for the beginning. */
  readonly from: AnswerBasis | null;
  /** Rows added, changed and gone between the two points. */
  readonly changes: readonly RowChange[];
  /** Absent unless asked for. */
  readonly steps?: readonly ReplayStep[];
}

/** The use case "the ledger as it stood": at an event or on a day of knowledge, and what changed since another one. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly reader: PersonReader,
    private readonly holdings: HoldingsService,
  ) {}

  /**
   * Replays to a point. Throws NotFound for an unknown person, InvalidQuestion for a point that is neither an
   * event nor a position, a date or a timestamp, and for more than MAX_REPLAY_STEPS steps.
   */
  async replay(personId: string, question: ReplayQuestion): Promise<ReplayAnswer> {
    const { to, from, step = false, ...clocks } = question;
    const stood = await this.stateAt(personId, to, clocks, 'to');
    const before = from === undefined ? undefined : await this.stateAt(personId, from, clocks, 'from');
    const { position } = stood.basis;
    const recorded = position !== null && { recordedAt: position };
    const { person, holdings } = await this.holdings.holdings(personId, {
      ...clocks,
      ...pointOf(to),
      ...recorded,
    });
    const byDay = isMoment(to) && (from === undefined || isMoment(from));
    const steps = step ? await stepsOf(before, stood, byDay) : undefined;
    const { asOf } = clocks;
    return {
      person,
      basis: stood.basis,
      holdings,
      from: before?.basis ?? null,
      changes: differences(before?.ledger, stood.ledger).filter(isUntil(asOf)),
      ...(steps && {
        steps: steps.map((each) => ({ ...each, changes: each.changes.filter(isUntil(asOf)) })),
      }),
    };
  }

  private async stateAt(
    personId: string,
    point: string,
    clocks: Clocks,
    field: 'to' | 'from',
  ): Promise<State> {
    try {
      const reading = await this.reader.events(personId, { ...clocks, ...pointOf(point) });
      const { folded, ledger, knowledge } = reading.rows;
      return { ...reading, personId, ledger: folded && ledger && ledgerOf(folded, ledger, knowledge) };
    } catch (error) {
      if (!(error instanceof InvalidQuestion) || error.field === 'asOf') throw error;
      throw new InvalidQuestion(field, `${error.message}; for a day of knowledge write YYYY-MM-DD`);
    }
  }
}

/** The rows of a person as they stood, those on lots with them. */
interface StoodLedger {
  readonly holdings: HoldingsLedger;
  readonly lots: LotRows;
}

type Reading = Awaited<ReturnType<PersonReader['events']>>;

/** What was there at a point. */
interface State extends Reading {
  readonly personId: string;
  /** Undefined while nothing was known. */
  readonly ledger: StoodLedger | undefined;
}

function ledgerOf(folded: FoldedPerson, holdings: HoldingsLedger, knowledge: Knowledge): StoodLedger {
  return { holdings, lots: foldedLots(folded, knowledge) };
}

function differences(before: StoodLedger | undefined, after: StoodLedger | undefined): readonly RowChange[] {
  return [
    ...ledgerDifference(before?.holdings, after?.holdings),
    ...lotsDifference(before?.lots, after?.lots),
  ];
}

/** Changes of rows that speak of days up to the date; those that speak of no day are among them. */
function isUntil(asOf: string | undefined): (change: RowChange) => boolean {
  return (change) => asOf === undefined || dayOf(change) <= asOf;
}

function dayOf({ kind, row }: RowChange): string {
  switch (kind) {
    case 'step':
    case 'draw':
      return row.effectiveOn;
    case 'holding':
      return row.knownFrom;
    case 'tranche':
      return row.vestsOn ?? row.notBefore ?? '';
    case 'lot':
      return row.acquiredOn ?? '';
    case 'filing':
      return row.periodOfReport ?? row.knownOn;
    case 'problem':
      return '';
  }
}

/** A date or timestamp is a moment of knowledge; anything else names an event or a position. */
function pointOf(point: string): Clocks {
  return isMoment(point) ? { knownAt: point } : { recordedAt: point };
}

function isMoment(point: string): boolean {
  return isCalendarDate(point) || easternTime(point) !== undefined;
}

/** By days when both points are days, or the beginning and a day; by events otherwise. */
async function stepsOf(
  before: State | undefined,
  stood: State,
  byDay: boolean,
): Promise<readonly ReplayStep[]> {
  const marks = byDay ? marksOfKnowledge(before, stood) : marksOfEvents(before, stood);
  if (marks.length > MAX_REPLAY_STEPS) {
    throw new InvalidQuestion(
      'step',
      `${marks.length} steps are more than the ${MAX_REPLAY_STEPS} of one replay; begin later with "from"`,
    );
  }
  const steps: ReplayStep[] = [];
  let { ledger }: { ledger?: StoodLedger | undefined } = before ?? {};
  for (const { events, knowledge, ...mark } of marks) {
    const folded = foldPerson(events, knowledge, stood.personId);
    const next = folded && ledgerOf(folded, holdingsLedger(folded), knowledge);
    steps.push({ ...mark, changes: differences(ledger, next) });
    ledger = next;
    // A server answers others between two steps.
    await setImmediate();
  }
  return steps;
}

interface Mark extends Omit<ReplayStep, 'changes'> {
  readonly events: readonly StoredEvent[];
  readonly knowledge: Knowledge;
}

/** One mark for each filing, document, header and decision that was recorded after the state before. */
function marksOfEvents(before: State | undefined, { rows }: State): readonly Mark[] {
  const { events, knowledge } = rows;
  const groups: StoredEvent[][] = [];
  for (const event of events.slice(before?.rows.events.length ?? 0)) {
    const group = groups.at(-1);
    if (group && belongsTo(group.at(-1)!, event)) group.push(event);
    else groups.push([event]);
  }
  return groups.map((group) => {
    const last = group.at(-1)!;
    return {
      eventId: last.id,
      position: last.position,
      knownAt: null,
      types: [...new Set(group.map(({ type }) => type))],
      events: events.slice(0, events.indexOf(last) + 1),
      knowledge,
    };
  });
}

/** A filing and its lines are one step; a further document of it is another. */
function belongsTo(last: StoredEvent, event: StoredEvent): boolean {
  const sameFiling = last.metadata.$causationId === event.metadata.$causationId;
  return sameFiling && last.type !== 'FilingSourceAdded' && event.type !== 'FilingSourceAdded';
}

/** One mark for each moment at which a filing or a decision became known after the state before. */
function marksOfKnowledge(before: State | undefined, { rows }: State): readonly Mark[] {
  const { events, knowledge } = rows;
  const filings = (rows.folded?.filings ?? []).map(({ knownFrom }) => ({
    knownFrom,
    type: 'FilingRecorded',
  }));
  const decisions = events
    .filter(isDecision)
    .map((decision) => ({ knownFrom: decisionKnownFrom(decision), type: decision.type }));
  const facts = [...filings, ...decisions].filter(
    ({ knownFrom }) =>
      isKnown(knownFrom, knowledge) && !(before && isKnown(knownFrom, before.rows.knowledge)),
  );
  return [...new Set(facts.map(({ knownFrom }) => knownFrom))].sort().map((knownAt) => ({
    eventId: null,
    position: null,
    knownAt,
    types: [...new Set(facts.filter(({ knownFrom }) => knownFrom === knownAt).map(({ type }) => type))],
    events,
    knowledge: { knownAt },
  }));
}
