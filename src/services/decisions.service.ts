import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Decision, TermsChanged } from '../core/ledger/decision-events';
import { eventId } from '../core/ledger/event-id';
import { isDecision, type StoredEvent } from '../core/ledger/events';
import { CHAIN_START } from '../core/ledger/hash-chain';
import { ledgerDifference, type RowChange } from '../core/ledger/ledger-difference';
import { personOfStream, streamOf } from '../core/ledger/parties';
import { foldPerson } from '../core/ledger/person-holdings';
import type { PersonRow } from '../core/ledger/person-ledger';
import { projectPerson } from '../core/ledger/project-person';
import { type NewDecision, recordDecision } from '../core/ledger/record-decision';
import { type PersonLot, personLots } from '../core/ledger/vesting-lots';
import { readSchedule } from '../core/vesting/grammar/read-schedule';
import type { Schedule } from '../core/vesting/schedule';
import { tranchesOf } from '../core/vesting/tranches';
import { type EventStore, WrongExpectedRevision } from '../event-store/event-store';
import { LiveProjector } from '../read-model/live-projector';
import { InvalidQuestion, NotFound } from './answer';
import { checkedAmount, correctedCells, type GivenCells } from './corrected-cells';
import { checkedDecision, checkTerms } from './decision-checks';
import { FilingsService } from './filings.service';
import { EVENT_STORE } from './ledger-tokens';
import { type ChangedLot, changedLots } from './lot-standing';
import { originalChoice } from './original-choice';
import { PeopleService } from './people.service';
import { today } from './today';

/** Tries to append while others append to the same stream. */
const MAX_ATTEMPTS = 2;

/** How a decision is to be made. */
export interface Making {
  /** Shows what the decision would change, and records nothing. */
  readonly dryRun?: boolean;
  /** Whose stream it goes to; found by the id that it is about unless given. */
  readonly personId?: string;
}

/** A schedule as data, or as words that are read like a footnote's. */
export type StatedSchedule = Schedule | { readonly text: string };

/** New terms as somebody gives them. */
export type GivenTerms = Omit<TermsChanged, keyof Decision | 'lot' | 'schedule'> & {
  readonly schedule?: StatedSchedule;
};

export interface DecisionAnswer {
  readonly person: PersonRow;
  readonly stream: string;
  /** Id of the decision's event, as which it is recorded, or would be if nothing came between. */
  readonly eventId: string;
  readonly recorded: boolean;
  readonly decision: NewDecision;
  /** The lots that it changes. */
  readonly lots: readonly ChangedLot[];
  /** The rows of filings, holdings, steps and problems that it changes. */
  readonly changes: readonly RowChange[];
  /** Decisions about lots that are not there. */
  readonly doubts: readonly string[];
}

/** What to decide, seen the events of the stream. */
type Decide = (events: readonly StoredEvent[]) => NewDecision;

