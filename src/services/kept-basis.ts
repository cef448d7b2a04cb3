import { Injectable } from '@nestjs/common';
import { RULES_VERSION } from '../core/ledger/rules-version';
import { LiveGeneration } from '../read-model/live-generation';
import type { FoldBasis } from './person-folds';

/** How often an answer is made again because a projection came between; then the log grows faster than it is read. */
const MAX_READS = 20;

/** What fixes an answer over many persons; of one that is made of kept rows, how far some of them are ahead. */
export interface ManyBasis extends FoldBasis {
  /**
   * Position up to which some persons' rows account for events, when that is past the answer's position: rows are
   * written ahead while a projection goes on, or when it failed. Asked with the position as recordedAt, the answer is
   * that of the position.
   */
  readonly rowsAheadTo?: string;
}

/** What fixes an answer over many persons that is made of the rows which the read model keeps. */
@Injectable()
export class KeptBasis {
  constructor(private readonly live: LiveGeneration) {}

  /**
   * The answer, and the position that all rows account for from its beginning to its end, some of them perhaps for
   * more. While rows are being made anew by other rules, the oldest rules are stated.
   */
  async read<Answer>(answer: () => Promise<Answer>): Promise<{ answer: Answer; basis: ManyBasis }> {
    let position = await this.position();
    for (let reads = 0; reads < MAX_READS; reads++) {
      const given = await answer();
      const [rulesVersion = RULES_VERSION] = await this.live.read((readModel) => readModel.rulesVersions());
      const newest = await this.live.read((readModel) => readModel.newestAccounted());
      const after = await this.position();
      const rowsAhead = newest !== null && newest > (position ?? '') && { rowsAheadTo: newest };
      const basis = { effectiveOn: null, knownAt: null, position, rulesVersion, ...rowsAhead };
      if (position === after) return { answer: given, basis };
      position = after;
    }
    throw new Error('the rows change faster than they can be read; ask again, or with a recorded position');
  }

  private async position(): Promise<string | null> {
    return (await this.live.read((readModel) => readModel.checkpoint()))?.position ?? null;
  }
}
