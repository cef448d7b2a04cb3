import { projectPerson } from '../core/ledger/project-person';
import { RULES_VERSION } from '../core/ledger/rules-version';
import type { EventStore } from '../event-store/event-store';
import { createDataSource } from '../read-model/data-source';
import type { GenerationPointer, Generations } from '../read-model/generations';
import { LAG_COUNTED, Projector } from '../read-model/projector';
import { ReadModel } from '../read-model/read-model';
import { openLedgerPlaces, type StoreSettings } from './ledger-places';
import { openEventStore } from './open-event-store';
import { openGenerations } from './open-generations';

/** What a generation is there for. */
export type GenerationRole = 'live' | 'previous' | 'building' | 'old';

/** One projection in one generation. */
export interface ProjectionState {
  readonly projection: 'persons';
  readonly generation: number;
  readonly role: GenerationRole;
  /** Rules versions by which its rows were made, in order; several while some are not made again yet. */
  readonly rulesVersions: readonly number[];
  readonly persons: number | null;
  /** Newest event that the rows account for. */
  readonly checkpoint: string | null;
  /** Events behind the log; `lagAtLeast` when there may be more. Null when the generation cannot be read. */
  readonly lag: number | null;
  readonly lagAtLeast: boolean;
  /** Why the generation cannot be read; null when it can. */
  readonly problem: string | null;
}

export interface ProjectionsReport {
  /** Newest event of the log; null for an empty one. */
  readonly head: string | null;
  /** RULES_VERSION of this program. */
  readonly rulesVersion: number;
  readonly projections: readonly ProjectionState[];
}

/** The use case "how far is each projection", without making any of them go further. */
export class ProjectionsService {
  private constructor(
    private readonly store: EventStore,
    private readonly generations: Generations,
  ) {}

  /** Opens the stores of an existing ledger; see openLedgerPlaces for what it throws. */
  static async open(settings: StoreSettings): Promise<ProjectionsService> {
    const { events, readModel } = openLedgerPlaces(settings, { mustExist: true });
    const store = await openEventStore(events);
    return new ProjectionsService(store, openGenerations(readModel));
  }

  async close(): Promise<void> {
    await this.generations.close();
    await this.store.close();
  }

  /** Every generation that there is, in order. */
  async report(): Promise<ProjectionsReport> {
    const pointer = await this.generations.pointer();
    const projections: ProjectionState[] = [];
    for (const generation of await this.generations.list()) {
      projections.push(await this.stateOf(generation, roleOf(generation, pointer)));
    }
    return { head: (await this.store.head()) ?? null, rulesVersion: RULES_VERSION, projections };
  }

  private async stateOf(generation: number, role: GenerationRole): Promise<ProjectionState> {
    const named = { projection: 'persons', generation, role } as const;
    try {
      const dataSource = await createDataSource(this.generations.location(generation));
      try {
        const readModel = new ReadModel(dataSource);
        const { checkpoint, events } = await new Projector(this.store, readModel, projectPerson).lag();
        return {
          ...named,
          rulesVersions: await readModel.rulesVersions(),
          persons: (await readModel.accounts()).persons,
          checkpoint,
          lag: events,
          lagAtLeast: events >= LAG_COUNTED,
          problem: null,
        };
      } finally {
        await dataSource.destroy();
      }
    } catch (error) {
      const problem = (error as Error).message;
      return {
        ...named,
        rulesVersions: [],
        persons: null,
        checkpoint: null,
        lag: null,
        lagAtLeast: false,
        problem,
      };
    }
  }
}

function roleOf(generation: number, { live, previous, building }: GenerationPointer): GenerationRole {
  if (generation === live) return 'live';
  if (generation === previous) return 'previous';
  return generation === building ? 'building' : 'old';
}
