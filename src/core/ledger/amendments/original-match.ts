import { compare } from '../../values/text-order';
import type { Decision } from '../decision-events';
import type { PersonFiling } from '../filings-of-person';
import { personIdOf } from '../parties';
import type { ReportedLine } from '../reported-line';
import { pairLines } from './line-pairs';

/** How sure it is that a filing is the one that an amendment amends; `decided` by a person. */
export type MatchConfidence = 'certain' | 'likely' | 'possible' | 'decided';

/** A filing that an amendment may amend, with what speaks for it. */
export interface OriginalCandidate {
  readonly filing: PersonFiling;
  readonly confidence: MatchConfidence;
  /** In words, what speaks for it and against it; the date that the form names comes first. */
  readonly evidence: readonly string[];
}

/** A filing, the amendments of it so far, and its lines as they stand after them. */
export interface AmendableFiling {
  readonly original: PersonFiling;
  readonly amendments: readonly PersonFiling[];
  readonly lines: readonly ReportedLine[];
}

/** What a person decided about an amendment's original. */
export interface ChosenOriginal {
  /** Of the filing chosen; `null` when the amendment amends nothing that is here. */
  readonly fingerprint: string | null;
  readonly by: Pick<Decision, 'author' | 'reason'>;
}

/** The filings among which an amendment's original was found: one, several that tie, or none. */
export type OriginalMatch<Amendable extends AmendableFiling> =
  | { readonly standing: 'matched'; readonly of: Amendable; readonly candidate: OriginalCandidate }
  | {
      readonly standing: 'tied';
      readonly of: readonly Amendable[];
      readonly candidates: readonly OriginalCandidate[];
    }
  | { readonly standing: 'unmatched' };

/**
 * Days by which the date named may miss the date of filing: two business days to file, and a long weekend between.
 * Of 285 amendments in the SEC's data set of 2024Q3 that name a day of that quarter, 271 name the day on which a
 * form of the same issuer and period was filed, and the other 14 a day at most five days from it.
 */
const DATE_TOLERANCE_DAYS = 5;

const MILLISECONDS_A_DAY = 86_400_000;

/** What each piece of evidence weighs; half points only ever decide between dates that are near. */
const FILED_THEN = 6;
const SIGNED_THEN = 5;
const AMENDED_THEN = 5;
const SAME_ORIGINAL_NAMED = 4;
const NEAR = 3;
const PERIOD_NAMED = 2;
const NEAR_LOSS_PER_DAY = 0.5;
const SAME_PERIOD = 3;
const OTHER_PERIOD = -1;
const SAME_OWNERS = 1;
const LINES = 8;
/** Candidates that are not that far apart tie: about what the price of one line weighs. */
const MARGIN = 0.5;

interface Weighed<Amendable> {
  readonly of: Amendable;
  readonly candidate: OriginalCandidate;
  readonly points: number;
}

interface DateEvidence {
  readonly points: number;
  readonly words: string;
  /** The form names the very day of filing. */
  readonly exact: boolean;
}

/**
 * The filing that an amendment amends. The form names no accession number, only the date of the original
 * submission (box 4 of Form 4), so the original is the filing of the same form, owner and issuer for which that
 * date, the period and the lines speak most. Filings for which equally much speaks tie: none is chosen.
 */
export function matchOriginal<Amendable extends AmendableFiling>(
  amendment: PersonFiling,
  lines: readonly ReportedLine[],
  filings: readonly Amendable[],
): OriginalMatch<Amendable> {
  const weighed = filings
    .filter(({ original }) => mayBeOriginal(original, amendment))
    .map((of) => weigh(amendment, lines, of))
    .filter((each) => each !== undefined)
    .sort((left, right) => right.points - left.points || byFiling(left, right));
  const [best] = weighed;
  if (!best) return { standing: 'unmatched' };
  const equal = weighed.filter(({ points }) => best.points - points < MARGIN);
  if (equal.length === 1) return { standing: 'matched', of: best.of, candidate: amongRivals(best, weighed) };
  const candidates = equal.map(({ candidate }) => ({ ...candidate, confidence: 'possible' as const }));
  return { standing: 'tied', of: equal.map(({ of }) => of), candidates };
}

/** The filing that a person has chosen as the original, which may be an amendment itself; undefined while it is not known. */
export function chosenOriginal<Amendable extends AmendableFiling>(
  choice: ChosenOriginal,
  filings: readonly Amendable[],
): Extract<OriginalMatch<Amendable>, { standing: 'matched' }> | undefined {
  const of = filings.find(({ original, amendments }) =>
    [original, ...amendments].some((filing) => isChosen(choice, filing)),
  );
  if (!of) return undefined;
  const { author, reason } = choice.by;
  const evidence = [`chosen by ${author}: ${reason}`];
  return { standing: 'matched', of, candidate: { filing: of.original, confidence: 'decided', evidence } };
}

/** True when the filing is the one chosen, by any of its fingerprints. */
export function isChosen({ fingerprint }: ChosenOriginal, filing: PersonFiling): boolean {
  return [filing, ...filing.twins].some((recording) => recording.fingerprint === fingerprint);
}

