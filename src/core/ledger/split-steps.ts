import type { Problem } from '../filing/filing';
import { addDays } from '../values/calendar-date';
import { decimalPlaces, fromUnits, QUANTITY_DECIMALS, toUnits } from '../values/quantity';
import { combined, isPricePer, pricePer, type Ratio, times } from '../values/ratio';
import type { HoldingStep } from './holding-steps';
import { heldBefore } from './reconciliation/forfeited-units';
import type { ReportedLine } from './reported-line';
import { OLD_COUNT_DAYS, ratioText, type Split } from './splits';

/** What a stated split did to a holding. */
export interface SplitOfHolding {
  readonly split: Split;
  readonly before: string;
  /** Balance × to / from. */
  readonly product: string;
  /** The next row counts from the product without its fraction, or with a whole share in its place. */
  readonly rounded?: 'down' | 'up';
  /**
   * `early`: a row of an earlier day, filed after the split, counts in new shares already; `late`: a row of the day
   * or later still counts in old ones. Then the split stands where the balances change over.
   */
  readonly counted?: 'early' | 'late';
  /** Table II, dollars per share: as filed or as an earlier split left it, and as the next row has it or divided. */
  readonly strikes?: { readonly before: string; readonly after: string };
}

/** A split step with the balance after it. */
type SplitStep = HoldingStep & { readonly computed: string; readonly split: SplitOfHolding };

/** What comes before a line: split steps, and splits that the line contradicts. */
interface Due {
  readonly steps: readonly SplitStep[];
  readonly refused: readonly Split[];
}

/** The splits of one holding that its steps have not come to yet. */
export class PendingSplits {
  private pending: readonly Split[];

  /** Splits by effective date, lines in effective order. */
  constructor(
    splits: readonly Split[],
    private readonly lines: readonly ReportedLine[],
  ) {
    this.pending = splits;
  }

  /**
   * The splits that come before the line at a place. `balance` is what stands, `implied` what the line counts from:
   * where that is the balance after fewer splits than the dates say, or after more of them, the balance decides.
   * `last` is the step that the balance rests on.
   */
  before(
    place: number,
    balance: string | undefined,
    implied: string | undefined,
    last: HoldingStep | undefined,
  ): Due {
    if (this.pending.length === 0) return { steps: [], refused: [] };
    const line = this.lines[place]!;
    const due = this.pending.filter(({ effectiveOn }) => effectiveOn <= line.effectiveOn).length;
    if (balance === undefined || balance === '0' || !last) {
      this.pending = this.pending.slice(due);
      return { steps: [], refused: [] };
    }
    const come = implied === undefined ? due : this.countedFrom(balance, implied, due, place);
    const applied = this.pending.slice(0, come);
    const left = this.pending.slice(come);
    const refused = left.filter(({ effectiveOn }) => addDays(effectiveOn, OLD_COUNT_DAYS) < line.effectiveOn);
    this.pending = left.filter((split) => !refused.includes(split));
    return { steps: stepsOf(applied, balance, last, line, implied), refused };
  }

  /** The splits that no row comes after. */
  after(balance: string | undefined, last: HoldingStep | undefined): readonly SplitStep[] {
    if (balance === undefined || balance === '0' || !last) return [];
    return stepsOf(this.pending, balance, last);
  }

  /** How many of the pending splits are in the balance that a line counts from. */
  private countedFrom(balance: string, implied: string, due: number, place: number): number {
    const products = productsOf(this.pending, balance);
    const fits = (count: number) => isRounded(implied, products[count]!);
    if (fits(due)) return due;
    const rest = this.lines.slice(place);
    // Rows of earlier days count in new shares only where all that are left were filed after the split.
    const filedAfter = this.pending.findIndex(({ effectiveOn }) =>
      rest.some((line) => line.effectiveOn < effectiveOn && line.filing.knownOn < effectiveOn),
    );
    const most = filedAfter < 0 ? this.pending.length : filedAfter;
    for (let count = due + 1; count <= most; count++) {
      if (this.pending[count - 1]!.effectiveOn <= rest[0]!.filing.knownOn && fits(count)) return count;
    }
    for (let count = due - 1; count >= 0; count--) if (fits(count)) return count;
    // Neither adds up: what is not filed in time counts in the shares that leave less to explain.
    const filed = this.pending.findLastIndex(({ effectiveOn }) => effectiveOn <= rest[0]!.filing.knownOn) + 1;
    let nearest = due;
    for (let count = due + 1; count <= Math.min(most, filed); count++) {
      if (isNearer(implied, products[count]!, products[nearest]!)) nearest = count;
    }
    return nearest;
  }
}

