import type { Problem } from '../../filing/filing';
import { compare } from '../../values/text-order';
import { type DecisionEvent, ofType } from '../decisions-in-force';
import type { PersonFiling } from '../filings-of-person';
import { impliedBefore, isGenericNature, type ReportedLine, reportedLines } from '../reported-line';
import { amendmentEffects, type LineAmended } from './line-effects';
import { pairLines } from './line-pairs';
import {
  type AmendableFiling,
  type ChosenOriginal,
  chosenOriginal,
  isChosen,
  matchOriginal,
  mayBeOriginal,
  type OriginalCandidate,
  type OriginalMatch,
} from './original-match';

/** What one amendment is taken to do, and to which filing. */
export interface FiledAmendment {
  readonly amendment: PersonFiling;
  /**
   * `matched`: its original is known; `tied`: several filings may be it, and none is changed; `unmatched`: no
   * filing is, and its lines count as they stand.
   */
  readonly standing: 'matched' | 'tied' | 'unmatched';
  /** The original, or the filings that tie; none when unmatched. */
  readonly originals: readonly OriginalCandidate[];
  readonly lines: readonly LineAmended[];
  /** Lines of the original, as they stood before, that the amendment does not name: they stay. */
  readonly unnamed: readonly ReportedLine[];
  readonly problems: readonly Problem[];
}

/** The lines that count, and what each amendment did to make them so. */
export interface AmendedFilings {
  /** The lines of each filing that count, in the order of the filings; an amendment's stand in its original. */
  readonly lines: readonly (readonly ReportedLine[])[];
  /** In the order in which the amendments became known. */
  readonly amendments: readonly FiledAmendment[];
}

/** A filing with its lines as they stand after the amendments so far. */
interface Family extends AmendableFiling {
  readonly amendments: PersonFiling[];
  lines: readonly ReportedLine[];
  /** Lines that its amendments took back. */
  voided: readonly ReportedLine[];
}

/** What persons decided about the originals of amendments: the amendment's fingerprint, and what it amends. */
export type ChosenOriginals = readonly (readonly [amendment: string, original: ChosenOriginal])[];

/** The originals that decisions in force choose, in their order; of two on one amendment the later one holds. */
export function chosenOriginals(decisions: readonly DecisionEvent[]): ChosenOriginals {
  return ofType(decisions, 'OriginalChosen').map(({ data }) => [
    data.amendment,
    { fingerprint: data.original, by: data },
  ]);
}

/**
 * Takes a person's filings together with their amendments, one amendment after the other as they became known.
 * An amendment need only show the lines that it amends, so lines that it does not name stay as they are.
 */
export function amendFilings(filings: readonly PersonFiling[], chosen: ChosenOriginals = []): AmendedFilings {
  const families = new Map<PersonFiling, Family>();
  for (const filing of filings) {
    if (isAmendment(filing)) continue;
    families.set(filing, { original: filing, amendments: [], lines: reportedLines(filing), voided: [] });
  }
  const amendments = filings
    .filter(isAmendment)
    .toSorted(asKnown)
    .map((amendment) => {
      const choice = chosenFor(amendment, chosen);
      const against = choice && reasonAgainst(choice, amendment, filings);
      if (against === undefined) return apply(amendment, families, choice);
      const applied = apply(amendment, families, undefined);
      return { ...applied, problems: [...applied.problems, choiceNotFollowed(choice!, against)] };
    });
  return { lines: filings.map((filing) => families.get(filing)?.lines ?? []), amendments };
}

/** A decision names an amendment as any of its documents was recorded; of several the last one holds. */
function chosenFor(
  { fingerprint, twins }: PersonFiling,
  chosen: ChosenOriginals,
): ChosenOriginal | undefined {
  const names = new Set([fingerprint, ...twins.map((twin) => twin.fingerprint)]);
  return chosen.findLast(([amendment]) => names.has(amendment))?.[1];
}

/**
 * Why the filing chosen cannot be what the amendment amends, although whoever chose it saw that it could: ids of issuers
 * may have been unlinked since. Undefined when it can, and while it is not known.
 */
function reasonAgainst(
  choice: ChosenOriginal,
  amendment: PersonFiling,
  filings: readonly PersonFiling[],
): string | undefined {
  const filing = filings.find((each) => isChosen(choice, each));
  if (!filing) return undefined;
  const { filingKey, facts } = filing;
  if (filing === amendment) return 'it is the amendment itself';
  if (filing.issuerId !== amendment.issuerId) return `${filingKey} reports on another issuer`;
  if (!mayBeOriginal(filing, amendment)) return `${filingKey} is a Form ${facts.formType}`;
  return isAmendment(filing) && asKnown(filing, amendment) > 0
    ? `${filingKey} is an amendment that became known later`
    : undefined;
}