/** The use case "decide": a named person states what no form says. Each decision is an event; none is ever deleted. */
@Injectable()
export class DecisionsService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly people: PeopleService,
    private readonly projector: LiveProjector,
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
    return this.onLot(lot, making, (events) => ({
      type: 'ScheduleStated',
      data: { ...decision, lot, schedule: scheduleFor(lotOfId(lot, events), schedule) },
    }));
  }

  /** Changes the terms of a lot from a day on. Throws as `schedule` does. */
  terms(lot: string, terms: GivenTerms, by: Decision, making: Making = {}): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const { schedule: stated, ...dates } = terms;
    return this.onLot(lot, making, (events) => {
      const schedule = stated && scheduleFor(lotOfId(lot, events), stated);
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
    const stream = await this.streamWith(line, making);
    return this.make(stream, making, (events) => {
      const steps = projectPerson(events)?.steps ?? [];
      if (!steps.some(({ lineId, holdingId }) => lineId === line || holdingId === line)) {
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
    const stream = await this.streamWith(line, making);
    return this.make(stream, making, (events) => {
      const reported = foldPerson(events)?.filings.flatMap((filing) =>
        filing.lines.filter(
          ({ table, row }) => line === eventId(stream, filing.fingerprint, `${table}.${row}`),
        ),
      )[0];
      if (!reported)
        throw new NotFound(`"${line}" is the event id of no line; "holdings events PERSON" shows them`);
      const corrected = correctedCells(cells, reported.cells);
      return { type: 'LineCorrected', data: { ...decision, line, cells: corrected } };
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
    const { personId, ...choice } = originalChoice(
      await this.filings.named(amendment, making.personId),
      original === null ? null : await this.filings.named(original),
    );
    const data = { ...decision, ...choice };
    return this.make(streamOf(personId), making, () => ({ type: 'OriginalChosen', data }));
  }

  /** Takes a decision back, by its event id. Throws NotFound when no decision has that id. */
  async undo(decided: string, by: Decision, making: Making = {}): Promise<DecisionAnswer> {
    const decision = checkedDecision(by, today());
    const stream = await this.streamWith(decided, making);
    return this.make(stream, making, (events) => {
      const undone = events.find(({ id }) => id === decided);
      if (!undone) throw new NotFound(`no event of ${stream} has the id "${decided}"`);
      if (!isDecision(undone)) {
        throw new InvalidQuestion('event', `${decided} is a ${undone.type}: only decisions can be undone`);
      }
      return { type: 'DecisionUndone', data: { ...decision, decision: decided } };
    });
  }

  private async onLot(lot: string, making: Making, decide: Decide): Promise<DecisionAnswer> {
    const stream = await this.streamWith(lot.replace(/\.opening$/, ''), making);
    return this.make(stream, making, decide);
  }

  private async make(stream: string, { dryRun }: Making, decide: Decide): Promise<DecisionAnswer> {
    const correlationId = randomUUID();
    for (let attempt = 1; ; attempt++) {
      const events = await this.eventsOf(stream);
      const decision = decide(events);
      const revision = events.at(-1)?.revision ?? -1;
      const recordedAt = new Date().toISOString();
      const event = recordDecision(stream, decision, { revision, correlationId, recordedAt });
      const decided = [...events, asStored(event, stream, revision + 1)];
      const lots = changedLots(events, decided);
      const changes = ledgerDifference(projectPerson(events), projectPerson(decided));
      const { doubts } = personLots(decided);
      if (!dryRun) {
        try {
          await this.store.append([{ stream, expectedRevision: revision, events: [event] }]);
          await this.projector.catchUp();
        } catch (error) {
          if (error instanceof WrongExpectedRevision && attempt < MAX_ATTEMPTS) continue;
          throw error;
        }
      }
      const person = await this.people.withId(personOfStream(stream)!);
      return { person, stream, eventId: event.id, recorded: !dryRun, decision, lots, changes, doubts };
    }
  }

  private async eventsOf(stream: string): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of this.store.readStream(stream)) events.push(event);
    return events;
  }

  /** The person's stream that has the event; the whole log is looked through unless the person is given. */
  private async streamWith(id: string, { personId }: Making): Promise<string> {
    if (personId !== undefined) return streamOf(personId);
    for await (const batch of this.store.readAll()) {
      const event = batch.find((each) => each.id === id);
      if (event && personOfStream(event.stream) !== undefined) return event.stream;
    }
    const where = '"holdings vesting PERSON" shows the ids of lots, "holdings events PERSON" those of events';
    throw new NotFound(`no event of a reporting person has the id "${id}"; ${where}`);
  }
}

/** As it will stand in the store, but for its place there: what is folded to see what it changes. */
function asStored(event: ReturnType<typeof recordDecision>, stream: string, revision: number): StoredEvent {
  const metadata = { ...event.metadata, previousHash: CHAIN_START, hash: CHAIN_START };
  return { ...event, stream, revision, position: '', metadata } as StoredEvent;
}

/** The one lot that an id names. */
function lotOfId(id: string, events: readonly StoredEvent[]): PersonLot {
  const [lot, ...more] = personLots(events).named(id);
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
