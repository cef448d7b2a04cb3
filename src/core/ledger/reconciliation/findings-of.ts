import { subtract } from '../../values/quantity';
import { compare } from '../../values/text-order';
import type { HoldingStep } from '../holding-steps';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import { lineId } from '../person-rows';
import { reportedRow } from '../reported-row';
import { type Base, type Doubt, doubtsOf } from './doubt';
import type { Cause, Certainty, Finding } from './finding';
import { toldInFootnote } from './footnote-cause';
import { misstatementsOf } from './misstatement';
import { classOfHolding, movementsOf } from './movement';
import { otherHolding } from './other-holding-cause';
import { type OwnTransfer, ownTransfers } from './own-transfers';
import { cause, decimalPoint, digitSlip, notReduced, plus, rounding, wrongDirection } from './row-causes';
import { split } from './split-cause';

/** Best first. */
const RANK: readonly Certainty[] = ['told', 'exact', 'possible', 'ruledOut'];
const DAY = 86_400_000;

/** What the causes of one finding are looked for in. */
interface Surroundings {
  readonly person: FoldedPerson;
  readonly doubts: readonly Doubt[];
  readonly transfers: ReadonlyMap<Doubt, OwnTransfer>;
  readonly misstatements: ReadonlyMap<Doubt, Cause>;
  readonly byClass: ReadonlyMap<string, readonly FoldedHolding[]>;
}

/**
 * Every reported balance of a person that is not the computed one, with its causes, best first. A pure function
 * of what the person's events come to: issuer by issuer, holding by holding, in effective order.
 */
export function findingsOf(person: FoldedPerson): readonly Finding[] {
  const doubts = person.holdings.flatMap(doubtsOf);
  if (doubts.length === 0) return [];
  const byClass = new Map<string, FoldedHolding[]>();
  for (const holding of person.holdings) {
    const key = classOfHolding(holding);
    byClass.set(key, [...(byClass.get(key) ?? []), holding]);
  }
  const inOrder = doubts.toSorted((left, right) => compare(left.step.effectiveOn, right.step.effectiveOn));
  const transfers = ownTransfers(inOrder, movementsOf(person, inOrder));
  const surroundings = { person, doubts, transfers, byClass, misstatements: new Map() };
  // Only what nothing else explains can be a balance that is taken back later.
  const left = doubts.filter((doubt) => !isSure(causesOf(doubt, surroundings)[0]));
  const misstatements = misstatementsOf(left);
  return doubts.map((doubt) => findingOf(doubt, { ...surroundings, misstatements }));
}

/** True for a cause that its filings tell, or its sum proves. */
export function isSure(each: Cause | undefined): each is Cause {
  return each?.certainty === 'told' || each?.certainty === 'exact';
}

function findingOf(doubt: Doubt, surroundings: Surroundings): Finding {
  const { holding, line, place, before, computed, difference } = doubt;
  const { filing } = line;
  const causes = causesOf(doubt, surroundings);
  const [best] = causes;
  const sure = isSure(best);
  const earlier = holding.steps[place - 1]!.line.filing.knownOn;
  return {
    ...reportedRow(line, surroundings.person.personId),
    issuerId: filing.issuerId,
    issuerName: filing.facts.issuer.issuerName?.value ?? null,
    tradingSymbol: filing.facts.issuer.issuerTradingSymbol?.value ?? null,
    holdingId: holding.holdingId,
    knownOn: [earlier, filing.knownOn].sort().at(-1)!,
    before,
    computed,
    difference,
    status: sure ? 'explained' : 'open',
    residual: sure ? subtract(difference, best.accountsFor) : difference,
    causes,
    resolvedOn: null,
    resolvedBy: [],
  };
}

