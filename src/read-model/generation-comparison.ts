import type { ReadModel } from './read-model';

/** Row hashes read at a time. */
const PAGE = 1_000;

/** A person whose rows two generations do not have alike; an absent hash says that one has no rows of the person. */
export interface DifferingPerson {
  readonly personId: string;
  readonly live: string | undefined;
  readonly built: string | undefined;
}

/**
 * The persons whose row hashes differ, in byte order of their ids. Both sides are read in pages: memory does not grow
 * with their number.
 */
export async function* differingPersons(live: ReadModel, built: ReadModel): AsyncGenerator<DifferingPerson> {
  const [left, right] = [new Hashes(live), new Hashes(built)];
  for (;;) {
    const [one, other] = [await left.peek(), await right.peek()];
    if (!one && !other) return;
    const personId = !other || (one && one[0] < other[0]) ? one![0] : other[0];
    const liveHash = one?.[0] === personId ? left.take() : undefined;
    const builtHash = other?.[0] === personId ? right.take() : undefined;
    if (liveHash !== builtHash) yield { personId, live: liveHash, built: builtHash };
  }
}

/** The row hashes of a generation in order. */
class Hashes {
  private page: (readonly [personId: string, rowHash: string])[] = [];
  private place = 0;
  private after = '';

  constructor(private readonly readModel: ReadModel) {}

  async peek(): Promise<readonly [personId: string, rowHash: string] | undefined> {
    if (this.place >= this.page.length) {
      this.page = await this.readModel.rowHashes(this.after, PAGE);
      this.place = 0;
      this.after = this.page.at(-1)?.[0] ?? this.after;
    }
    return this.page[this.place];
  }

  take(): string {
    return this.page[this.place++]![1];
  }
}
