import type { Frame } from './frame';
import { saysIn } from './spans';
import type { Facts, Statement } from './statements';
import { namesAnother, tellsOfTwoSecurities } from './subjects';
import type { TokenText } from './token';

/**
 * Why a statement whose every word is understood is still no schedule: it tells of a part and not of which, of what
 * may be and not of what is, of another security, or of what has ended since. Undefined where none of these holds.
 */
export function doubtAbout(text: TokenText, facts: Facts): string | undefined {
  const dated = statementsWithTime(facts);
  if (dated.length === 0) return undefined;
  const places = dated.flatMap(({ frame }) => verbPlaces(text, frame));
  const inSeries = dated.some(({ frame }) => tellsSeries(frame));
  if (places.some((at) => isInPart(text, at))) return 'it tells when a part vests, not how large a part';
  if (!inSeries && places.some((at) => isBeginning(text, at)))
    return 'it tells when vesting begins, not how it goes on';
  if (isOneOfSeveral(dated)) return 'it tells of one instalment, not of the others';
  if (places.some((at) => isPossible(text, at))) return 'it tells what may vest, not what does';
  if (namesAnother(text, places) || tellsOfTwoSecurities(text, facts, places))
    return 'it tells of another security as well: which of them the row is about is not clear';
  return hasEnded(text, facts)
    ? 'a part of it has ended, and what is left of the schedule is not stated'
    : undefined;
}

/** The statements that a schedule is made of; an event beside tranches only makes them vest sooner. */
function statementsWithTime({ statements }: Facts): readonly Statement[] {
  const tranches = statements.filter(({ kind }) => kind === 'tranches');
  return tranches.length > 0 ? tranches : statements.filter(({ kind }) => /^(?:event|bar|full)$/.test(kind));
}

/** Where a frame's verbs of vesting stand, as tokens. */
function verbPlaces({ tokens }: TokenText, { phrases }: Frame): readonly number[] {
  return phrases.flatMap((phrase) =>
    phrase.kind === 'verb' && /^(?:vest|exercise|lapse)$/.test(phrase.verb.role) && tokens[phrase.from]
      ? [phrase.from]
      : [],
  );
}

function wordAt({ tokens }: TokenText, at: number): string {
  return tokens[at]?.text ?? '';
}

/** `vested in part on D`, `vested, in part, on D`; not `exercisable in whole or in part`. */
function isInPart(text: TokenText, at: number): boolean {
  const behind = wordAt(text, at + 1) === ',' ? at + 2 : at + 1;
  const before = wordAt(text, at - 1) === ',' ? at - 3 : at - 2;
  return [behind, before].some(
    (start) =>
      wordAt(text, start) === 'in' &&
      wordAt(text, start + 1) === 'part' &&
      !/^(?:or|and)$/.test(wordAt(text, start - 1)),
  );
}

const ADVERB =
  /^(?:also|then|thereafter|automatically|immediately|fully|be|each|all|only|not|initially|generally|ratably|%|percent|100)$/;
/** Most adverbs between a verb and the word that says how it is meant. */
const MAX_ADVERBS = 3;

/** The last word before a verb, `to` and `become` that is no adverb, and where it stands. */
function leadOf(text: TokenText, verb: number): number {
  let at = verb - 1;
  for (let passed = 0; passed < MAX_ADVERBS && ADVERB.test(wordAt(text, at)); passed++) at--;
  if (/^(?:become|becomes|became|becoming)$/.test(wordAt(text, at))) at--;
  for (let passed = 0; passed < MAX_ADVERBS && ADVERB.test(wordAt(text, at)); passed++) at--;
  return at;
}

const BEGINS = /^(?:begin|begins|began|begun|beginning|start|starts|started|commence|commences|commenced)$/;

/** `begin to vest`, `will first vest`: from then on. `First became exercisable` says since when all of it is. */
function isBeginning(text: TokenText, verb: number): boolean {
  const lead = leadOf(text, verb);
  const word = wordAt(text, lead);
  if (word === 'first') return wordAt(text, verb) !== 'exercisable';
  return BEGINS.test(word === 'to' ? wordAt(text, lead - 1) : word);
}

/** `may vest`, `are eligible to vest`, `may become exercisable`; not `may be exercised`, which says how it stands. */
function isPossible(text: TokenText, verb: number): boolean {
  const word = wordAt(text, verb);
  if (/^(?:exercised|purchased)$/.test(word)) return false;
  const lead = leadOf(text, verb);
  const before = wordAt(text, lead);
  if (/^(?:to|for)$/.test(before)) return /^(?:eligible|able)$/.test(wordAt(text, lead - 1));
  const stands = word === 'exercisable' && wordAt(text, verb - 1) === 'be';
  return !stands && /^(?:may|can|could|might|should)$/.test(before);
}

/** How often, how many or over how long: `in installments` alone tells none of it. */
function tellsSeries({ series, span, points }: Frame): boolean {
  const told = series && Object.keys(series).some((slot) => slot !== 'instalments');
  return Boolean(told || span || points.length > 1);
}

/** `The second tranche vests on D`, and nothing of the others. */
function isOneOfSeveral(dated: readonly Statement[]): boolean {
  const placed = dated.some(({ frame }) => frame.shares.some(({ amount }) => amount.kind === 'instalment'));
  if (!placed) return false;
  return !dated.some(
    ({ frame }) =>
      tellsSeries(frame) ||
      frame.shares.some(({ amount }) => amount.kind === 'units' || amount.kind === 'fraction'),
  );
}

/** `…, of which the first two have been forfeited`: not what will be. */
function hasEnded(text: TokenText, { clauses, statements }: Facts): boolean {
  if (!statements.some(({ kind }) => kind === 'tranches')) return false;
  return clauses.some(({ clause, sentence }) =>
    clause.phrases.some(
      (phrase) =>
        phrase.kind === 'verb' &&
        phrase.verb.role === 'end' &&
        saysIn(text, { from: Math.max(sentence.from, phrase.from - 3), to: phrase.from }, HAS),
    ),
  );
}
const HAS = /^(?:has|have|had|was|were)$/;
