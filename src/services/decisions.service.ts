import { Inject, Injectable } from '@nestjs/common';
import { versionsOf } from '../core/ledger/amendments/amended-filings';
import type { Decision, TermsChanged } from '../core/ledger/decision-events';
import { decisionsInForce, undoneBy } from '../core/ledger/decisions-in-force';
import { isDecision, type StoredEvent } from '../core/ledger/events';
import { Identity } from '../core/ledger/identity';
import { isSharedStream, personOfStream } from '../core/ledger/parties';
import { type FoldedPerson, foldPerson } from '../core/ledger/person-holdings';
import { lineIds } from '../core/ledger/person-rows';
import type { NewDecision } from '../core/ledger/record-decision';
import { reportedLines } from '../core/ledger/reported-line';
import { type PersonLot, type PersonLots, personLots } from '../core/ledger/vesting-lots';
import { readSchedule } from '../core/vesting/grammar/read-schedule';
import type { Schedule } from '../core/vesting/schedule';
import { tranchesOf } from '../core/vesting/tranches';
import type { EventStore } from '../event-store/event-store';
import { PersonStreams } from '../read-model/person-streams';
import { InvalidQuestion, NotFound } from './answer';
import { checkedAmount, correctedCells, type GivenCells } from './corrected-cells';
import { checkedDecision, checkTerms } from './decision-checks';
import { type ChangedPerson, DecisionRecorder, type MadeDecision, type Making } from './decision-recorder';
import { FilingsService } from './filings.service';
import { EVENT_STORE } from './ledger-tokens';
import { checkLines } from './line-checks';
import { originalChoice } from './original-choice';
import { type SharedDecisionAnswer, SharedDecisionsService } from './shared-decisions.service';
import { againstStanding, CHANGES_NOTHING, type KnownAs } from './standing-decisions';
import { today } from './today';

/** A schedule as data, or as words that are read like a footnote's. */
export type StatedSchedule = Schedule | { readonly text: string };

/** New terms as somebody gives them. */
export type GivenTerms = Omit<TermsChanged, keyof Decision | 'lot' | 'schedule'> & {
  readonly schedule?: StatedSchedule;
};

/** A decision on one person, and what it changes. */
export interface DecisionAnswer extends Omit<MadeDecision, 'persons'>, ChangedPerson {}

/** What to decide, seen the events on which the person's rows rest, and the id under which the person is kept. */
type Decide = (events: readonly StoredEvent[], personId: string) => NewDecision;

