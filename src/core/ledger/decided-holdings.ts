import { bareWords } from '../values/folded-text';
import { compare } from '../values/text-order';
import { type DecisionEvent, ofType } from './decisions-in-force';
import type { StoredEventOf } from './events';
import type { ReportedLine } from './reported-line';

/** A decision by which lines are of the holding that they are of. */
export type HoldingDecision = StoredEventOf<'HoldingsJoined' | 'HoldingsParted' | 'ClassesGrouped'>;

/** A decision that two lines are of one holding, or of two. */
export interface DecidedLines {
  readonly lines: readonly [string, string];
  readonly areOne: boolean;
  /** Place among the decisions in force: the later one holds. */
  readonly since: number;
  readonly event: StoredEventOf<'HoldingsJoined' | 'HoldingsParted'>;
}

/**
 * What persons have decided on which titles name one class and which lines are of one holding, of the decisions
 * in force in their order: of two that contradict one another the later one holds.
 */
export class DecidedHoldings {
  private readonly titles: ReadonlyMap<string, DecidedTitles>;
  private readonly groupings: readonly StoredEventOf<'ClassesGrouped'>[];
  private readonly hasPartings: boolean;
  /** In the order in which they were decided; of several on the same two lines the last one. */
  readonly onLines: readonly DecidedLines[];
  private readonly named: ReadonlySet<string>;

  private constructor(
    decisions: readonly DecisionEvent[],
    private readonly issuerOf: (issuerId: string) => string,
  ) {
    this.titles = decidedTitles(decisions, issuerOf);
    this.groupings = ofType(decisions, 'ClassesGrouped');
    this.onLines = decidedLines(decisions);
    this.hasPartings =
      this.onLines.some(({ areOne }) => !areOne) ||
      [...this.titles.values()].some((titles) => titles.hasPartings);
    this.named = new Set(this.onLines.flatMap(({ lines }) => lines));
  }

  /** Undefined when nobody has decided on titles or lines. `issuerOf` gives the id under which an issuer is kept. */
  static of(
    decisions: readonly DecisionEvent[],
    issuerOf: (issuerId: string) => string = (id) => id,
  ): DecidedHoldings | undefined {
    const decided = new DecidedHoldings(decisions, issuerOf);
    return decided.titles.size === 0 && decided.onLines.length === 0 ? undefined : decided;
  }

  /** The title under which the class of this one is known: the first, in order, of those grouped with it. */
  classTitle(issuerId: string, title: string): string {
    return this.titles.get(this.issuerOf(issuerId))?.classTitle(title) ?? title;
  }

  /** What the class of a title is known again by: equal for titles that are, or read as, one class. */
  classWords(issuerId: string, title: string): string {
    return this.titles.get(this.issuerOf(issuerId))?.classWords(title) ?? bareWords(title);
  }

  /** What tells classes apart of which the titles are only alike; undefined where nobody has parted this one. */
  partedTitle(issuerId: string, title: string): string | undefined {
    return this.titles.get(this.issuerOf(issuerId))?.partedTitle(title);
  }

  /** Those of the event ids that a decision names. */
  namedAmong(lineIds: readonly string[]): readonly string[] {
    return lineIds.filter((id) => this.named.has(id));
  }

  get hasLines(): boolean {
    return this.onLines.length > 0;
  }

  /**
   * The decisions on a line itself, of those on lines that could be followed, and the one by which its class is that
   * of the line before it in its holding.
   */
  decisionsOn(
    line: ReportedLine,
    before: ReportedLine | undefined,
    followed: readonly DecidedLines[],
  ): readonly HoldingDecision[] {
    const ids = decidedIdsOf(line);
    const onLine = followed.filter(({ lines }) => lines.some((id) => ids.includes(id)));
    const titles = before && [titleOf(before), titleOf(line)].map(bareWords);
    const grouping =
      titles && titles[0] !== titles[1]
        ? this.groupings.findLast(
            ({ data }) =>
              this.issuerOf(data.issuer) === line.filing.issuerId &&
              titles.every((title) => data.titles.map(bareWords).includes(title)),
          )
        : undefined;
    return [...onLine.map(({ event }) => event), ...(grouping ? [grouping] : [])];
  }

