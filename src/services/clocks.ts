import type { StoredEvent } from '../core/ledger/events';
import type { Knowledge } from '../core/ledger/knowledge';
import { isCalendarDate } from '../core/values/calendar-date';
import { easternTime } from '../core/values/eastern-time';
import { type EventStore, UnknownPosition } from '../event-store/event-store';
import { InvalidQuestion } from './answer';

/** The clocks of a question, as it was put. Without them: as far as the ledger goes, all that is recorded. */
export interface Clocks {
  /** ISO date: what held on that day. */
  readonly asOf?: string;
  /** What was known: an ISO date (by the end of that day, US Eastern), or a timestamp with an offset. */
  readonly knownAt?: string;
  /** What was recorded: the id of an event of the stream asked about, or a position of the log; that event included. */
  readonly recordedAt?: string;
}

/** The knowledge that a question allows. Throws InvalidQuestion when `knownAt` is neither a date nor an instant. */
export function knowledgeOf({ knownAt }: Clocks): Knowledge {
  if (knownAt === undefined) return {};
  const moment = isCalendarDate(knownAt) ? knownAt : easternTime(knownAt);
  if (moment === undefined) {
    throw new InvalidQuestion(
      'knownAt',
      `"${knownAt}" is neither a calendar date such as 2008-06-18 (the end of that day, US Eastern) nor a ` +
        'timestamp with an offset such as 2008-06-18T17:30:00-04:00',
    );
  }
  return { knownAt: moment };
}

const EVENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The position of the last event that a question may rest on: the one asked for, otherwise `head`, the head of the log
 * as the question read it, past which nothing is stated; null for an empty log. `events` are those among which an event
 * id is looked for: of all streams that the question rests on. Throws InvalidQuestion for an id or position that is not
 * there.
 */
export async function recordedPosition(
  store: EventStore,
  head: string | null,
  { recordedAt }: Clocks,
  events: readonly StoredEvent[] | undefined,
): Promise<string | null> {
  if (recordedAt === undefined) return head;
  if (EVENT_ID.test(recordedAt)) return positionOfEvent(recordedAt.toLowerCase(), events);
  const position = await positionUntil(store, head, recordedAt);
  if (position !== undefined) return position;
  throw new InvalidQuestion(
    'recordedAt',
    `"${recordedAt}" is neither the id of an event nor a position of this ledger's log, which ends at ${head ?? 'nothing'}`,
  );
}

/** The position up to the head that a text names, which may lack its leading zeros; undefined when it names none. */
export async function positionUntil(
  store: EventStore,
  head: string | null,
  text: string,
): Promise<string | undefined> {
  if (head === null) return undefined;
  const numbered = /^\d+$/.test(head) && /^\d+$/.test(text);
  const position = numbered ? text.padStart(head.length, '0') : text;
  if (position > head) return undefined;
  try {
    for await (const _ of store.readAll(position, 1)) break;
  } catch (error) {
    if (!(error instanceof UnknownPosition)) throw error;
    return undefined;
  }
  return position;
}

function positionOfEvent(id: string, events: readonly StoredEvent[] | undefined): string {
  if (events === undefined) {
    throw new InvalidQuestion('recordedAt', 'without a person, recordedAt must be a position of the log');
  }
  const event = events.find((each) => each.id === id);
  if (event) return event.position;
  const streams = [...new Set(events.map(({ stream }) => stream))].join(', ') || 'this person';
  throw new InvalidQuestion(
    'recordedAt',
    `"${id}" is no event of ${streams}; for an event of another stream give its position`,
  );
}
