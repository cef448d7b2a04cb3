import { Inject, Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import { streamOf } from '../core/ledger/parties';
import { type PersonLot, vestingLots } from '../core/ledger/vesting-lots';
import type { Certainty } from '../core/vesting/schedule';
import type { EventStore } from '../event-store/event-store';
import { EVENT_STORE } from './ledger-tokens';
import { MAX_PAGE_ROWS, PeopleService } from './people.service';

/** How much is known of when the derivative lots of a ledger vest. */
export interface SchedulesSummary {
  readonly persons: number;
  readonly lots: number;
  readonly determined: number;
  readonly assumed: number;
  readonly bounded: number;
  readonly undetermined: number;
}

/** Lots of one certainty for one reason. */
export interface ScheduleReason {
  readonly certainty: Certainty;
  readonly reason: string;
  readonly lots: number;
  /** One of them. */
  readonly example: { readonly personId: string; readonly title: string; readonly lotId: string };
}

/** One derivative lot and what is known of its schedule. */
export interface ScheduledLot {
  readonly personId: string;
  readonly lotId: string;
  readonly issuerName: string | null;
  readonly title: string;
  readonly units: string;
  readonly certainty: Certainty;
  readonly reason: string;
  readonly source: string;
  readonly footnote: string | null;
  readonly filingKey: string;
  readonly text: string | null;
}

/** The use case "how many lots have a schedule, and why do the others not". */
@Injectable()
export class SchedulesService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly people: PeopleService,
  ) {}

  /**
   * Goes through all persons, a jointly reported lot once. Calls `onLot` for each lot, so that memory is
   * bounded by one person's lots. Reasons come in order of certainty, then of number.
   */
  async report(
    onLot: (lot: ScheduledLot) => void,
  ): Promise<{ readonly summary: SchedulesSummary; readonly reasons: readonly ScheduleReason[] }> {
    const counts = { determined: 0, assumed: 0, bounded: 0, undetermined: 0 };
    const reasons = new Map<string, ScheduleReason>();
    let persons = 0;
    for await (const personId of this.persons()) {
      persons++;
      const stream = streamOf(personId);
      const events: StoredEvent[] = [];
      for await (const event of this.store.readStream(stream)) events.push(event);
      for (const lot of vestingLots(events)) {
        if (lot.streams[0] !== stream) continue;
        const scheduled = scheduledLot(personId, lot);
        counts[scheduled.certainty]++;
        count(scheduled, reasons);
        onLot(scheduled);
      }
    }
    const lots = Object.values(counts).reduce((sum, each) => sum + each, 0);
    return { summary: { persons, lots, ...counts }, reasons: inOrder([...reasons.values()]) };
  }

  private async *persons(): AsyncGenerator<string> {
    let after: string | undefined;
    do {
      const page = await this.people.page({ limit: MAX_PAGE_ROWS, ...(after && { after }) });
      for (const person of page.people) yield person.personId;
      after = page.next ?? undefined;
    } while (after);
  }
}

function scheduledLot(personId: string, { lotId, holding, vesting, reading, step }: PersonLot): ScheduledLot {
  const { text, source, tranches } = reading;
  return {
    personId,
    lotId,
    issuerName: holding.issuerName,
    title: holding.title,
    units: vesting.terms.units,
    certainty: tranches.certainty,
    reason: reasonOf(reading),
    source,
    footnote: text?.footnote ?? null,
    filingKey: text?.filingKey ?? step.filingKey,
    text: text?.text ?? null,
  };
}

/** Figures and dates are taken out of a reason, so that lots of one kind are counted together. */
function reasonOf({ tranches, reading, source }: PersonLot['reading']): string {
  const kind = (text: string) =>
    text.replace(/\d{4}-\d{2}-\d{2}/g, 'DATE').replace(/(?<!column )\b\d+(\.\d+)?/g, 'N');
  switch (tranches.certainty) {
    case 'determined':
      return 'every date and portion is stated';
    case 'assumed':
      return tranches.assumptions.map(kind).join('; ') || `read with assumptions from ${source}`;
    case 'bounded':
      return kind(reading.reason ?? tranches.assumptions[0] ?? 'some dates have bounds only');
    case 'undetermined':
      return kind(tranches.undetermined ?? reading.reason ?? 'no schedule is stated');
  }
}

function count(
  { certainty, reason, personId, title, lotId }: ScheduledLot,
  reasons: Map<string, ScheduleReason>,
) {
  const key = `${certainty} ${reason}`;
  const known = reasons.get(key);
  const example = known?.example ?? { personId, title, lotId };
  reasons.set(key, { certainty, reason, lots: (known?.lots ?? 0) + 1, example });
}

function inOrder(reasons: readonly ScheduleReason[]): readonly ScheduleReason[] {
  const rank = { determined: 0, assumed: 1, bounded: 2, undetermined: 3 };
  return [...reasons].sort(
    (left, right) => rank[left.certainty] - rank[right.certainty] || right.lots - left.lots,
  );
}