  /** Since which decision the two lines are of two holdings, or of two classes; undefined when none says so. */
  partedSince(left: ReportedLine, right: ReportedLine): number | undefined {
    if (!this.hasPartings) return undefined;
    const since = [this.linesPartedSince(left, right), this.titlesPartedSince(left, right)];
    const said = since.filter((each) => each !== undefined);
    return said.length === 0 ? undefined : Math.max(...said);
  }

  /**
   * True when a line is not of the holding that these lines are of. `joinedSince` is the decision by which that was
   * joined of two: it holds against an earlier one that parted the titles of its own lines.
   */
  keepsOut(line: ReportedLine, others: readonly ReportedLine[], joinedSince: number | undefined): boolean {
    if (!this.hasPartings) return false;
    const isOfJoined = joinedSince !== undefined && others.some(({ classKey }) => classKey === line.classKey);
    return others.some(
      (other) =>
        this.linesPartedSince(other, line) !== undefined ||
        (this.titlesPartedSince(other, line) ?? -1) > (isOfJoined ? joinedSince : -1),
    );
  }

  private linesPartedSince(left: ReportedLine, right: ReportedLine): number | undefined {
    const since = this.onLines
      .filter(
        ({ areOne, lines: [one, other] }) =>
          !areOne && (names(left, one, right, other) || names(left, other, right, one)),
      )
      .map((each) => each.since);
    return since.length === 0 ? undefined : Math.max(...since);
  }

  private titlesPartedSince(left: ReportedLine, right: ReportedLine): number | undefined {
    const issuer = this.issuerOf(left.filing.issuerId);
    if (issuer !== this.issuerOf(right.filing.issuerId)) return undefined;
    return this.titles.get(issuer)?.partedSince(titleOf(left), titleOf(right));
  }
}

/** True when it is decided that the two lines are of two holdings, or their titles of two classes. */
export function areParted(left: ReportedLine, right: ReportedLine): boolean {
  return left.filing.decided?.partedSince(left, right) !== undefined;
}

/** The event ids by which decisions name a line, also by those of the lines that it restates. */
export function decidedIdsOf(line: ReportedLine): readonly string[] {
  const ids: string[] = [];
  for (let version: ReportedLine | undefined = line; version; version = version.restates) {
    ids.push(...(version.decidedIds ?? []));
  }
  return ids;
}

function names(left: ReportedLine, leftId: string, right: ReportedLine, rightId: string): boolean {
  return decidedIdsOf(left).includes(leftId) && decidedIdsOf(right).includes(rightId);
}

function titleOf({ line }: ReportedLine): string {
  return line.cells.securityTitle?.value ?? '';
}

function decidedLines(decisions: readonly DecisionEvent[]): readonly DecidedLines[] {
  const latest = new Map<string, DecidedLines>();
  for (const [since, event] of decisions.entries()) {
    if (event.type !== 'HoldingsJoined' && event.type !== 'HoldingsParted') continue;
    const { lines } = event.data;
    const pair = [...lines].sort(compare).join(' ');
    // Taken out first, so that the order is that of the decisions that hold.
    latest.delete(pair);
    latest.set(pair, { lines, areOne: event.type === 'HoldingsJoined', since, event });
  }
  return [...latest.values()];
}

function decidedTitles(
  decisions: readonly DecisionEvent[],
  issuerOf: (issuerId: string) => string,
): ReadonlyMap<string, DecidedTitles> {
  const byIssuer = new Map<string, DecidedTitles>();
  const bySpelling = (issuer: string) =>
    ofType(decisions, 'ClassesParted')
      .filter(({ data }) => issuerOf(data.issuer) === issuer)
      .map(({ data }) => data.titles.map(bareWords))
      .flatMap(([one, other]) => (one === other ? [one!] : []));
  // Newest first: what is decided later is settled before what it contradicts.
  for (const [since, { type, data }] of [...decisions.entries()].reverse()) {
    if (type !== 'ClassesGrouped' && type !== 'ClassesParted') continue;
    const issuer = issuerOf(data.issuer);
    const titles = byIssuer.get(issuer) ?? new DecidedTitles(new Set(bySpelling(issuer)));
    byIssuer.set(issuer, titles);
    if (type === 'ClassesParted') titles.part(data.titles, since);
    else titles.group(data.titles);
  }
  return byIssuer;
}

