import { decisionKnownFrom } from './decisions-in-force';
import { isDecision, type StoredEvent } from './events';
import { knownFromOf, type PersonFiling } from './filings-of-person';
import { isKnown, type Knowledge } from './knowledge';
import { personOfStream } from './parties';
import type { FoldedPerson } from './person-holdings';
import { reportedLines } from './reported-line';

/** A filing as far as it is known, with the day that each of its lines speaks of. */
interface KnownFiling {
  readonly from: string;
  readonly lines: ReadonlyMap<string, string>;
}

/**
 * The events among those of a person (and of everybody ever linked) that tell something which was known, and, with
 * `asOf` (ISO date), of days up to it. `folded` is what they come to with the same knowledge; undefined while no
 * filing is known.
 */
export function eventsThen(
  events: readonly StoredEvent[],
  folded: FoldedPerson | undefined,
  knowledge: Knowledge,
  asOf?: string,
): readonly StoredEvent[] {
  const filings = new Map((folded?.filings ?? []).flatMap(recordingsOf));
  const members = folded && new Set(folded.identity.members(folded.personId));
  const isHere = (stream: string) => {
    const personId = personOfStream(stream);
    return personId === undefined || members === undefined || members.has(personId);
  };
  const until = (day: string | undefined) => asOf === undefined || day === undefined || day <= asOf;
  return events.filter((event) => {
    if (!isHere(event.stream)) return false;
    if (isDecision(event)) return isKnown(decisionKnownFrom(event), knowledge) && until(effectOf(event));
    if (event.type === 'HeaderRecorded') {
      const { header } = event.data;
      return isFiled(header, knowledge) && until(header.periodOfReport ?? header.filedOn);
    }
    const filing = filings.get(`${event.stream} ${event.data.fingerprint}`);
    if (!filing) return false;
    if (event.type === 'FilingRecorded') return until(filing.from);
    if (event.type === 'FilingSourceAdded')
      return isFiled(event.data.header, knowledge) && until(filing.from);
    const { table, row } = event.data;
    return until(filing.lines.get(`${table}.${row}`) ?? filing.from);
  });
}

/** Under the stream and fingerprint of each of its recordings. */
function recordingsOf(filing: PersonFiling): readonly (readonly [string, KnownFiling])[] {
  const lines = new Map(
    reportedLines(filing).map(({ line, effectiveOn }) => [`${line.table}.${line.row}`, effectiveOn]),
  );
  const days = [...lines.values(), filing.facts.periodOfReport?.value].filter((day) => day !== undefined);
  const known = { from: days.sort()[0] ?? filing.knownOn, lines };
  const { stream, fingerprint, twins } = filing;
  return [{ stream, fingerprint }, ...twins].map((each) => [`${each.stream} ${each.fingerprint}`, known]);
}

function isFiled(
  header: { readonly filedOn?: string; readonly acceptedAt?: string } | undefined,
  knowledge: Knowledge,
): boolean {
  const { filedOn, acceptedAt } = header ?? {};
  return filedOn === undefined || isKnown(knownFromOf(filedOn, acceptedAt), knowledge);
}

/** From when on what is decided holds, where the decision says so. */
function effectOf({ data }: StoredEvent): string | undefined {
  return 'effectiveOn' in data ? data.effectiveOn : undefined;
}
