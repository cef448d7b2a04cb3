import type { Table } from '../filing/filing';
import { MAX_OWNERS } from '../limits';
import { bareWords } from '../values/folded-text';
import { add } from '../values/quantity';
import { compare } from '../values/text-order';
import { isFiledStep } from './holding-steps';
import type { FilingRow, HoldingRow, PersonLedger, StepRow } from './person-ledger';
import { balanceOf } from './step-balance';

/** One person's part in a position. */
export interface PositionHolder {
  readonly personId: string;
  readonly name: string;
  readonly holdingId: string;
  /** As this person's own filings have it; null when no balance is known. */
  readonly balance: string | null;
  readonly since: string;
}

/** What is owned once, by one person or by several who report it jointly. */
export interface IssuerPosition {
  /** After the newest step of any of its holders; null when no balance is known. */
  readonly balance: string | null;
  /** Date of that step. */
  readonly since: string;
  /** D direct, I indirect; null when unreadable. */
  readonly ownership: string | null;
  readonly nature: string | null;
  /** Of the newest step. */
  readonly filingKey: string;
  readonly table: Table;
  readonly row: number;
  /** In order of name, never empty. */
  readonly holders: readonly PositionHolder[];
}

/** A class of the issuer's securities and who holds how much of it. */
export interface IssuerClass {
  readonly table: Table;
  readonly title: string;
  readonly unit: 'shares' | 'dollars';
  /** Sum of the balances that are known, each position once. */
  readonly total: string;
  /** Positions without a known balance: the total lacks them. */
  readonly unknown: number;
  /** Largest first; what is held no more is left out. */
  readonly positions: readonly IssuerPosition[];
}

/** The rows of a person that tell of holdings. */
export type PersonRowsOfIssuer = Pick<PersonLedger, 'person' | 'filings' | 'holdings' | 'steps'>;

/** A holding of the issuer's securities with its steps up to the date asked for. */
interface Held {
  readonly personId: string;
  /** How many ids are linked to be this person. */
  readonly ids: number;
  readonly name: string;
  readonly holding: HoldingRow;
  readonly steps: readonly StepRow[];
  readonly filings: ReadonlyMap<string, FilingRow>;
}

/**
 * Who holds which classes of an issuer, from the ledgers of all its reporting persons, on a date (ISO; as far as
 * they go without one). A line that several owners report jointly tells of one stake, and so do holdings that
 * ever shared one: it is counted once. EDGAR takes ten owners on a form, so more file a second one with the same
 * rows; that, too, tells of the same stake. Titles are one class when `classWords` of them are equal.
 */
export function issuerClasses(
  issuerId: string,
  ledgers: readonly PersonRowsOfIssuer[],
  asOf?: string,
  classWords: (title: string) => string = bareWords,
): readonly IssuerClass[] {
  const held = ledgers.flatMap((ledger) => heldBy(ledger, issuerId, asOf));
  const classes = new Map<string, { held: Held; positions: IssuerPosition[] }>();
  for (const shared of positionsAmong(held)) {
    const { table, title, unit } = shared[0]!.holding;
    const key = `${table} ${classWords(title)} ${unit}`;
    const of = classes.get(key) ?? { held: shared[0]!, positions: [] };
    classes.set(key, of);
    of.positions.push(position(shared));
  }
  return [...classes.values()]
    .map(classOf)
    .filter(({ positions }) => positions.length > 0)
    .sort(byTableAndTitle);
}

function heldBy(
  { person, filings, holdings, steps }: PersonRowsOfIssuer,
  issuerId: string,
  asOf?: string,
): Held[] {
  const byKey = new Map(filings.map((filing) => [filing.filingKey, filing]));
  return holdings
    .filter((holding) => holding.issuerId === issuerId)
    .map((holding) => ({
      personId: person.personId,
      ids: new Set([person.personId, ...person.linked.flatMap(({ persons }) => persons)]).size,
      name: person.name,
      holding,
      steps: steps.filter(
        ({ holdingId, effectiveOn }) =>
          holdingId === holding.holdingId && (asOf === undefined || effectiveOn <= asOf),
      ),
      filings: byKey,
    }))
    .filter((each) => each.steps.length > 0);
}

/** Holdings that tell of one stake, together. */
function positionsAmong(held: readonly Held[]): readonly (readonly Held[])[] {
  const groups = new Map<Held, Held[]>(held.map((each) => [each, [each]]));
  const join = (left: Held, right: Held) => {
    const [into, from] = [groups.get(left)!, groups.get(right)!];
    if (into === from) return;
    into.push(...from);
    for (const each of from) groups.set(each, into);
  };
  for (const sharers of [...sharersOfLines(held), ...sharersOfSplitFilings(held)]) {
    for (const other of sharers.slice(1))
      if (other.personId !== sharers[0]!.personId) join(sharers[0]!, other);
  }
  return [...new Set(groups.values())];
}

/**
 * Holdings with a step from the same row of the same filing, or from a row that an amendment files again: an owner
 * whom only the amendment names has its row, the others have that of the original.
 */