/** The versions of a line, the one that counts first, then those that it took the place of. */
export function versionsOf(line: ReportedLine): readonly ReportedLine[] {
  const versions: ReportedLine[] = [];
  for (let version: ReportedLine | undefined = line; version; version = version.restates)
    versions.push(version);
  return versions;
}

/** The line that a restated one goes back to; the line itself when it restates none. */
export function firstVersionOf(line: ReportedLine): ReportedLine {
  return versionsOf(line).at(-1)!;
}

function isAmendment({ facts }: PersonFiling): boolean {
  return facts.formType.endsWith('/A');
}

function asKnown(left: PersonFiling, right: PersonFiling): number {
  return compare(left.knownFrom, right.knownFrom) || compare(left.filingKey, right.filingKey);
}

function apply(
  amendment: PersonFiling,
  families: Map<PersonFiling, Family>,
  chosen: ChosenOriginal | undefined,
): FiledAmendment {
  const lines = reportedLines(amendment);
  const others = [...families.values()];
  const match: OriginalMatch<Family> = chosen
    ? (chosenOriginal(chosen, others) ?? { standing: 'unmatched' })
    : matchOriginal(
        amendment,
        lines,
        others.filter(({ original }) => isBefore(original, amendment)),
      );
  if (match.standing === 'matched') return amend(match.of, match.candidate, amendment, lines);
  if (match.standing === 'tied') {
    const among = match.of.flatMap((family) => family.lines);
    const amended = decidedBeside(lines, among);
    families.set(amendment, standingAlone(amendment, amended));
    const { candidates: originals } = match;
    const problems = [tied(originals)];
    return { amendment, standing: 'tied', originals, lines: amended, unnamed: [], problems };
  }
  const effects = amendmentEffects(amendment, lines, { filings: [], lines: [], voided: [] });
  families.set(amendment, standingAlone(amendment, effects.lines));
  const problems = [...effects.problems, chosen ? decidedAgainst(chosen) : withoutOriginal(amendment)];
  const amended = effects.lines.map(countsAsItStands);
  return { amendment, standing: 'unmatched', originals: [], lines: amended, unnamed: [], problems };
}

/** Amends the lines of the original as they stand, which they are no longer from then on. */
function amend(
  of: Family,
  candidate: OriginalCandidate,
  amendment: PersonFiling,
  lines: readonly ReportedLine[],
): FiledAmendment {
  const before = of.lines;
  const standing = { filings: [of.original, ...of.amendments], lines: before, voided: of.voided };
  const effects = amendmentEffects(amendment, lines, standing);
  const named = new Set(effects.lines.map(({ original }) => original));
  const taken = effects.lines.filter(({ effect }) => effect === 'void').map(({ original }) => original!);
  of.lines = afterAmendment(before, effects.lines);
  of.voided = [...of.voided, ...taken];
  of.amendments.push(amendment);
  const unnamed = before.filter((line) => !named.has(line));
  return { amendment, standing: 'matched', originals: [candidate], unnamed, ...effects };
}

/** An amendment without a known original: what it adds counts, and later amendments may be of it. */
function standingAlone(amendment: PersonFiling, amended: readonly LineAmended[]): Family {
  const added = amended.filter(({ effect }) => effect === 'add').map(({ line }) => line!);
  return { original: amendment, amendments: [], lines: added, voided: [] };
}

/** Known before the amendment; two that became known together are both its candidates unless both are amendments. */
function isBefore(original: PersonFiling, amendment: PersonFiling): boolean {
  if (original === amendment) return false;
  if (isAmendment(original)) return asKnown(original, amendment) < 0;
  const earliest = [original.knownOn, original.signedOn ?? original.knownOn].sort()[0]!;
  return earliest <= amendment.knownOn;
}

/** While the original is not known among several, a line that is like one of theirs would count twice. */
function decidedBeside(
  lines: readonly ReportedLine[],
  among: readonly ReportedLine[],
): readonly LineAmended[] {
  const like = new Set(pairLines(lines, among, () => false).map(({ line }) => line));
  return lines.map(
    (line): LineAmended =>
      like.has(line)
        ? { effect: 'undecided', line, reason: 'it is like a line of a filing that may be the original' }
        : { effect: 'add', line, reason: 'no filing that may be the original has a line like it' },
  );
}

function countsAsItStands(amended: LineAmended): LineAmended {
  if (amended.effect !== 'add') return amended;
  return { ...amended, reason: 'the original is not known; the line counts as it stands' };
}

