import { Injectable } from '@nestjs/common';
import { LiveProjector } from '../read-model/live-projector';
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
}

/** The use case "can this ledger be relied on right now". */
@Injectable()
export class ReadinessService {
  constructor(private readonly projector: LiveProjector) {}

  /** Asks the event store and the read model; their failures are reasons, not errors. */
  async readiness(): Promise<Readiness> {
    const reasons: string[] = [];
    const { failure } = this.projector;
    if (failure) reasons.push(`projection stopped: ${failure.message}`);
    try {
      const { head, checkpoint, events } = await this.projector.lag();
      const lagAtLeast = events >= LAG_COUNTED;
      if (lagAtLeast) reasons.push(`projection is ${LAG_COUNTED} events or more behind the event store`);
      return { ready: reasons.length === 0, reasons, head, checkpoint, lag: events, lagAtLeast };
    } catch (error) {
      reasons.push(`the stores do not answer: ${(error as Error).message}`);
      return { ready: false, reasons, head: null, checkpoint: null, lag: null, lagAtLeast: false };
    }
  }
}
