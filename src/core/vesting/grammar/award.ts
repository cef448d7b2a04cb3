import { add } from '../../values/quantity';
import type { Portion } from '../schedule';
import type { Ratio } from './numbers';
import type { Share } from './portions';
import { ALL, asNumber, dividedBy, isAbout, minus, NONE, plus, printedSlack, times } from './ratios';

/** What the steps read so far take of the award: parts of it, units, or both. */
export class Award {
  private parts: Ratio = NONE;
  private slack = 0;
  private units = '0';
  private counted = { parts: 0, units: 0, rest: 0 };

  /** The part that is still left, as far as parts were stated. */
  get left(): Ratio {
    return minus(ALL, this.parts);
  }

  get hasParts(): boolean {
    return this.counted.parts > 0;
  }

  get hasUnits(): boolean {
    return this.counted.units > 0;
  }

  get isEmpty(): boolean {
    return this.counted.parts + this.counted.units + this.counted.rest === 0;
  }

  get restTaken(): boolean {
    return this.counted.rest > 0;
  }

  get statedUnits(): string {
    return this.units;
  }

  take(portion: Portion, count = 1): void {
    if (portion.kind === 'remaining') this.counted.rest++;
    else if (portion.kind === 'units') {
      this.counted.units++;
      for (let index = 0; index < count; index++) this.units = add(this.units, portion.units);
    } else {
      this.counted.parts++;
      this.parts = plus(this.parts, times(portion, count));
      this.slack += printedSlack(portion) * count;
    }
  }

  /** How many times a part goes into what is left; undefined when it does not go in evenly. */
  timesLeft(part: Ratio): number | undefined {
    const count = Math.round(asNumber(this.left) / asNumber(part));
    const slack = this.slack + printedSlack(part) * Math.max(1, count);
    return count >= 1 && isAbout(times(part, count), this.left, slack) ? count : undefined;
  }

  /** True when so many more of a part come to the whole. */
  completes(part: Ratio, count = 1): boolean {
    return isAbout(times(part, count), this.left, this.slack + printedSlack(part) * count);
  }

  /** True when so many more of a part come to more than the whole. */
  exceeded(part: Ratio, count = 1): boolean {
    return (
      asNumber(times(part, count)) > asNumber(this.left) + this.slack + printedSlack(part) * count + 1e-9
    );
  }

  /** Less than nothing left, even if printed digits are off. */
  get overdrawn(): boolean {
    return asNumber(this.left) < -this.slack - 1e-9;
  }

  get complete(): boolean {
    return isAbout(NONE, this.left, this.slack);
  }

  shareOfLeft(count: number): Ratio {
    return dividedBy(this.left, count);
  }
}

/** The ratio of a share that states one. */
export function ratioOf(share: Share | undefined): Ratio | undefined {
  return share?.amount.kind === 'fraction' ? share.amount : undefined;
}
