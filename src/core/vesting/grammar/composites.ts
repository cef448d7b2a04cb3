import type { TriggerEvent } from '../schedule';
import { at, oneDay, type TimePoint } from './anchors';
import {
  either,
  listOf,
  mapped,
  meaning,
  type Parsed,
  type Parser,
  startingWith,
  tried,
  words,
} from './combinators';
import { meaningOfCondition } from './condition-kinds';
import { isHarmless } from './harmless-words';
import type { TokenText } from './token';

/** Most arms of one "earlier of". */
const MAX_ARMS = 12;
/** Longest arm that is not understood, in tokens. */
const MAX_ARM_TOKENS = 60;

type Points = readonly TimePoint[];

const enumerator = words('( i|ii|iii|iv|v|vi|vii|a|b|c|d|e|f|g|w|x|y|z|1|2|3|4|5|6|7 )');
const armGap = either(words(', and|or?'), words('; and|or?'), words('and|or'));
const armPreposition = words('on|upon|at|as? of? the|a? date|time|day? of|that|on|which? which|is|of?');
/** `the date on which the stock price exceeds $30`. */
const someDay = words('the date|day|time on|at|upon? which|that|when|the');

const TO_OCCUR = 'to? occur|happen? of either|the? following? :?';
const comparison = either(
  meaning(`the? earlier|earliest|first|sooner|soonest ${TO_OCCUR}`, 'earlierOf' as const),
  meaning(`the? later|latest|last ${TO_OCCUR}`, 'laterOf' as const),
);

/** `the earlier of A and B`: of times that `simple` reads, or `inner` ones. */
export function compositeOf(simple: Parser<Points>, inner: Parser<Points>): Parser<Points> {
  const timeAt: Parser<TimePoint> = (text, from) => {
    const preposition = armPreposition(text, from);
    const parsed =
      tried(simple, text, from) ??
      (preposition && tried(simple, text, preposition.next)) ??
      tried(inner, text, from);
    return parsed?.value.length === 1 ? { value: parsed.value[0]!, next: parsed.next } : undefined;
  };
  const plain: Parser<Arm> = (text, from) => {
    const parsed = timeAt(text, from);
    return parsed && armSaid(text, from, parsed);
  };
  const unknown: Parser<Arm> = mapped(unknownDay, (points) => ({ points, described: false }));
  const unmarked = listOf(either(plain, unknown), armGap, MAX_ARMS);
  return startingWith('the|earlier|earliest|first|sooner|soonest|later|latest|last', (text, from) => {
    const kind = tried(comparison, text, from);
    if (!kind) return undefined;
    const marked = tried(enumerator, text, kind.next) && enumerated(text, kind.next, timeAt);
    const plainly = tried(enumerator, text, kind.next) ? undefined : tried(unmarked, text, kind.next);
    const listed = marked ?? plainly;
    const arms = marked?.value.flat() ?? plainly?.value.flatMap(({ points }) => points) ?? [];
    if (!listed || arms.length < 2) return undefined;
    const ofTwo =
      arms.length === 2 && text.tokens.slice(from, kind.next).some(({ text }) => OF_TWO.test(text));
    if (!ofTwo && plainly?.value.some(({ described }) => described)) return undefined;
    return { value: [{ kind: kind.value, arms }], next: listed.next };
  });
}

/** An arm without a mark before it. */
interface Arm {
  readonly points: Points;
  /** A day, and behind a comma what that day is, or else the next arm. */
  readonly described: boolean;
}

const OF_TWO = /^(?:earlier|later|sooner)$/;
const OPENS_ARM = /^(?:the|a|an|date|day|first|last|anniversary|grant|vesting|award|effective|issuance)$/;
const HAS_DAY = /^(?:meeting|agm|anniversary|grant|vesting|commencement)$/;
const SAYS_DATE = /^(?:anniversary|grant|vesting|commencement)$/;

/** What an arm says: `death, disability` are two; `D, the date of death` may be two, and is not understood. */
function armSaid(text: TokenText, from: number, { value, next }: Parsed<TimePoint>): Parsed<Arm> | undefined {
  const said = text.tokens.slice(from, next);
  const event = value.kind === 'at' && value.base.kind === 'event' ? value.base.event : undefined;
  const named = EVENTS.filter(([words]) => said.some((token) => words.test(token.text)));
  if (named.length > 1 && named.some(([, own]) => own === event)) {
    const several = unknownArm(text, from, next);
    return several && { value: { points: several.value, described: false }, next };
  }
  const comma = said.findIndex(
    (token, at) =>
      token.text === ',' && said[at - 1]?.kind === 'number' && OPENS_ARM.test(said[at + 1]?.text ?? ''),
  );
  const described = comma > 0;
  if (described && !said.slice(comma).some((token) => SAYS_DATE.test(token.text))) return undefined;
  // "disability, June 15, 2016" is two arms; of a meeting or the grant the day may be its own.
  const first = said.findIndex((token) => token.text === ',');
  const day = first > 0 && said[first - 1]!.kind === 'word' && tried(oneDay, text, from + first + 1);
  if (!day || day.next !== next) return { value: { points: [value], described }, next };
  const own = said.slice(0, first).some((token) => HAS_DAY.test(token.text));
  return own ? { value: { points: [value], described: true }, next } : undefined;
}