/** The balance after none of the splits, after the first, and so on. */
function productsOf(splits: readonly Split[], balance: string): readonly string[] {
  const products = [balance];
  for (const { ratio } of splits) products.push(times(products.at(-1)!, ratio));
  return products;
}

/** True when an amount is a smaller multiple, or part, of the one than of the other. */
function isNearer(amount: string, one: string, other: string): boolean {
  const [wanted, near, far] = [amount, one, other].map(toUnits) as [bigint, bigint, bigint];
  if (wanted <= 0n || near <= 0n || far <= 0n) return false;
  const [most, least] = wanted > near ? [wanted, near] : [near, wanted];
  const [mostFar, leastFar] = wanted > far ? [wanted, far] : [far, wanted];
  return most * leastFar < mostFar * least;
}

/** True when an amount is the product, cut or rounded up at the decimals that the amount is filed in. */
export function isRounded(amount: string, product: string): boolean {
  const off = toUnits(amount) - toUnits(product);
  const unit = 10n ** BigInt(QUANTITY_DECIMALS - decimalPlaces(amount));
  return off === 0n || (off < unit && off > -unit && toUnits(product) % unit !== 0n);
}

function stepsOf(
  splits: readonly Split[],
  balance: string,
  last: HoldingStep,
  next?: ReportedLine,
  implied?: string,
): readonly SplitStep[] {
  let before = balance;
  let on = last.effectiveOn;
  return splits.map((split, place): SplitStep => {
    const product = times(before, split.ratio);
    const isLast = place === splits.length - 1;
    const rounds = isLast && implied !== undefined && implied !== product && isRounded(implied, product);
    const computed = rounds ? implied : product;
    const early = next !== undefined && next.effectiveOn < split.effectiveOn;
    const late = split.effectiveOn <= last.effectiveOn && last.kind !== 'opening';
    if (split.effectiveOn > on) on = early ? next.effectiveOn : split.effectiveOn;
    const rounded = toUnits(computed) < toUnits(product) ? 'down' : 'up';
    const step: SplitStep = {
      line: last.line,
      kind: 'split',
      status: 'split',
      effectiveOn: on,
      computed,
      split: {
        split,
        before,
        product,
        ...(rounds && { rounded }),
        ...(early ? { counted: 'early' as const } : late && { counted: 'late' as const }),
      },
    };
    before = computed;
    return step;
  });
}

/** The steps with the strikes before and after each split. */
export function withStrikes(steps: readonly HoldingStep[]): readonly HoldingStep[] {
  if (steps.every(({ split }) => !split)) return steps;
  const told: HoldingStep[] = [];
  // From the strike as filed last: what is rounded after one split is not rounded again after the next.
  let since: Ratio | undefined;
  let last: string | undefined;
  for (const [place, step] of steps.entries()) {
    const before = strikeAfter(told.at(-1));
    if (!step.split || before === undefined) {
      told.push(step);
      since = undefined;
      last = strikeOf(step);
      continue;
    }
    const next = steps[place + 1];
    const ratio: Ratio = since ? combined(since, step.split.split.ratio) : step.split.split.ratio;
    since = ratio;
    const filed = next && !next.split ? strikeOf(next) : undefined;
    const exact = last ?? before;
    const after = filed !== undefined && isPricePer(filed, exact, ratio) ? filed : pricePer(exact, ratio);
    told.push({ ...step, split: { ...step.split, strikes: { before, after } } });
  }
  return told;
}

function strikeAfter(step: HoldingStep | undefined): string | undefined {
  return step?.split?.strikes?.after ?? (step && strikeOf(step));
}

function strikeOf({ line }: HoldingStep): string | undefined {
  return line.line.table === 'II' ? line.line.cells.conversionOrExercisePrice?.value : undefined;
}

/** What is said of the stated splits that a step's line contradicts. */
export function problemsOfSplits({ line, refused = [] }: HoldingStep): readonly Problem[] {
  const { table, row } = line.line;
  return refused.map(({ decision: { data } }) => ({
    code: 'splitNotFollowed',
    message:
      `the split ${ratioText(data)} of ${data.effectiveOn} that ${data.author} states is not applied here: the row ` +
      `of ${line.effectiveOn} goes on from ${heldBefore(line)}, which was held before it`,
    table,
    row,
  }));
}

/** The signed change of a split. */
export function changeOf({ before }: SplitOfHolding, computed: string): string {
  return fromUnits(toUnits(computed) - toUnits(before));
}
