import { Injectable } from '@nestjs/common';
import type { LotRow } from '../core/ledger/lot-rows';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { Certainty } from '../core/vesting/schedule';
import { LiveGeneration } from '../read-model/live-generation';
import type { HeldLot } from '../read-model/read-model';
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
export interface ScheduledLot
  extends Pick<
    LotRow,
    'personId' | 'lotId' | 'units' | 'certainty' | 'source' | 'footnote' | 'filingKey' | 'text'
  > {
  readonly issuerName: string | null;
  readonly title: string;
  /** Without the lot's own figures and dates, so that lots of one kind are counted together. */
  readonly reason: string;
}

export interface SchedulesReport {
  readonly summary: SchedulesSummary;
  /** In order of certainty, then of number. */
  readonly reasons: readonly ScheduleReason[];
  /** Rules by which the rows were made, when that is not by this program's; then a rebuild is due. */
  readonly otherRules: readonly number[];
}

/** The use case "how many lots have a schedule, and why do the others not". */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly live: LiveGeneration,
    private readonly people: PeopleService,
  ) {}

  /**
   * Goes through all persons, a jointly reported lot once. Calls `onLot` for each lot, so that memory is
   * bounded by one person's lots.
   */
  async report(onLot: (lot: ScheduledLot) => void): Promise<SchedulesReport> {
    const counts = { determined: 0, assumed: 0, bounded: 0, undetermined: 0 };
    const reasons = new Map<string, ScheduleReason>();
    let persons = 0;
    for await (const personId of this.persons()) {
      persons++;
      for (const held of await this.live.read((readModel) => readModel.lots(personId))) {
        if (!held.lot.countsHere) continue;
        const scheduled = scheduledLot(held);
        counts[scheduled.certainty]++;
        count(scheduled, reasons);
        onLot(scheduled);
      }
    }
    const lots = Object.values(counts).reduce((sum, each) => sum + each, 0);
    const versions = await this.live.read((readModel) => readModel.rulesVersions());
    return {
      summary: { persons, lots, ...counts },
      reasons: inOrder([...reasons.values()]),
      otherRules: versions.filter((version) => version !== RULES_VERSION),
    };
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

function scheduledLot({ lot, holding }: HeldLot): ScheduledLot {
  const { personId, lotId, units, certainty, reason, source, footnote, filingKey, text } = lot;
  const { issuerName, title } = holding;
  return {
    personId,
    lotId,
    issuerName,
    title,
    units,
    certainty,
    reason: kindOf(reason),
    source,
    footnote,
    filingKey,
    text,
  };
}

/** A reason without figures and dates. */
function kindOf(reason: string): string {
  return reason.replace(/\d{4}-\d{2}-\d{2}/g, 'DATE').replace(/(?<!column )\b\d+(\.\d+)?/g, 'N');
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