/**
 * Which titles of one issuer are one class, and which are two. Decisions are to be given newest first. A title is meant
 * in all its spellings; those in `bySpelling`, of which persons have parted two spellings, as they are spelled.
 */
class DecidedTitles {
  /** Words of the titles that are named in decisions, each with those of its class, itself included. */
  private readonly groups = new Map<string, Set<string>>();
  /** For the same words the titles, as the decisions spell them. */
  private readonly spelled = new Map<string, Set<string>>();
  /** What was looked for once all decisions were given. */
  private readonly looked = new Map<string, Set<string> | undefined>();
  private readonly parted: { readonly titles: readonly [string, string]; readonly since: number }[] = [];

  constructor(private readonly bySpelling: ReadonlySet<string>) {}

  get hasPartings(): boolean {
    return this.parted.length > 0;
  }

  /** Groups those that no later decision keeps apart. */
  group(titles: readonly string[]): void {
    const [first, ...others] = titles.map((title) => this.groupOf(title));
    for (const other of others) {
      const into = this.groups.get([...first!][0]!)!;
      if (into === other || this.areKeptApart(into, other)) continue;
      for (const title of other) {
        into.add(title);
        this.groups.set(title, into);
      }
    }
  }

  /** Parts two titles unless a later decision has them in one class. */
  part([one, other]: readonly [string, string], since: number): void {
    const [left, right] = [this.groupOf(one), this.groupOf(other)];
    if (left !== right) this.parted.push({ titles: [this.wordsOf(one), this.wordsOf(other)], since });
  }

  classTitle(title: string): string {
    const group = this.known(title);
    return group ? [...group].flatMap((words) => [...this.spelled.get(words)!]).sort(compare)[0]! : title;
  }

  classWords(title: string): string {
    const named = this.classTitle(title);
    // Titles that read alike and are decided to be two classes are told apart as they are spelled.
    const words = this.wordsOf(named);
    return words === bareWords(named) ? words : `${bareWords(named)} "${named}"`;
  }

  partedTitle(title: string): string | undefined {
    const group = this.known(title);
    const isParted = group && this.parted.some(({ titles: [a, b] }) => group.has(a) || group.has(b));
    return isParted ? this.classTitle(title) : undefined;
  }

  partedSince(left: string, right: string): number | undefined {
    const [one, other] = [this.known(left), this.known(right)];
    if (!one || !other || one === other) return undefined;
    const since = this.parted
      .filter(({ titles: [a, b] }) => (one.has(a) && other.has(b)) || (one.has(b) && other.has(a)))
      .map((each) => each.since);
    return since.length === 0 ? undefined : Math.max(...since);
  }

  /** The class of a title that decisions name, or that reads like those of one class that they name. */
  private known(title: string): Set<string> | undefined {
    if (this.looked.has(title)) return this.looked.get(title);
    const found = this.lookedFor(title);
    this.looked.set(title, found);
    return found;
  }

  private lookedFor(title: string): Set<string> | undefined {
    const named = this.groups.get(this.wordsOf(title));
    if (named) return named;
    const words = bareWords(title);
    if (!this.bySpelling.has(words)) return undefined;
    const alike = new Set(
      [...this.groups].filter(([other]) => bareWords(other) === words).map(([, group]) => group),
    );
    return alike.size === 1 ? [...alike][0] : undefined;
  }

  private groupOf(title: string): Set<string> {
    const words = this.wordsOf(title);
    const known = this.groups.get(words) ?? new Set([words]);
    this.groups.set(words, known);
    this.spelled.set(words, (this.spelled.get(words) ?? new Set()).add(title));
    return known;
  }

  private wordsOf(title: string): string {
    const words = bareWords(title);
    return this.bySpelling.has(words) ? title : words;
  }

  private areKeptApart(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
    return this.parted.some(
      ({ titles: [a, b] }) => (left.has(a) && right.has(b)) || (left.has(b) && right.has(a)),
    );
  }
}