function causesOf(doubt: Doubt, surroundings: Surroundings): readonly Cause[] {
  const { misstatements } = surroundings;
  const found = [
    wrongDirection(doubt),
    decimalPoint(doubt),
    notReduced(doubt),
    ...doubt.bases.filter(({ residual }) => residual === '0').map((base) => baseAlone(doubt, base)),
    transferOf(doubt, surroundings),
    ...doubt.bases.flatMap((base) => causesFrom(doubt, base, surroundings)),
    misstatements.get(doubt),
    digitSlip(doubt, stepsBeside(doubt, surroundings)),
    missingFiling(doubt),
  ].filter((each) => each !== undefined);
  const ranked = found.sort(
    (left, right) =>
      RANK.indexOf(left.certainty) - RANK.indexOf(right.certainty) || left.kinds.length - right.kinds.length,
  );
  if (ranked.some(isSure)) return ranked.filter(({ certainty }) => certainty !== 'ruledOut');
  return [...ranked, ...ruledOut(doubt, ranked)];
}

/** What the same filing tells of the other holdings of the class. */
function stepsBeside({ holding, line }: Doubt, { byClass }: Surroundings): readonly HoldingStep[] {
  return (byClass.get(classOfHolding(holding)) ?? [])
    .filter((other) => other !== holding)
    .flatMap(({ steps }) => steps.filter((step) => step.line.filing === line.filing));
}

/** The filer counted from another balance, and from there the row adds up. */
function baseAlone({ difference }: Doubt, { kinds, arithmetic, lines }: Base): Cause {
  const rest = { accountsFor: difference, arithmetic, lines: lines.map(lineId), footnotes: [] };
  return { kinds, certainty: 'exact', ...rest };
}

/** What would have to have happened since the balance that the row was counted from. */
function causesFrom(doubt: Doubt, base: Base, surroundings: Surroundings): readonly Cause[] {
  if (base.residual === '0') return [];
  const { person, doubts, byClass } = surroundings;
  const others = byClass.get(classOfHolding(doubt.holding)) ?? [];
  return [
    toldInFootnote(doubt, base),
    split(doubt, base, doubts, others, person.filings),
    otherHolding(doubt, base, others),
    rounding(doubt, base),
  ]
    .filter((each) => each !== undefined)
    .map((each) => withBase(doubt, base, each));
}

/** What is missing from the base, together with why the filer counted from there, is the whole difference. */
function withBase(doubt: Doubt, base: Base, each: Cause): Cause {
  return {
    ...each,
    kinds: [...base.kinds, ...each.kinds],
    accountsFor: doubt.difference,
    arithmetic: [...base.arithmetic, ...each.arithmetic],
    lines: [...base.lines.map(lineId), ...each.lines],
  };
}

function transferOf(doubt: Doubt, { transfers }: Surroundings): Cause | undefined {
  const transfer = transfers.get(doubt);
  if (!transfer) return undefined;
  const lines = transfer.others.map(({ line }) => lineId(line));
  const own = cause('ownTransfer', 'exact', transfer.base.residual, transfer.arithmetic, { lines });
  return withBase(doubt, transfer.base, own);
}

function missingFiling(doubt: Doubt): Cause {
  const { holding, place, step, difference } = doubt;
  const last = holding.steps[place - 1]!;
  const days = Math.round((Date.parse(step.effectiveOn) - Date.parse(last.effectiveOn)) / DAY);
  const done = difference.startsWith('-') ? 'disposed of' : 'acquired';
  const form5 =
    last.effectiveOn.slice(0, 4) < step.effectiveOn.slice(0, 4) ? ', or a Form 5 at year end' : '';
  const text = `${difference.replace('-', '')} ${done} between ${last.effectiveOn} and ${step.effectiveOn} (${days} days) by no filing that is here${form5}`;
  return cause('missingFiling', 'possible', difference, text);
}

/** What else was tried, so that nobody needs to try it again. */
function ruledOut(doubt: Doubt, found: readonly Cause[]): readonly Cause[] {
  const tried: Cause[] = [
    cause('split', 'ruledOut', '0', `${doubt.needed} to ${doubt.before} is no ratio of a split`),
    cause(
      'ownTransfer',
      'ruledOut',
      '0',
      `no other holding of the class shows ${plus(subtract('0', doubt.difference))} between the same days`,
    ),
  ];
  return tried.filter(({ kinds }) => !found.some((each) => each.kinds.includes(kinds[0]!)));
}