/** Two filings can fit a date and a period equally well; then only the lines decided. */
function amongRivals<Amendable extends AmendableFiling>(
  { candidate }: Weighed<Amendable>,
  weighed: readonly Weighed<Amendable>[],
): OriginalCandidate {
  const rivals = weighed.map((each) => each.candidate).filter(({ confidence }) => confidence === 'certain');
  if (candidate.confidence !== 'certain' || rivals.length < 2) return candidate;
  const others = rivals.filter((rival) => rival !== candidate).map(({ filing }) => filing.filingKey);
  const evidence = [
    ...candidate.evidence,
    `its lines are more like the amendment's than those of ${others.join(', ')}`,
  ];
  return { ...candidate, confidence: 'likely', evidence };
}

/** True for filings on one issuer and of one form, amended or not: no amendment is of another one. */
export function mayBeOriginal(original: PersonFiling, amendment: PersonFiling): boolean {
  return (
    original.facts.formType.charAt(0) === amendment.facts.formType.charAt(0) &&
    original.issuerId === amendment.issuerId
  );
}

/** Undefined when too little speaks for it. */
function weigh<Amendable extends AmendableFiling>(
  amendment: PersonFiling,
  lines: readonly ReportedLine[],
  of: Amendable,
): Weighed<Amendable> | undefined {
  const { original } = of;
  const named = amendment.facts.dateOfOriginalSubmission?.value;
  const date = dateEvidence(named, of);
  const [period, other] = [amendment.facts.periodOfReport?.value, original.facts.periodOfReport?.value];
  const samePeriod = period !== undefined && period === other;
  // Then no lines could make it enough, and a person may have thousands of such filings.
  if (date.points === 0 && !samePeriod) return undefined;
  const pairs = pairLines(lines, of.lines, () => false);
  const alike = pairs.length;
  const enough = date.points > NEAR || (samePeriod && (named === undefined || date.points > 0 || alike > 0));
  if (!enough && !(date.points > 0 && alike > 0)) return undefined;
  const sameOwners = ownersOf(original) === ownersOf(amendment);
  const points =
    date.points +
    (samePeriod ? SAME_PERIOD : period && other ? OTHER_PERIOD : 0) +
    (sameOwners ? SAME_OWNERS : 0) +
    (lines.length === 0
      ? 0
      : (LINES * pairs.reduce((sum, { likeness }) => sum + likeness, 0)) / lines.length);
  const evidence = [
    date.words,
    samePeriod ? `the same period, ${period}` : `period ${other ?? 'not given'}, not ${period ?? 'given'}`,
    `${alike} of ${lines.length} lines of the amendment ${alike === 1 ? 'is' : 'are'} like one of its lines`,
    ...(sameOwners ? [] : ['other owners on the form']),
  ];
  const confidence: MatchConfidence =
    date.exact && samePeriod ? 'certain' : date.points > NEAR || alike > 0 ? 'likely' : 'possible';
  return { of, points, candidate: { filing: original, confidence, evidence } };
}

function dateEvidence(named: string | undefined, { original, amendments }: AmendableFiling): DateEvidence {
  const says = (points: number, words: string, exact = false): DateEvidence => ({ points, words, exact });
  if (named === undefined) return says(0, 'the form names no date of the original');
  const { filedOn, signedOn, acceptedAt } = original;
  if (filedOn === named) return says(FILED_THEN, `filed on the date named, ${named}`, true);
  if (acceptedAt?.startsWith(named)) return says(FILED_THEN, `accepted on the date named, ${named}`, true);
  if (signedOn === named) {
    const filed = filedOn === null ? 'its filing date is not known' : `filed on ${filedOn}`;
    return says(SIGNED_THEN, `signed on the date named, ${named}; ${filed}`);
  }
  const between = amendments.find((each) => each.filedOn === named || each.signedOn === named);
  if (between) return says(AMENDED_THEN, `amended by ${between.filingKey} on the date named, ${named}`);
  if (original.facts.dateOfOriginalSubmission?.value === named) {
    return says(SAME_ORIGINAL_NAMED, `an amendment itself, of the same date ${named}, without its original`);
  }
  const dates = [original.facts.periodOfReport?.value, ...original.lines.map(transactionDate)];
  const days = Math.min(...[filedOn, signedOn].map((date) => (date ? daysBetween(date, named) : Infinity)));
  const near = days <= DATE_TOLERANCE_DAYS ? NEAR - NEAR_LOSS_PER_DAY * days : 0;
  if (dates.includes(named) && near < PERIOD_NAMED) {
    return says(PERIOD_NAMED, `the date named, ${named}, is that of its transactions`);
  }
  if (near > 0) {
    const made = filedOn === null ? `signed on ${signedOn}` : `filed on ${filedOn}`;
    return says(near, `${made}, within ${days} days of the date named, ${named}`);
  }
  return says(
    0,
    `filed on ${filedOn ?? signedOn ?? 'no date that is known'}, not on the date named, ${named}`,
  );
}

function transactionDate({ cells }: PersonFiling['lines'][number]): string | undefined {
  return cells.transactionDate?.value;
}

function daysBetween(left: string, right: string): number {
  return Math.abs(Date.parse(left) - Date.parse(right)) / MILLISECONDS_A_DAY;
}

function ownersOf(filing: PersonFiling): string {
  return filing.facts.owners
    .map((owner) => personIdOf(owner) ?? '')
    .sort()
    .join(' ');
}

function byFiling(left: Weighed<AmendableFiling>, right: Weighed<AmendableFiling>): number {
  const [one, other] = [left.of.original, right.of.original];
  return compare(one.knownOn, other.knownOn) || compare(one.filingKey, other.filingKey);
}