function sharersOfLines(held: readonly Held[]): Iterable<readonly Held[]> {
  const groups = new Map<string, Held[]>();
  for (const each of held) {
    for (const key of new Set([...rowsOf(each), ...amendedRowsOf(each)])) {
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
  }
  return groups.values();
}

function rowsOf({ steps }: Held): readonly string[] {
  return steps.filter(isFiledStep).map(({ filingKey, table, row }) => `${filingKey} ${table}.${row}`);
}

function amendedRowsOf({ filings, holding }: Held): readonly string[] {
  return [...filings.values()].flatMap(({ filingKey, amends }) =>
    (amends?.lines ?? [])
      .filter(({ row, original }) => row !== null && original?.holdingId === holding.holdingId)
      .map(({ table, row }) => `${filingKey} ${table}.${row}`),
  );
}

/** Holdings with a step from the same row of two filings that say the same, one of them full of owners. */
function sharersOfSplitFilings(held: readonly Held[]): readonly (readonly Held[])[] {
  const full = new Set<string>();
  const moreIds = moreIdsByFiling(held);
  const reportOf = (step: StepRow, { filings, holding }: Held) => {
    const filing = filings.get(step.filingKey);
    if (!filing) return undefined;
    const key = JSON.stringify([
      [filing.formType, filing.periodOfReport, filing.knownOn, filing.lines, step.table, step.row],
      [step.effectiveOn, step.code, step.change, step.price, step.reported],
      [bareWords(holding.title), holding.ownership, bareWords(holding.nature ?? '')],
    ]);
    // A form takes so many ids, and several of them may have turned out to be one person.
    if (filing.owners + moreIds.get(filing.filingKey)! >= MAX_OWNERS) full.add(key);
    return key;
  };
  const reports = grouped(held, reportOf);
  return [...reports].filter(([key]) => full.has(key)).map(([, sharers]) => sharers);
}

/** By filing: how many more ids than persons its owners may have been filed under. */
function moreIdsByFiling(held: readonly Held[]): ReadonlyMap<string, number> {
  const persons = new Map<string, Map<string, number>>();
  for (const { personId, ids, steps } of held) {
    for (const { filingKey } of steps) {
      const of = persons.get(filingKey);
      if (of) of.set(personId, ids - 1);
      else persons.set(filingKey, new Map([[personId, ids - 1]]));
    }
  }
  return new Map(
    [...persons].map(([key, of]) => [key, [...of.values()].reduce((sum, more) => sum + more, 0)]),
  );
}

function grouped(
  held: readonly Held[],
  keyOf: (step: StepRow, held: Held) => string | undefined,
): ReadonlyMap<string, readonly Held[]> {
  const groups = new Map<string, Held[]>();
  for (const each of held) {
    for (const step of each.steps) {
      const key = isFiledStep(step) ? keyOf(step, each) : undefined;
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
  }
  return groups;
}

function position(shared: readonly Held[]): IssuerPosition {
  const newest = shared.reduce((last, each) => (isNewer(lastOf(each), lastOf(last)) ? each : last));
  const step = lastOf(newest);
  const { ownership, nature } = newest.holding;
  const holders = shared.map((each) => ({
    personId: each.personId,
    name: each.name,
    holdingId: each.holding.holdingId,
    balance: balanceOf(lastOf(each)),
    since: lastOf(each).effectiveOn,
  }));
  return {
    balance: balanceOf(step),
    since: step.effectiveOn,
    ownership,
    nature,
    filingKey: step.filingKey,
    table: step.table,
    row: step.row,
    holders: holders.sort(
      (left, right) => compare(left.name, right.name) || compare(left.personId, right.personId),
    ),
  };
}

/** The last step in effective order: an opening between two lines of one day is dated before both. */
function lastOf({ steps }: Held): StepRow {
  return steps.reduce((last, step) => (last.effectiveOn > step.effectiveOn ? last : step));
}

function isNewer(step: StepRow, than: StepRow): boolean {
  return compare(`${step.effectiveOn} ${step.knownOn}`, `${than.effectiveOn} ${than.knownOn}`) > 0;
}

function classOf({ held, positions }: { held: Held; positions: readonly IssuerPosition[] }): IssuerClass {
  const { table, title, unit } = held.holding;
  const known = positions.map(({ balance }) => balance).filter((balance) => balance !== null);
  return {
    table,
    title,
    unit,
    total: known.reduce(add, '0'),
    unknown: positions.length - known.length,
    positions: positions.filter(({ balance }) => balance !== '0').toSorted(byBalance),
  };
}

function byBalance(left: IssuerPosition, right: IssuerPosition): number {
  const [one, other] = [left.balance ?? '-1', right.balance ?? '-1'].map(Number);
  return other! - one! || compare(left.holders[0]!.name, right.holders[0]!.name);
}

function byTableAndTitle(left: IssuerClass, right: IssuerClass): number {
  return compare(left.table, right.table) || compare(bareWords(left.title), bareWords(right.title));
}