/** The lines of the original after an amendment: restated in their place, added where their balance belongs. */
function afterAmendment(
  before: readonly ReportedLine[],
  amended: readonly LineAmended[],
): readonly ReportedLine[] {
  const of = new Map(amended.filter(({ original }) => original).map((each) => [each.original!, each]));
  const lines = before.flatMap((original): readonly ReportedLine[] => {
    const change = of.get(original);
    if (!change || change.effect === 'repeat') return [original];
    if (change.effect === 'confirm') return [confirmed(original, change.line!)];
    if (change.effect === 'restate') return [restated(original, change.line!)];
    return change.line ? assertedInstead(original, change.line) : [];
  });
  for (const { effect, line } of amended) if (effect === 'add') insert(lines, speakingThen(line!, before));
  return lines;
}

function confirmed(original: ReportedLine, line: ReportedLine): ReportedLine {
  return { ...original, confirmedBy: [...(original.confirmedBy ?? []), line] };
}

/**
 * The restating line in the place of the restated one. A row without a transaction speaks of the same day as
 * before. Footnotes that tell vehicles and lots apart go on doing so, although an amendment seldom repeats them.
 */
function restated(original: ReportedLine, line: ReportedLine): ReportedLine {
  const sameNature =
    line.natureKey === original.natureKey && (line.natureNotes === '' || !isGenericNature(line.natureKey));
  return {
    ...line,
    restates: original,
    ...(line.line.kind === 'holding' && { effectiveOn: original.effectiveOn }),
    ...(sameNature && { natureNotes: original.natureNotes }),
    ...(line.termsKey === original.termsKey && { termsNotes: original.termsNotes }),
  };
}

/** A voided transaction changed nothing; where its row now shows another balance, that is what was owned then. */
function assertedInstead(original: ReportedLine, line: ReportedLine): readonly ReportedLine[] {
  const isTransaction = original.line.kind === 'transaction';
  if (!isTransaction || line.reported === undefined || line.reported === original.reported) return [];
  const asserting = { ...line.line, kind: 'holding' as const };
  return [
    { ...restated(original, line), line: asserting, change: undefined, changeUnknown: false, voids: true },
  ];
}

/** An added row without a transaction tells what was owned following the original's transactions. */
function speakingThen(line: ReportedLine, before: readonly ReportedLine[]): ReportedLine {
  if (line.line.kind !== 'holding') return line;
  const last = before
    .map(({ effectiveOn }) => effectiveOn)
    .sort()
    .at(-1);
  return last !== undefined && last > line.effectiveOn ? { ...line, effectiveOn: last } : line;
}

/** After the line whose balance it goes on from, or before the one that goes on from its balance; else at the end. */
function insert(lines: ReportedLine[], line: ReportedLine): void {
  const opening = line.line.kind === 'transaction' ? impliedBefore(line) : undefined;
  const alike = (other: ReportedLine) =>
    other.classKey === line.classKey &&
    other.natureKey === line.natureKey &&
    other.termsKey === line.termsKey;
  const after = lines.findLastIndex(
    (other) => alike(other) && opening !== undefined && other.reported === opening,
  );
  const before = lines.findIndex(
    (other) =>
      alike(other) &&
      other.line.kind === 'transaction' &&
      line.reported !== undefined &&
      impliedBefore(other) === line.reported,
  );
  const place = after >= 0 ? after + 1 : before >= 0 ? before : lines.length;
  lines.splice(place, 0, line);
}

function withoutOriginal({ facts }: PersonFiling): Problem {
  const named = facts.dateOfOriginalSubmission?.value;
  const when = named === undefined ? 'which shows no date of it' : `submitted on ${named} as it says`;
  return {
    code: 'amendmentWithoutOriginal',
    message: `the original of this ${facts.formType}, ${when}, is not recorded; its lines count as they stand, but for those that it says never were`,
  };
}

function decidedAgainst({ fingerprint, by: { author, reason } }: ChosenOriginal): Problem {
  const what =
    fingerprint === null ? 'it amends nothing that is here' : 'it amends a filing that is not known here';
  return {
    code: 'amendmentOriginalDecided',
    message: `as ${author} decided (${reason}), ${what}: its lines count as they stand`,
  };
}

function choiceNotFollowed({ by: { author, reason } }: ChosenOriginal, against: string): Problem {
  return {
    code: 'amendmentOriginalNotFollowed',
    message: `what ${author} decided on the original (${reason}) is not followed: ${against}`,
  };
}

function tied(candidates: readonly OriginalCandidate[]): Problem {
  const keys = candidates.map(({ filing }) => filing.filingKey).join(' and ');
  return {
    code: 'amendmentTied',
    message: `${keys} may each be the original, and equally much speaks for them: none is changed`,
  };
}
