import { bareWords } from '../values/folded-text';
import { add, toUnits } from '../values/quantity';
import { standingOn } from './lot-position';
import type { VestingLot } from './lot-slices';

/** What a row says of the derivative security that it speaks of; ISO dates, canonical decimals, footnotes verbatim. */
export interface LotDescription {
  readonly title: string;
  /** Dollars per share. */
  readonly strike?: string;
  /** Column 6 as filed. */
  readonly exercisableOn?: string;
  readonly expiresOn?: string;
  /** Texts of the footnotes on strike and dates. */
  readonly footnotes?: readonly string[];
}

/** A line that takes units out of some lot. */
export interface DrawLine extends LotDescription {
  readonly on: string;
  readonly units: string;
  /** Column 9. */
  readonly following?: string;
}

/** A lot that a line may draw from, with the draws that came before that line. */
export interface DrawableLot extends LotDescription {
  readonly lotId: string;
  readonly vesting: VestingLot;
}

/** Which lots a line can draw from. One candidate is the answer; with several, `rule` says in which order they stand. */
export interface LotCandidates {
  readonly candidates: readonly string[];
  readonly rule: string;
  readonly rejected: readonly { readonly lotId: string; readonly reason: string }[];
}

interface Standing {
  readonly lot: DrawableLot;
  readonly held: string;
  readonly exercisable: string;
}

/** What tells one lot from another, in order of weight; each decides only where some of the lots fit and some do not. */
const SIGNS: readonly { readonly name: string; readonly fits: (line: DrawLine, lot: Standing) => boolean }[] =
  [
    { name: 'strike', fits: (line, { lot }) => line.strike !== undefined && line.strike === lot.strike },
    {
      name: 'expiration',
      fits: (line, { lot }) => line.expiresOn !== undefined && line.expiresOn === lot.expiresOn,
    },
    {
      name: 'column 6',
      fits: (line, { lot }) => line.exercisableOn !== undefined && line.exercisableOn === lot.exercisableOn,
    },
    { name: 'footnotes', fits: (line, { lot }) => haveCommonText(line.footnotes, lot.footnotes) },
    {
      name: 'balance (what was held less the draw is column 9)',
      fits: (line, { held }) => line.following !== undefined && add(line.following, line.units) === held,
    },
    {
      name: 'tranche (as many units vest on that day)',
      fits: (line, { lot }) =>
        lot.vesting.tranches.some((tranche) => tranche.on === line.on && tranche.units === line.units),
    },
    {
      name: 'exercisable units',
      fits: (line, { exercisable }) => toUnits(exercisable) >= toUnits(line.units),
    },
  ];

/**
 * The lots that a line can draw from, by title, strike, dates, footnotes and balance. A lot whose title, strike
 * or expiration is another one, that was granted later or that holds too few units is rejected, with the
 * reason; where more than one is left, all of them are given, the one that expires first in front.
 */
export function candidateLots(line: DrawLine, lots: readonly DrawableLot[]): LotCandidates {
  const standings = lots.map((lot) => ({ lot, ...standingOn(line.on, lot.vesting) }));
  const judged = standings.map((standing) => ({ standing, reason: contradiction(line, standing) }));
  const rejected = judged.flatMap(({ standing, reason }) =>
    reason === undefined ? [] : [{ lotId: standing.lot.lotId, reason }],
  );
  let fitting: readonly Standing[] = judged.flatMap(({ standing, reason }) =>
    reason === undefined ? [standing] : [],
  );
  let rule = 'the only lot with this title and balance that nothing on the row contradicts';
  for (const sign of SIGNS) {
    const signed = fitting.filter((standing) => sign.fits(line, standing));
    if (signed.length === 0 || signed.length === fitting.length) continue;
    rejected.push(
      ...fitting
        .filter((standing) => !signed.includes(standing))
        .map(({ lot }) => ({ lotId: lot.lotId, reason: `another lot fits better by ${sign.name}` })),
    );
    fitting = signed;
    rule = `decided by ${sign.name}`;
  }
  if (fitting.length === 0) rule = 'no lot fits';
  if (fitting.length > 1) rule = 'several lots fit: earliest expiration first, then earliest grant';
  return { candidates: [...fitting].sort(byExpiration).map(({ lot }) => lot.lotId), rule, rejected };
}

function contradiction(line: DrawLine, { lot, held }: Standing): string | undefined {
  const { grantedOn } = lot.vesting.terms;
  if (bareWords(line.title) !== bareWords(lot.title)) return `its title is ${lot.title}`;
  if (differ(line.strike, lot.strike)) return `its strike is ${lot.strike}`;
  if (differ(line.expiresOn, lot.expiresOn)) return `it expires on ${lot.expiresOn}`;
  if (grantedOn !== undefined && grantedOn > line.on) return `it was granted on ${grantedOn}`;
  return toUnits(held) < toUnits(line.units) ? `it holds ${held} units` : undefined;
}

function differ(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

function haveCommonText(left: readonly string[] = [], right: readonly string[] = []): boolean {
  const known = new Set(right.map(bareWords));
  return left.some((text) => known.has(bareWords(text)));
}

function byExpiration(left: Standing, right: Standing): number {
  const key = ({ lot }: Standing) =>
    `${lot.expiresOn ?? '9999-99-99'} ${lot.vesting.terms.grantedOn ?? '9999-99-99'}`;
  // Ids differ with the order of arrival: lots alike in both stay as given.
  const [one, other] = [key(left), key(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}