/** `(i) A, (ii) B or (iii) C`: each arm from its mark to the next one. */
function enumerated(
  text: TokenText,
  from: number,
  timeAt: Parser<TimePoint>,
): Parsed<readonly Points[]> | undefined {
  const arms: Points[] = [];
  let next = from;
  for (let count = 0; count < MAX_ARMS; count++) {
    const mark = tried(enumerator, text, next);
    if (!mark) break;
    const arm = armAt(text, mark.next, timeAt);
    if (!arm) return undefined;
    arms.push(arm.value);
    next = arm.next;
    const gap = tried(armGap, text, next);
    if (!gap || !tried(enumerator, text, gap.next)) break;
    next = gap.next;
  }
  return { value: arms, next };
}

function armAt(text: TokenText, from: number, timeAt: Parser<TimePoint>): Parsed<Points> | undefined {
  const parsed = timeAt(text, from);
  const end = endOfArm(text, from);
  if (!parsed || parsed.next > end.next)
    return end.next > from ? unknownArm(text, from, end.next) : undefined;
  // "the death of the reporting person": what is left of the arm must change nothing.
  const rest = text.tokens.slice(parsed.next, end.next);
  const harmless = rest.every((token) => token.kind === 'word' && isHarmless(token.text));
  if (harmless && (end.another || rest.length < 6)) return { value: [parsed.value], next: end.next };
  const events = rest.some((token) => EVENTS.some(([words]) => words.test(token.text)));
  if (!end.another && !events) return { value: [parsed.value], next: parsed.next };
  const dated = parsed.value.kind === 'at' && parsed.value.base.kind !== 'event';
  return dated ? undefined : unknownArm(text, from, end.next);
}

/** Where an arm ends: before the next mark, or with its clause. */
function endOfArm(text: TokenText, from: number): { readonly next: number; readonly another: boolean } {
  let depth = 0;
  for (let next = from; next < text.tokens.length && next - from < MAX_ARM_TOKENS; next++) {
    const token = text.tokens[next]!.text;
    const gap = tried(armGap, text, next);
    if (gap && tried(enumerator, text, gap.next)) return { next, another: true };
    if (token === '(') depth++;
    if (token === ')' && --depth < 0) return { next, another: false };
    const after = text.tokens[next + 1]?.text ?? '';
    const ends =
      token === ',' && /^(?:subject|provided|in|so|if|unless|such|with|assuming|but|contingent)$/.test(after);
    if (token === '.' || token === ';' || ends) return { next, another: false };
  }
  return { next: Math.min(text.tokens.length, from + MAX_ARM_TOKENS), another: false };
}

const EVENTS: readonly (readonly [RegExp, TriggerEvent])[] = [
  [/^(?:death|dies)$/, 'death'],
  [/^(?:disability|disabled|incapacity)$/, 'disability'],
  [/^(?:retirement|retires?)$/, 'retirement'],
  [/^(?:meeting|agm)$/, 'nextAnnualMeeting'],
];

/** Words beside the events of an arm that change nothing. */
const BESIDE =
  /^(?:reason|due|because|result|termination|terminates|cessation|ceases|separation|end|ends|if|event|qualifying|change|without|cause|good|normal|next|immediately|day|before|preceding|prior|following|after|or|permanent|total|annual|becomes|occurrence|qualified)$/;

/** An arm that has no date for us: the events that it names; undefined where it says more than those. */
function unknownArm({ tokens }: TokenText, from: number, next: number): Parsed<Points> | undefined {
  const arm = tokens.slice(from, next);
  const said = arm.map((token) => token.text);
  const has = (words: RegExp) => said.some((word) => words.test(word));
  const named = EVENTS.filter(([words]) => has(words)).map(([, event]) => event);
  if (has(/^control$/) && named.length > 0) named.push('changeInControl');
  const known = arm.every(
    ({ text, kind, marked }) =>
      kind === 'mark' ||
      marked ||
      isHarmless(text) ||
      BESIDE.test(text) ||
      EVENTS.some(([words]) => words.test(text)) ||
      text === 'control',
  );
  if (named.length > 0) return known ? eventsAt(named, next) : undefined;
  if (has(/^control$/)) return known ? eventsAt(['changeInControl'], next) : undefined;
  if (has(/^(?:termination|terminates|separation|cessation|ceases)$/))
    return known ? eventsAt(['separation'], next) : undefined;
  return eventsAt([meaningOfCondition(said)?.event ?? 'other'], next);
}

function eventsAt(events: readonly TriggerEvent[], next: number): Parsed<Points> {
  return { value: events.map((event) => at({ kind: 'event', event })), next };
}

/** `the date on which shareholders approve the plan`, without a mark before it. */
const unknownDay: Parser<Points> = (text, from) => {
  if (!tried(someDay, text, from)) return undefined;
  const end = endOfArm(text, from);
  return end.next > from ? unknownArm(text, from, end.next) : undefined;
};
