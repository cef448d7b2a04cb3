import { type DecidedHoldings, type DecidedLines, decidedIdsOf } from './decided-holdings';
import { linesOf, type OpenHolding, type OpenHoldings } from './open-holdings';
import type { ReportedLine } from './reported-line';
import type { Thread } from './threads';

/** Follows the decisions that lines are of one holding, as their lines come up. */
export class DecidedJoins {
  private readonly waiting: Set<DecidedLines>;
  private readonly found = new Map<string, { readonly line: ReportedLine; holding: OpenHolding }>();
  private readonly refused = new Map<DecidedLines, string>();

  constructor(private readonly decided: DecidedHoldings | undefined) {
    this.waiting = new Set(decided?.onLines.filter(({ areOne }) => areOne));
  }

  meet({ lines }: Thread, holding: OpenHolding): void {
    if (!this.decided?.hasLines) return;
    for (const line of lines) for (const id of decidedIdsOf(line)) this.found.set(id, { line, holding });
  }

  /** Makes one holding of those whose lines are both there. */
  join(open: OpenHoldings): void {
    for (const join of this.waiting) {
      const [left, right] = join.lines.map((id) => this.found.get(id));
      if (!left || !right) continue;
      this.waiting.delete(join);
      const reason = this.reasonAgainst(join, left, right);
      if (reason !== undefined) this.refused.set(join, doubtOn(join, reason));
      else if (left.holding !== right.holding) this.merge(left.holding, right.holding, join.since, open);
    }
  }

  /** In words: decisions on lines that could not be followed. */
  get doubts(): readonly string[] {
    const missing = (this.decided?.onLines ?? []).flatMap((decision) => {
      const ids = decision.lines.filter((id) => !this.found.has(id));
      if (ids.length === 0) return [];
      return [doubtOn(decision, `"${ids.join('" and "')}" is the id of no line that is known here`)];
    });
    return [...this.refused.values(), ...missing];
  }

  /** Those that could be followed. */
  get followed(): readonly DecidedLines[] {
    return (this.decided?.onLines ?? []).filter(
      (decision) => !this.refused.has(decision) && decision.lines.every((id) => this.found.has(id)),
    );
  }

  private reasonAgainst(
    { since }: DecidedLines,
    left: { readonly line: ReportedLine; readonly holding: OpenHolding },
    right: { readonly line: ReportedLine; readonly holding: OpenHolding },
  ): string | undefined {
    if (kindOfLine(left.line) !== kindOfLine(right.line)) {
      return 'the lines are of two tables, issuers or units';
    }
    if (isHeldBothWays(linesOf(left.holding), linesOf(right.holding))) {
      return 'one filing reports both, the one held directly and the other indirectly';
    }
    const later = linesOf(left.holding).some((one) =>
      linesOf(right.holding).some((other) => (this.decided?.partedSince(one, other) ?? -1) > since),
    );
    return later && left.holding !== right.holding
      ? 'a later decision parts lines of the two holdings'
      : undefined;
  }

  private merge(one: OpenHolding, other: OpenHolding, since: number, open: OpenHoldings): void {
    open.merge(one, other, since);
    for (const found of this.found.values()) if (found.holding === other) found.holding = one;
  }
}

/** True when a filing reports both holdings and tells them apart by its column D/I: no slip does that. */
export function isHeldBothWays(lines: readonly ReportedLine[], others: readonly ReportedLine[]): boolean {
  return lines.some((line) =>
    others.some((other) => line.filing === other.filing && ownershipOf(line) !== ownershipOf(other)),
  );
}

function ownershipOf({ line }: ReportedLine): string | undefined {
  return line.cells.directOrIndirectOwnership?.value;
}

/** What no decision makes one: table, issuer and unit. */
export function kindOfLine({ line, filing, unit }: ReportedLine): string {
  return `${line.table} ${filing.issuerId} ${unit}`;
}

function doubtOn({ event }: DecidedLines, reason: string): string {
  return `${event.type} ${event.id} of ${event.data.author} is not applied: ${reason}`;
}
