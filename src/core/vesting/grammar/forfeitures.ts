import type { TimePoint } from './anchors';
import { tried, words } from './combinators';
import { emptyFrame } from './frame';
import { timePoints } from './moments';
import type { Phrase } from './phrases';
import { type Share, share } from './portions';
import type { Facts, Statement } from './statements';
import type { TokenText } from './token';

const FORFEITS = /^(?:forfeit|forfeits|forfeited|forfeiture|forfeitable)$/;
const FORFEITS_OR_GIVES_BACK =
  /^(?:forfeit|forfeits|forfeited|forfeiture|forfeitable|repurchase|repurchased|cancelled|canceled|lapse)$/;
const LEAVES =
  /^(?:leaves|leave|leaving|ceases|cease|terminates|terminate|terminated|termination|ends|employment|service|resigns|departs|departure)$/;
const before = words('before|prior|until to?');

/** `forfeited if she leaves before D`: on that day it can no longer be forfeited, which is to vest. */
export function forfeitures(text: TokenText, clauses: Facts['clauses']): readonly Statement[] {
  const sentences = new Map(clauses.map(({ clause, sentence }) => [sentence, clause]));
  return [...sentences].flatMap(([sentence, clause]) => {
    const said = text.tokens.slice(sentence.from, sentence.to).map((token) => token.text);
    if (!said.some((word) => FORFEITS.test(word)) || !said.some((word) => LEAVES.test(word))) return [];
    const times = timesBehind(text, sentence);
    const parts = partsNamed(text, sentence);
    if (times.length === 0 || (parts.length > 0 && parts.length !== times.length)) return [];
    if (parts.length === 0 && times.length > 1) return [];
    return times.map((phrase, index) => {
      const shares = parts[index] ? [parts[index]] : [];
      const frame = { ...emptyFrame(), shares, points: [...phrase.points], phrases: [phrase] };
      return { kind: 'tranches' as const, frame, clause, sentence, forfeits: true as const };
    });
  });
}

/** `unvested units are forfeited upon termination of employment`: service must go on. */
export function asksForService(
  text: TokenText,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const said = text.tokens.slice(from, to).map((token) => token.text);
  const has = (words: RegExp) => said.some((word) => words.test(word));
  return has(FORFEITS_OR_GIVES_BACK) && has(LEAVES) && has(/^(?:unvested|vested|vesting|vests)$/);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

type TimePhrase = Extract<Phrase, { kind: 'time' }>;

/** The single dates behind "before". */
function timesBehind(text: TokenText, { from, to }: Stretch): readonly TimePhrase[] {
  const found: TimePhrase[] = [];
  for (let at = from; at < to; at++) {
    const opened = tried(before, text, at);
    const points = opened && timePoints(text, opened.next);
    if (points?.value.length !== 1 || !isDated(points.value[0]!)) continue;
    found.push({ kind: 'time', role: 'on', points: points.value, each: false, from: at, to: points.next });
    at = points.next - 1;
  }
  return found;
}

/** The parts of the award that a sentence names. */
function partsNamed(text: TokenText, { from, to }: Stretch): readonly Share[] {
  const found: Share[] = [];
  for (let at = from; at < to; at++) {
    const part = tried(share, text, at);
    if (!part) continue;
    if (part.value.amount.kind !== 'whole') found.push(part.value);
    at = part.next - 1;
  }
  return found;
}

function isDated(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind !== 'event';
}
