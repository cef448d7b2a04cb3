import type { TimePoint } from './anchors';
import { tried, words } from './combinators';
import { emptyFrame } from './frames';
import { timePoints } from './moments';
import type { Phrase } from './phrases';
import type { Facts, Statement } from './statements';
import type { TokenText } from './token';

const FORFEITS = /^(?:forfeit|forfeits|forfeited|forfeiture|forfeitable)$/;
const LEAVES =
  /^(?:leaves|leave|leaving|ceases|cease|terminates|terminate|terminated|termination|ends|employment|service|resigns|departs|departure)$/;
const before = words('before|prior|until to?');

/** `forfeited if she leaves before D`: on that day it can no longer be forfeited, which is to vest. */
export function forfeitures(text: TokenText, clauses: Facts['clauses']): readonly Statement[] {
  const sentences = new Map(clauses.map(({ clause, sentence }) => [sentence, clause]));
  return [...sentences].flatMap(([sentence, clause]) => {
    const said = text.tokens.slice(sentence.from, sentence.to).map((token) => token.text);
    const phrase = timeBehind(text, sentence);
    if (!phrase || !said.some((word) => FORFEITS.test(word)) || !said.some((word) => LEAVES.test(word)))
      return [];
    const frame = { ...emptyFrame(), points: [...phrase.points], phrases: [phrase] };
    return [{ kind: 'tranches' as const, frame, clause, sentence, forfeits: true as const }];
  });
}

/** `unvested units are forfeited upon termination of employment`: service must go on. */
export function asksForService(
  text: TokenText,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const said = text.tokens.slice(from, to).map((token) => token.text);
  const has = (words: RegExp) => said.some((word) => words.test(word));
  return has(FORFEITS) && has(LEAVES) && has(/^(?:unvested|vested|vesting|vests)$/);
}

type TimePhrase = Extract<Phrase, { kind: 'time' }>;

/** The first single date behind "before". */
function timeBehind(
  text: TokenText,
  { from, to }: { readonly from: number; readonly to: number },
): TimePhrase | undefined {
  for (let at = from; at < to; at++) {
    const opened = tried(before, text, at);
    const points = opened && timePoints(text, opened.next);
    if (points?.value.length === 1 && isDated(points.value[0]!)) {
      return { kind: 'time', role: 'on', points: points.value, each: false, from: at, to: points.next };
    }
  }
  return undefined;
}

function isDated(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind !== 'event';
}