/** The use case "decide": a named person states what no form says. Each decision is an event; none is ever deleted. */
@Injectable()
export class DecisionsService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly recorder: DecisionRecorder,
    private readonly shared: SharedDecisionsService,
    private readonly filings: FilingsService,
  ) {}

  /**
   * States the vesting schedule of a lot, in place of what its footnotes say. `lot` is the lot's id, or the event
   * id of one of its lines. Throws NotFound for an id that no lot has, InvalidQuestion for a schedule that
   * cannot be this lot's.
   */
  schedule(
    lot: string,
    schedule: StatedSchedule,
    by: Decision,
    making: Making = {},
  ): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    return this.onLot(lot, making, (events, personId) => ({
      type: 'ScheduleStated',
      data: { ...decision, lot, schedule: scheduleFor(lotOfId(lot, events, personId), schedule) },
    }));
  }

  /** Changes the terms of a lot from a day on. Throws as `schedule` does. */
  terms(lot: string, terms: GivenTerms, by: Decision, making: Making = {}): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const { schedule: stated, ...dates } = terms;
    return this.onLot(lot, making, (events, personId) => {
      const schedule = stated && scheduleFor(lotOfId(lot, events, personId), stated);
      const changed = { ...dates, ...(schedule && { schedule }) };
      checkTerms(changed);
      return { type: 'TermsChanged', data: { ...decision, lot, ...changed } };
    });
  }

  /**
   * States what a holding had before its first line. `line` is the event id of any of its lines. Throws NotFound
   * when no holding has that line.
   */
  async opening(line: string, balance: string, by: Decision, making: Making = {}): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const stated = checkedAmount('balance', balance);
    const stream = await this.recorder.streamWith(line, making);
    return this.make(stream, making, (events, personId) => {
      const holdings = foldPerson(events, {}, personId)?.holdings ?? [];
      const lines = holdings.flatMap(({ steps }) => steps.map((step) => step.line));
      if (!lines.some((each) => versionsOf(each).flatMap(lineIds).includes(line))) {
        throw new NotFound(`no holding has the line "${line}"; "holdings history PERSON --json" tells them`);
      }
      return { type: 'OpeningBalanceStated', data: { ...decision, holding: line, balance: stated } };
    });
  }

  /**
   * Corrects cells of a line: how they are to be read. `line` is its event id. Throws NotFound when there is no
   * such line, InvalidQuestion for a value that its box cannot hold.
   */
  async correct(line: string, cells: GivenCells, by: Decision, making: Making = {}): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const stream = await this.recorder.streamWith(line, making);
    return this.make(stream, making, (events, personId) => {
      const filings = foldPerson(events, {}, personId)?.filings ?? [];
      const reported = filings.flatMap(reportedLines).find((each) => lineIds(each).includes(line))?.line;
      if (!reported)
        throw new NotFound(`"${line}" is the event id of no line; "holdings events PERSON" shows them`);
      const corrected = correctedCells(cells, reported.cells);
      return { type: 'LineCorrected', data: { ...decision, line, cells: corrected } };
    });
  }

  /**
   * States that two lines, by their event ids, are of one holding or of two. Throws NotFound when one of them is no
   * line of the person, InvalidQuestion when they can be nothing of the sort.
   */
  async lines(
    type: 'HoldingsJoined' | 'HoldingsParted',
    lines: readonly [string, string],
    by: Decision,
    making: Making = {},
  ): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const stream = await this.recorder.streamWith(lines[0], making);
    return this.make(stream, making, (events, personId) => {
      checkLines(lines, foldPerson(events, {}, personId));
      return { type, data: { ...decision, lines } };
    });
  }

  /**
   * Chooses the filing that an amendment amends, or none of those here (null), in place of what its dates and lines
   * say. Both are accession numbers or fingerprints. Throws NotFound, InvalidQuestion as `originalChoice` does.
   */
  async original(
    amendment: string,
    original: string | null,
    by: Decision,
    making: Making = {},
  ): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const { personId, eventId, ...choice } = originalChoice(
      await this.filings.named(amendment, making.personId),
      original === null ? null : await this.filings.named(original),
    );
    const data = { ...decision, ...choice };
    const stream = await this.recorder.streamWith(eventId, { personId });
    return this.make(stream, making, () => ({ type: 'OriginalChosen', data }));
  }

  /**
   * Takes a decision back, by its event id, in whichever stream it stands. Throws NotFound when no decision has that id,
   * InvalidQuestion when it is taken back already.
   */
  async undo(
    decided: string,
    by: Decision,
    making: Making = {},
  ): Promise<DecisionAnswer | SharedDecisionAnswer> {
    const data = { ...checkedDecision(by, today()), decision: decided };
    const stream = await this.recorder.streamWith(decided, making);
    const decide = (events: readonly StoredEvent[]): NewDecision => {
      const own = events.filter((event) => event.stream === stream);
      checkUndoing(decided, own);
      return { type: 'DecisionUndone', data };
    };
    return isSharedStream(stream)
      ? this.shared.inStream(stream, decide, making)
      : this.make(stream, making, decide);
  }

  private async onLot(lot: string, making: Making, decide: Decide): Promise<DecisionAnswer> {
    const stream = await this.recorder.streamWith(lot.replace(/\.opening$/, ''), making);
    return this.make(stream, making, decide);
  }

  /** Makes a decision in a person's stream: that of whichever of the person's ids it is about. */
  private async make(stream: string, making: Making, decide: Decide): Promise<DecisionAnswer> {
    const id = personOfStream(stream);
    if (id === undefined) throw new NotFound(`${stream} is no stream of a reporting person`);
    let personId = id;
    let doubts: readonly string[] = [];
    const toDecide = {
      stream,
      decide: async () => {
        const { events } = await new PersonStreams(this.store).of(id);
        personId = Identity.of(events).personOf(id);
        const decision = decide(events, personId);
        doubts = againstStanding(decision, decisionsInForce(events), knownAsIn(events, personId));
        return decision;
      },
      concerned: () => [id],
    };
    const { persons, ...made } = await this.recorder.make(toDecide, making);
    const changed = persons.find(({ person }) => person.personId === personId);
    if (!changed) throw new NotFound(`no filing of ${personId} is recorded`);
    const isIdle = changed.changes.length === 0 && changed.lots.length === 0;
    const idle = isIdle ? [CHANGES_NOTHING] : [];
    return { ...made, ...changed, doubts: [...doubts, ...idle, ...changed.doubts] };
  }
}

