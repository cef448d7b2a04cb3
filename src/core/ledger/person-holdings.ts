import { compare } from '../values/text-order';
import {
  amendFilings,
  chosenOriginals,
  type FiledAmendment,
  firstVersionOf,
  versionsOf,
} from './amendments/amended-filings';
import { DecidedHoldings } from './decided-holdings';
import { type DecisionEvent, decisionsInForce, ofType } from './decisions-in-force';
import type { StoredEvent, StoredEventOf } from './events';
import { filingsOfPerson, type PersonFiling } from './filings-of-person';
import { type HoldingStep, holdingSteps, isFiledStep } from './holding-steps';
import { type HeldLines, type LinkedHoldings, linkHoldings } from './holdings';
import { Identity } from './identity';
import type { Knowledge } from './knowledge';
import { personOfStream } from './parties';
import { lineId, lineIds } from './person-rows';
import { type Split, Splits } from './splits';

/** A holding with its steps, before rows are made of them. */
export interface FoldedHolding {
  /** Event id of its first line, as it was reported first where an amendment restates it. */
  readonly holdingId: string;
  /** In effective order, never empty. */
  readonly steps: readonly HoldingStep[];
}

/** What a person's events come to: the filings and, over all of them, the holdings. */
export interface FoldedPerson {
  /** The id under which the person is kept, of all that are linked to it (see Identity.personOf). */
  readonly personId: string;
  /** Who is who, as far as is known: ids of decisions are to be looked up in it. */
  readonly identity: Identity;
  /** All decisions in force that stand in the person's streams and in those shared with others, oldest first. */
  readonly decisions: readonly DecisionEvent[];
  /** Splits that decisions in force state. */
  readonly splits: Splits;
  /** In the order in which they became known. */
  readonly filings: readonly PersonFiling[];
  /** Issuer by issuer, Table I before Table II, direct before indirect, then as first reported. */
  readonly holdings: readonly FoldedHolding[];
  /** In the order in which they became known. */
  readonly amendments: readonly FiledAmendment[];
  /** In words: decisions on holdings that could not be followed. */
  readonly doubts: readonly string[];
}

/**
 * Folds a person's events into filings and holdings, as far as is known. `events` are those of all streams that the
 * question needs: the person's own, those of everybody who was ever linked to the person, and the shared ones. Of
 * persons' streams only those are taken whose person is, as far as is known, one with `personId`: before a link was
 * known each is a person by itself. Without `personId` the person is meant whose stream comes first. Undefined when
 * no filing is known.
 */
export function foldPerson(
  events: Iterable<StoredEvent>,
  knowledge: Knowledge = {},
  personId?: string,
): FoldedPerson | undefined {
  const all = [...events];
  const identity = Identity.of(all, knowledge);
  const meant = personId ?? firstPersonOf(all);
  if (meant === undefined) return undefined;
  const members = new Set(identity.members(meant));
  const own = all.filter(({ stream }) => isOfPerson(stream, members));
  const decisions = decisionsInForce(own, knowledge);
  const decided = DecidedHoldings.of(decisions, (issuerId) => identity.issuerOf(issuerId));
  const filings = filingsOfPerson(own, knowledge, { identity, decisions }).map((filing) =>
    decided ? { ...filing, decided } : filing,
  );
  if (filings.length === 0) return undefined;
  const { lines, amendments } = amendFilings([...filings].sort(byEffect), chosenOriginals(decisions));
  const openings = ofType(decisions, 'OpeningBalanceStated');
  const splits = Splits.among(decisions, identity, decided);
  const linked = linkHoldings(lines, splits, decided);
  const holdings = [...linked.holdings].sort(byPlaceInForm).map((held) => ({
    holdingId: lineId(firstVersionOf(held.threads[0]!.first)),
    steps: withDecisions(
      holdingSteps(held, statedOpening(held, openings), splitsOf(held, splits)),
      decided,
      linked,
    ),
  }));
  const { doubts } = linked;
  const kept = identity.personOf(meant);
  return { personId: kept, identity, decisions, splits, filings, holdings, amendments, doubts };
}

/** Each step of a line with the decisions by which it is of its holding. */
function withDecisions(
  steps: readonly HoldingStep[],
  decided: DecidedHoldings | undefined,
  { followed }: LinkedHoldings,
): readonly HoldingStep[] {
  if (!decided) return steps;
  const filed = steps.filter(isFiledStep);
  const before = new Map(filed.map((step, place) => [step, filed[place - 1]?.line]));
  return steps.map((step) => {
    const heldBy = isFiledStep(step) ? decided.decisionsOn(step.line, before.get(step), followed) : [];
    return heldBy.length > 0 ? { ...step, heldBy } : step;
  });
}

function firstPersonOf(events: readonly StoredEvent[]): string | undefined {
  for (const { stream } of events) {
    const personId = personOfStream(stream);
    if (personId !== undefined) return personId;
  }
  return undefined;
}

/** True for the streams of the person's ids, and for shared ones. */
function isOfPerson(stream: string, members: ReadonlySet<string>): boolean {
  const personId = personOfStream(stream);
  return personId === undefined || members.has(personId);
}

/** The opening stated last of those on a line of this holding. */
function statedOpening(
  { threads }: HeldLines,
  openings: readonly StoredEventOf<'OpeningBalanceStated'>[],
): StoredEventOf<'OpeningBalanceStated'> | undefined {
  if (openings.length === 0) return undefined;
  const ids = new Set(threads.flatMap(({ lines }) => lines.flatMap(versionsOf).flatMap(lineIds)));
  return openings.findLast(({ data }) => ids.has(data.holding));
}

function splitsOf({ threads }: HeldLines, splits: Splits): readonly Split[] {
  return splits.isEmpty ? [] : splits.of(...threads.map(({ first }) => first));
}

/** Filings in the order of what they report: late ones fall into place. */
function byEffect(left: PersonFiling, right: PersonFiling): number {
  const period = (filing: PersonFiling) => filing.facts.periodOfReport?.value ?? filing.knownOn;
  return (
    compare(period(left), period(right)) ||
    compare(left.knownOn, right.knownOn) ||
    compare(left.filingKey, right.filingKey)
  );
}

function byPlaceInForm(left: HeldLines, right: HeldLines): number {
  return compare(placeInForm(left), placeInForm(right));
}

function placeInForm({ threads }: HeldLines): string {
  const { filing, line, classKey, natureKey, effectiveOn } = threads[0]!.first;
  const ownership = line.cells.directOrIndirectOwnership?.value ?? '?';
  const row = String(line.row).padStart(5, '0');
  return [
    filing.issuerId,
    line.table,
    ownership,
    effectiveOn,
    classKey,
    natureKey,
    filing.filingKey,
    row,
  ].join(' ');
}
