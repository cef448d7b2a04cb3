import { parseDocument } from '../../src/core/filing/parse-document';
import type { NewEvent } from '../../src/core/ledger/events';
import { streamOf } from '../../src/core/ledger/parties';
import type { EventStore, StreamAppend } from '../../src/event-store/event-store';
import { ACME, DOE, ownershipXml } from './ownership-xml';
import { filingOf } from './parsed';
import { recordedEvents } from './recorded-events';

/** Filings of one person, one a quarter: a purchase, a sale and an option grant each. */
const FILINGS = 5;
/** Events of one filing: its own and one for each of its lines. */
const FILING_EVENTS = 4;
/** Events of one person: the same in a log of any size, so that costs per event can be compared. */
export const PERSON_EVENTS = FILINGS * FILING_EVENTS;
/** Streams of one append. */
const APPENDED_TOGETHER = 500;

/**
 * Appends the filings of so many persons in the order in which they would have come: everybody's first, then
 * everybody's second, and so on. What one person's filings say is parsed and recorded as usual, and said again of
 * all the others.
 */
export async function writePersonLog(store: EventStore, persons: number): Promise<void> {
  const filings = templateFilings();
  let revision = -1;
  for (const events of filings) {
    const text = JSON.stringify(events);
    for (let first = 0; first < persons; first += APPENDED_TOGETHER) {
      const batches: StreamAppend[] = [];
      for (let person = first; person < Math.min(first + APPENDED_TOGETHER, persons); person++) {
        batches.push(appendOf(text, person, revision));
      }
      await store.append(batches);
    }
    revision += events.length;
  }
}

export function personId(person: number): string {
  return String(20_000_000 + person).padStart(10, '0');
}

function appendOf(text: string, person: number, expectedRevision: number): StreamAppend {
  const id = personId(person);
  const events = JSON.parse(text.replaceAll(DOE.cik, id).replaceAll(DOE.name, `DOE ${person}`)) as NewEvent[];
  return { stream: streamOf(id), expectedRevision, events };
}

/** One person's events, filing by filing, not yet sealed into a stream. */
function templateFilings(): NewEvent[][] {
  const documents = Array.from({ length: FILINGS }, (_, quarter) => {
    const xml = ownershipXml(filingOfQuarter(quarter));
    const name = `quarter-${quarter}.xml`;
    return {
      name,
      sha256: String(quarter).padStart(64, 'a'),
      filing: filingOf(parseDocument(Buffer.from(xml))),
    };
  });
  const events = recordedEvents(documents).get(streamOf(DOE.cik)) ?? [];
  if (events.length !== PERSON_EVENTS) throw new Error(`${events.length} events instead of ${PERSON_EVENTS}`);
  return Array.from({ length: FILINGS }, (_, filing) =>
    events.slice(filing * FILING_EVENTS, (filing + 1) * FILING_EVENTS).map((event) => {
      const { previousHash: _previous, hash: _hash, ...metadata } = event.metadata;
      return { id: event.id, type: event.type, data: event.data, metadata } as NewEvent;
    }),
  );
}

function filingOfQuarter(quarter: number) {
  const on = `${2008 + Math.floor(quarter / 4)}-0${(quarter % 4) * 2 + 1}-17`;
  const held = 35_000 + quarter * 1_000;
  return {
    issuer: ACME,
    period: on,
    signed: on,
    common: [
      { on, code: 'P', way: 'A', shares: '1500', price: '3.21', following: String(held + 1_500) },
      { on, code: 'S', way: 'D', shares: '500', price: '3.4', following: String(held + 1_000) },
    ],
    options: [
      {
        on,
        code: 'A',
        way: 'A',
        shares: '8000.5295',
        price: '0',
        following: '8000.5295',
        strike: String(3 + quarter),
        exercisable: `${2010 + quarter}-01-01`,
        expires: `${2018 + quarter}-01-01`,
      },
    ],
  } as const;
}
