import { decimalPlaces, fromUnits, QUANTITY_DECIMALS, subtract, toUnits } from '../values/quantity';
import { type HoldingStep, isFiledStep } from './holding-steps';
import type { ReportedLine } from './reported-line';

/** Units that came into a holding at one time: of one grant, or those that were there before the first evidence. */
export interface LotGrant {
  /** `grant` under code A, `acquisition` under any other, `opening` what was held before the first evidence. */
  readonly origin: 'grant' | 'acquisition' | 'opening';
  /** A canonical decimal, above 0. */
  readonly units: string;
  /** The step that it is known from. */
  readonly step: HoldingStep;
  /** Effective date of the acquisition; an opening has none. */
  readonly acquiredOn?: string;
  /** Lines whose footnotes speak of it: its own first. */
  readonly lines: readonly ReportedLine[];
  /** Underlying shares of all its units, where the form shows that they are not one for each unit. */
  readonly underlyingShares?: string;
}

/** The grants that a holding is made of, and the steps that take units out of them. */
export interface GrantsOfHolding {
  readonly grants: readonly LotGrant[];
  readonly disposals: readonly HoldingStep[];
}

/**
 * Takes a holding of Table II apart. A filer who reports per grant has one grant in each holding; one who
 * reports per class (restricted stock units without a price or dates) adds grant after grant to one balance.
 */
export function grantsOf(steps: readonly HoldingStep[]): GrantsOfHolding {
  const acquisitions = steps.filter((step) => isChange(step, '>'));
  const disposals = steps.filter((step) => isChange(step, '<'));
  const opening = openingOf(steps, disposals, acquisitions);
  if (acquisitions.length + (opening ? 1 : 0) === 1) {
    const [only] = opening ? [opening.step] : acquisitions;
    const lines = [only!.line, ...newestFirst(steps.map(({ line }) => line))];
    return { grants: [opening ? openingGrant(opening, lines) : grantOf(only!, lines)], disposals };
  }
  const grants = acquisitions.map((step) => grantOf(step, [step.line]));
  if (!opening) return { grants, disposals };
  // Of what was there before, only lines speak that bring nothing new.
  const quiet = newestFirst(
    steps.filter((step) => !isChange(step, '>') && isFiledStep(step)).map(({ line }) => line),
  );
  return { grants: [openingGrant(opening, quiet), ...grants], disposals };
}

interface Opening {
  readonly step: HoldingStep;
  readonly units: string;
}

/** What a holding had before its first change: implied, or stated by a row without a transaction. */
function openingOf(
  steps: readonly HoldingStep[],
  disposals: readonly HoldingStep[],
  acquisitions: readonly HoldingStep[],
): Opening | undefined {
  const place = steps.findLastIndex((step) => step.kind === 'opening');
  const stated = steps[0]!.kind === 'holding' ? steps[0]!.computed : undefined;
  let step = steps[0]!;
  let units = stated;
  if (place >= 0) {
    step = steps[place]!;
    // Changes before it had no balance to count from; the opening includes them.
    const before = steps.slice(0, place).map(({ line }) => line.change ?? '0');
    units = before.reduce(subtract, step.computed!);
  }
  if (units === undefined && acquisitions.length === 0 && disposals.length > 0) {
    step = disposals[0]!;
    units = disposals.reduce((sum, { line }) => subtract(sum, line.change!), '0');
  }
  return units !== undefined && toUnits(units) > 0n ? { step, units } : undefined;
}

function openingGrant({ step, units }: Opening, lines: readonly ReportedLine[]): LotGrant {
  return { origin: 'opening', units, step, lines, ...underlying(step.line, units) };
}

function grantOf(step: HoldingStep, lines: readonly ReportedLine[]): LotGrant {
  const units = step.line.change!;
  const origin = step.line.line.cells.transactionCode?.value === 'A' ? 'grant' : 'acquisition';
  return { origin, units, step, acquiredOn: step.effectiveOn, lines, ...underlying(step.line, units) };
}

/**
 * Column 7 as a ratio to the row's own units, rounded down. Some filers put the following balance there, which
 * tells nothing of the ratio.
 */
function underlying(line: ReportedLine, units: string): { readonly underlyingShares?: string } {
  const shares = line.line.cells.underlyingSecurityShares?.value;
  const own = line.change?.replace('-', '') ?? line.reported;
  if (shares === undefined || own === undefined || line.fromUnderlying) return {};
  if (shares === own || shares === line.reported || decimalPlaces(shares) > QUANTITY_DECIMALS) return {};
  const amount = toUnits(own);
  if (amount === 0n) return {};
  return { underlyingShares: fromUnits((toUnits(units) * toUnits(shares)) / amount) };
}

function isChange({ kind, line }: HoldingStep, sign: '<' | '>'): boolean {
  if (kind !== 'transaction' || line.change === undefined || line.change === '0') return false;
  return line.change.startsWith('-') === (sign === '<');
}

function newestFirst(lines: readonly ReportedLine[]): readonly ReportedLine[] {
  return [...new Set(lines)].reverse();
}
