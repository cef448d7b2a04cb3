import { addDays } from '../values/calendar-date';
import { bareWords } from '../values/folded-text';
import { combined, ONE_FOR_ONE, type Ratio, ratioOf } from '../values/ratio';
import { compare } from '../values/text-order';
import type { DecidedHoldings } from './decided-holdings';
import { type DecisionEvent, ofType } from './decisions-in-force';
import type { StoredEventOf } from './events';
import type { Identity } from './identity';
import type { ReportedLine } from './reported-line';

/**
 * Days after a split in which a row may still count in old shares. A holding whose rows go on in old shares after
 * them was not split.
 */
export const OLD_COUNT_DAYS = 31;

/** A split that a decision in force states; titles as words of their class, all classes of the issuer without them. */
export interface Split {
  readonly effectiveOn: string;
  readonly ratio: Ratio;
  readonly titles: ReadonlySet<string> | undefined;
  readonly decision: StoredEventOf<'SplitStated'>;
}

/** What decides whether a split concerns a line. */
type LineOfClass = Pick<ReportedLine, 'line' | 'filing' | 'unit'>;

/** The splits that decisions in force state, by issuer. */
export class Splits {
  private constructor(
    private readonly identity: Identity,
    private readonly byIssuer: ReadonlyMap<string, readonly Split[]>,
    private readonly decided: DecidedHoldings | undefined,
  ) {}

  /**
   * The splits among decisions in force; of two on the same thing the later one holds. A split of a title is one of
   * all titles that are `decided` to name its class.
   */
  static among(decisions: readonly DecisionEvent[], identity: Identity, decided?: DecidedHoldings): Splits {
    const byIssuer = new Map<string, Split[]>();
    for (const decision of ofType(decisions, 'SplitStated')) {
      const issuer = identity.issuerOf(decision.data.issuer);
      byIssuer.set(issuer, [...(byIssuer.get(issuer) ?? []), splitOf(decision, decided)]);
    }
    return new Splits(identity, byIssuer, decided);
  }

  get isEmpty(): boolean {
    return this.byIssuer.size === 0;
  }

  /**
   * The splits of the class of these lines of one holding, by effective date; of two on one day the one stated last.
   * A derivative is split with its underlying class, unless it had expired; what is counted in dollars is not.
   */
  of(...lines: readonly LineOfClass[]): readonly Split[] {
    const expiresOn = lines.at(-1)!.line.cells.expirationDate?.value;
    const splits = this.ofClass(...lines);
    return expiresOn === undefined ? splits : splits.filter((split) => split.effectiveOn <= expiresOn);
  }

  /** The splits of the class, whether or not these lines were still counted then. */
  ofClass(...lines: readonly LineOfClass[]): readonly Split[] {
    const { filing, unit } = lines[0]!;
    if (this.isEmpty || unit === 'dollars') return [];
    const splits = this.byIssuer.get(this.identity.issuerOf(filing.issuerId)) ?? [];
    const titles = lines.flatMap((line) => titlesOf(line, this.decided));
    const byDay = new Map<string, Split>();
    for (const split of splits) {
      if (!split.titles || titles.some((title) => split.titles!.has(title)))
        byDay.set(split.effectiveOn, split);
    }
    return [...byDay.values()].sort((left, right) => compare(left.effectiveOn, right.effectiveOn));
  }

  /**
   * The ratios by which a later line may count otherwise than an earlier one of its class: of each run of splits
   * that may come between the two. A line of a day before a split counts in new shares when it was filed after it
   * and its balance says so, and one of the weeks after it may still count in old ones.
   */
  between(earlier: ReportedLine, later: ReportedLine): readonly Ratio[] {
    if (this.isEmpty) return [];
    const since = addDays(earlier.effectiveOn, -OLD_COUNT_DAYS);
    const hasCome = (on: string) => on <= later.effectiveOn || on <= later.filing.knownOn;
    const splits = this.of(earlier, later).filter(({ effectiveOn: on }) => on > since && hasCome(on));
    return splits.flatMap((_, first) =>
      splits.slice(first).map((_, more) =>
        splits
          .slice(first, first + more + 1)
          .map(ratio)
          .reduce(combined),
      ),
    );
  }

  /** The ratio of the splits between the days of two lines of one class; 1 for 1 where there are none. */
  due(earlier: ReportedLine, later: ReportedLine): Ratio {
    return this.of(earlier, later)
      .filter(({ effectiveOn: on }) => earlier.effectiveOn < on && on <= later.effectiveOn)
      .map(ratio)
      .reduce(combined, ONE_FOR_ONE);
  }
}

function titlesOf(
  { line: { table, cells }, filing: { issuerId } }: LineOfClass,
  decided: DecidedHoldings | undefined,
): readonly string[] {
  const { securityTitle, underlyingSecurityTitle } = cells;
  return [securityTitle, ...(table === 'II' ? [underlyingSecurityTitle] : [])]
    .map((cell) => classWords(cell?.value ?? '', issuerId, decided))
    .filter((title) => title !== '');
}

function classWords(title: string, issuerId: string, decided: DecidedHoldings | undefined): string {
  return decided?.classWords(issuerId, title) ?? bareWords(title);
}

function ratio(split: Split): Ratio {
  return split.ratio;
}

function splitOf(decision: StoredEventOf<'SplitStated'>, decided: DecidedHoldings | undefined): Split {
  const { issuer, titles, effectiveOn, from, to } = decision.data;
  return {
    effectiveOn,
    ratio: ratioOf(to, from),
    titles: titles && new Set(titles.map((title) => classWords(title, issuer, decided))),
    decision,
  };
}

/** `5 for 1`, as the decision states it. */
export function ratioText({ to, from }: { readonly to: string; readonly from: string }): string {
  return `${to} for ${from}`;
}
