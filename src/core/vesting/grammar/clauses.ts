import type { Phrase } from './phrases';
import type { Verb, VerbRole } from './verbs';

/** A stretch of a sentence with one verb, or several that tell of the same thing. */
export interface Clause {
  readonly role: VerbRole | 'none';
  readonly verbs: readonly Verb[];
  readonly phrases: readonly Phrase[];
}

type Side = 'vesting' | 'elsewhere';

function sideOf(role: VerbRole): Side {
  return role === 'vest' || role === 'exercise' || role === 'lapse' ? 'vesting' : 'elsewhere';
}

/**
 * Cuts a sentence's phrases into clauses. Where a verb of vesting and another verb follow each other, the cut
 * is at the last separator between them; verbs joined by no more than "and will be" share one clause.
 */
export function clausesOf(phrases: readonly Phrase[]): readonly Clause[] {
  const verbs = mainVerbs(phrases);
  const cuts: number[] = [];
  for (let pair = 1; pair < verbs.length; pair++) {
    const [left, right] = [verbs[pair - 1]!, verbs[pair]!];
    if (sideOf(left.verb.role) === sideOf(right.verb.role)) continue;
    if (joined(phrases, left.index, right.index)) continue;
    cuts.push(cutBetween(phrases, left.index, right.index));
  }
  return [0, ...cuts].map((start, place) => clauseOf(phrases.slice(start, cuts[place])));
}

/** The verbs that tell something; `25% of the units granted vest` only says whose units. */
function mainVerbs(phrases: readonly Phrase[]): readonly { readonly index: number; readonly verb: Verb }[] {
  const all = phrases.flatMap((phrase, index) =>
    phrase.kind === 'verb' ? [{ index, verb: phrase.verb }] : [],
  );
  return all.filter(({ index, verb }, place) => {
    const [before, next] = [all[place - 1], all[place + 1]];
    // "the units vesting on such date will be forfeited"
    if (verb.participle && next && sideOf(next.verb.role) !== 'vesting' && next.verb.form === 'future')
      return phrases.slice(index + 1, next.index).some(({ kind }) => kind === 'separator');
    if (verb.role !== 'grant' || verb.form !== 'past') return true;
    if (before && sideOf(before.verb.role) === 'vesting') return false;
    return (
      !next ||
      !phrases.slice(index + 1, next.index).every(({ kind }) => /^(?:glue|named|grantedOn)$/.test(kind))
    );
  });
}

/** `vest and settle`, `vest and will be paid`: nothing but small words between. */
function joined(phrases: readonly Phrase[], left: number, right: number): boolean {
  const between = phrases.slice(left + 1, right);
  const [one, other] = [phrases[left]!, phrases[right]!];
  // "are exercisable and expire on D": the day is when they end.
  if (other.kind === 'verb' && other.verb.role === 'end') return false;
  // "are vested and will be paid on D": what is paid later has vested before.
  const paidLater = other.kind === 'verb' && other.verb.role === 'settle' && other.verb.form !== 'past';
  if (
    one.kind === 'verb' &&
    other.kind === 'verb' &&
    isStanding(one.verb) &&
    (paidLater || !isStanding(other.verb))
  )
    return false;
  return (
    between.some((phrase) => phrase.kind === 'separator' && phrase.strength !== 'list') &&
    between.length <= 4 &&
    between.every((phrase) => phrase.kind === 'glue' || phrase.kind === 'separator')
  );
}

function isStanding({ form }: Verb): boolean {
  return form === 'state' || form === 'perfect' || form === 'past';
}

function cutBetween(phrases: readonly Phrase[], left: number, right: number): number {
  for (let at = right - 1; at > left; at--) {
    const phrase = phrases[at]!;
    const subject = phrases[at - 1];
    if (phrase.kind === 'separator' && phrase.relative && subject?.kind === 'share' && severalAwards(phrases))
      return at - 1;
    if (phrase.kind === 'separator') {
      // ", and", ", which": the cut stands before both.
      return phrases[at - 1]?.kind === 'separator' && at - 1 > left ? at - 1 : at;
    }
    if (phrase.kind === 'condition' && at > left + 1) return at;
  }
  let at = right;
  while (at - 1 > left && belongsToNext(phrases[at - 1]!)) at--;
  return at;
}

/** `4,500 units that vest on D1 and 6,000 units that vest on D2`: each clause has its own units. */
function severalAwards(phrases: readonly Phrase[]): boolean {
  const told = phrases.filter((phrase, index) => {
    const next = phrases[index + 1];
    const units = phrase.kind === 'share' && phrase.share.amount.kind === 'units';
    return units && next?.kind === 'separator' && next.relative;
  });
  return told.length > 1;
}

/** Subjects, auxiliaries and adverbs before a verb are its own; a date is not. */
function belongsToNext(phrase: Phrase): boolean {
  if (phrase.kind === 'time') {
    const [point] = phrase.points;
    return point?.kind === 'at' && point.base.kind === 'anchor' && point.months === 0;
  }
  return (
    phrase.kind === 'glue' || phrase.kind === 'share' || phrase.kind === 'named' || phrase.kind === 'not'
  );
}

function clauseOf(phrases: readonly Phrase[]): Clause {
  const verbs = mainVerbs(phrases).map(({ verb }) => verb);
  const vesting = verbs.find((verb) => sideOf(verb.role) === 'vesting');
  return { role: vesting?.role ?? verbs[0]?.role ?? 'none', verbs, phrases };
}
