import { Injectable } from '@nestjs/common';
import { foldedLots } from '../core/ledger/folded-lots';
import type { LotRow } from '../core/ledger/lot-rows';
import type { PersonRow } from '../core/ledger/person-ledger';
import { holdingsLedger } from '../core/ledger/project-person';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { Certainty } from '../core/vesting/schedule';
import { LiveGeneration } from '../read-model/live-generation';
import type { HeldLot } from '../read-model/read-model';
import { checkAsOf } from './answer';
import type { Clocks } from './clocks';
import { KeptBasis, type ManyBasis } from './kept-basis';
import { byName, PeopleService } from './people.service';
import { PersonFolds } from './person-folds';

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
  readonly basis: ManyBasis;
  readonly summary: SchedulesSummary;
  /** In order of certainty, then of number. */
  readonly reasons: readonly ScheduleReason[];
  /** Rules by which the rows were made, when that is not by this program's; then a rebuild is due. */
  readonly otherRules: readonly number[];
  /** Person by person, a jointly reported lot once. */
  readonly lots: readonly ScheduledLot[];
}

/** The use case "how many lots have a schedule, and why do the others not", on any of the three clocks. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly live: LiveGeneration,
    private readonly people: PeopleService,
    private readonly folds: PersonFolds,
    private readonly kept: KeptBasis,
  ) {}

  /**
   * The lots of all persons under their newest terms as known then; with an effective date those that were there
   * by then. Throws InvalidQuestion for clocks that cannot be read.
   */
  async report(clocks: Clocks = {}): Promise<SchedulesReport> {
    checkAsOf(clocks.asOf);
    const isKept = clocks.knownAt === undefined && clocks.recordedAt === undefined;
    const { basis, persons } = await (isKept ? this.keptLots() : this.foldedLots(clocks));
    const isThere = ({ lot, holding }: HeldLot) =>
      clocks.asOf === undefined || (lot.acquiredOn ?? holding.knownFrom) <= clocks.asOf;
    const lots = persons.flatMap((held) => held.filter(isThere).map(scheduledLot));
    const counts = { determined: 0, assumed: 0, bounded: 0, undetermined: 0 };
    const reasons = new Map<string, ScheduleReason>();
    for (const lot of lots) {
      counts[lot.certainty]++;
      count(lot, reasons);
    }
    const versions = isKept ? await this.live.read((readModel) => readModel.rulesVersions()) : [];
    return {
      basis: { ...basis, effectiveOn: clocks.asOf ?? null },
      summary: { persons: persons.length, lots: lots.length, ...counts },
      reasons: inOrder([...reasons.values()]),
      otherRules: versions.filter((version) => version !== RULES_VERSION),
      lots,
    };
  }

  /** Lots that count in the rows of each person that the read model keeps. */
  private async keptLots(): Promise<LotsOfPersons> {
    const { answer: persons, basis } = await this.kept.read(async () => {
      const found: LotsOfPerson[] = [];
      for await (const personId of this.people.everyId()) {
        const person = await this.live.read((readModel) => readModel.person(personId));
        // Kept under the id that it is linked to.
        if (!person) continue;
        const held = await this.live.read((readModel) => readModel.lots(personId));
        found.push({ person, held: held.filter(({ lot }) => lot.countsHere) });
      }
      return found;
    });
    return { persons: inOrderOfName(persons), basis };
  }

  private async foldedLots(clocks: Clocks): Promise<LotsOfPersons> {
    const persons: LotsOfPerson[] = [];
    const basis = await this.folds.each(undefined, clocks, ({ person: folded, knowledge }) => {
      const { person, holdings } = holdingsLedger(folded);
      const byId = new Map(holdings.map((holding) => [holding.holdingId, holding]));
      const { lots } = foldedLots(folded, knowledge);
      const held = lots.map((lot) => ({ lot, holding: byId.get(lot.holdingId)! }));
      persons.push({ person, held: held.filter(({ lot }) => lot.countsHere) });
    });
    return { persons: inOrderOfName(persons), basis };
  }
}

interface LotsOfPerson {
  readonly person: PersonRow;
  readonly held: readonly HeldLot[];
}

function inOrderOfName(persons: readonly LotsOfPerson[]): readonly (readonly HeldLot[])[] {
  return [...persons].sort((left, right) => byName(left.person, right.person)).map(({ held }) => held);
}

/** Lots person by person, in order of name. */
interface LotsOfPersons {
  readonly persons: readonly (readonly HeldLot[])[];
  readonly basis: ManyBasis;
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
