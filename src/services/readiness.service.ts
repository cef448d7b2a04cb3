import { Injectable } from '@nestjs/common';
import { LiveProjector } from '../read-model/live-projector';
import { ProjectionFailed } from '../read-model/projection-pass';
import { LAG_COUNTED } from '../read-model/projector';

/** What keeps the ledger from answering, and how far its rows are behind its events. */
export interface Readiness {
  readonly ready: boolean;
  /** One line for each thing that is wrong; empty when ready. */
  readonly reasons: readonly string[];
  /** Newest event of the log; null for an empty one, and when the event store does not answer. */
  readonly head: string | null;
  /** Newest event that the rows account for. */
  readonly checkpoint: string | null;
  /** Events that the rows do not account for yet; `lagAtLeast` when there may be more. */
  readonly lag: number | null;
  readonly lagAtLeast: boolean;
  /** The generation of rows that answers. */
  readonly generation: number;
  /** The event that the projection stopped at, and why; null while it goes on. */
  readonly failedAt: FailedAt | null;
}

export interface FailedAt {
  readonly eventId: string;
  readonly position: string;
  readonly personId: string;
  readonly error: string;
}

/** The use case "can this ledger be relied on right now". */
@Injectable()
export class ReadinessService {
  constructor(private readonly projector: LiveProjector) {}

  /** Asks the event store and the read model; their failures are reasons, not errors. */
  async readiness(): Promise<Readiness> {
    const reasons: string[] = [];
    const { failure, generation } = this.projector;
    const failedAt = failure instanceof ProjectionFailed ? failedAtOf(failure) : null;
    if (failure) reasons.push(`projection stopped: ${failure.message}`);
    try {
      const { head, checkpoint, events } = await this.projector.lag();
      const lagAtLeast = events >= LAG_COUNTED;
      if (lagAtLeast) reasons.push(`projection is ${LAG_COUNTED} events or more behind the event store`);
      const ready = reasons.length === 0;
      return { ready, reasons, head, checkpoint, lag: events, lagAtLeast, generation, failedAt };
    } catch (error) {
      reasons.push(`the stores do not answer: ${(error as Error).message}`);
      const unknown = { head: null, checkpoint: null, lag: null, lagAtLeast: false };
      return { ready: false, reasons, ...unknown, generation, failedAt };
    }
  }
}

function failedAtOf({ eventId, position, personId, cause }: ProjectionFailed): FailedAt {
  return { eventId, position, personId, error: (cause as Error).message };
}