/** Throws unless there is a decision with that id which is not taken back already. */
function checkUndoing(decided: string, events: readonly StoredEvent[]): void {
  const undone = events.find(({ id }) => id === decided);
  if (!undone) throw new NotFound(`no event has the id "${decided}"`);
  if (!isDecision(undone)) {
    throw new InvalidQuestion(
      'event',
      `${decided} is what a filing says (${undone.type}), not a decision: only decisions can be undone`,
    );
  }
  const by = undoneBy(events, decided);
  if (!by) return;
  const { author, reason } = by.data;
  throw new InvalidQuestion('event', `${decided} is taken back already, by ${by.id} of ${author}: ${reason}`);
}

/** The lot, holding or line of any of its ids; the id as it is where it names none, or several. */
function knownAsIn(events: readonly StoredEvent[], personId: string): KnownAs {
  // Nothing is folded unless there are decisions to compare.
  let lots: PersonLots | undefined;
  let person: FoldedPerson | undefined;
  return (kind, id) => {
    if (kind === 'lot') {
      lots ??= personLots(events, {}, personId);
      const [lot, ...more] = lots.named(id);
      return lot && more.length === 0 ? lot.lotId : id;
    }
    person ??= foldPerson(events, {}, personId);
    for (const { holdingId, steps } of person?.holdings ?? []) {
      const line = steps
        .map((step) => versionsOf(step.line).flatMap(lineIds))
        .find((ids) => ids.includes(id));
      if (line) return kind === 'holding' ? holdingId : line[0]!;
    }
    return id;
  };
}

/** The one lot that an id names. */
function lotOfId(id: string, events: readonly StoredEvent[], personId: string): PersonLot {
  const [lot, ...more] = personLots(events, {}, personId).named(id);
  if (!lot)
    throw new NotFound(`"${id}" is the id of no derivative lot; "holdings vesting PERSON" shows them`);
  if (more.length === 0) return lot;
  const ids = [lot, ...more].map(({ lotId }) => lotId).join(', ');
  throw new InvalidQuestion(
    'lot',
    `"${id}" is the id of a line of ${more.length + 1} lots; name one: ${ids}`,
  );
}

/** The schedule that is stated for a lot; one that its units and dates cannot follow is refused. */
function scheduleFor({ vesting }: PersonLot, stated: StatedSchedule): Schedule {
  const { terms } = vesting;
  if (!('text' in stated)) return possible(stated, terms);
  const { schedule, reason } = readSchedule(stated.text, terms);
  if (schedule) return possible(schedule, terms);
  throw new InvalidQuestion(
    'text',
    `no schedule can be read from the text: ${reason ?? 'it states none'}; state it as data instead`,
  );
}

function possible(schedule: Schedule, terms: PersonLot['vesting']['terms']): Schedule {
  const { undetermined } = tranchesOf(schedule, terms);
  if (undetermined === undefined) return schedule;
  throw new InvalidQuestion(
    'schedule',
    `the schedule is none of a lot of ${terms.units} units: ${undetermined}`,
  );
}
