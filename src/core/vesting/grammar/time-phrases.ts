import { base, after as countedFrom, type TimePoint } from './anchors';
import {
  between,
  either,
  mapped,
  maybe,
  nothing,
  type Parsed,
  type Parser,
  sequence,
  startingWith,
  tried,
  words,
} from './combinators';
import { months } from './durations';
import { timePoints } from './moments';
import type { TokenText } from './token';

/** How a time stands to what vests: on it, from it on, first on it, counted from it, until it, as it was then, before it. */
export type TimeRole = 'on' | 'from' | 'first' | 'after' | 'until' | 'asOf' | 'before';

export interface TimeWords {
  readonly role: TimeRole;
  readonly points: readonly TimePoint[];
  /** `on each of`: the same on every one of the dates. */
  readonly each: boolean;
  /** `on that date`: a time named before. */
  readonly again?: true;
}

type TimePhrase = { readonly kind: 'time' } & TimeWords;
/** A time, or words about one that add nothing (`until fully vested`). */
type Understood = TimePhrase | { readonly kind: 'named' };

const eachOf: Parser<boolean> = mapped(
  maybe(
    either(
      words('on|upon|at|as|in? of? each|every of the following dates|anniversaries :?'),
      words('on|upon|at|as|in? of? each|every of the|such?'),
      words('on|upon|as? of? all|both|either of? the?'),
      words('on|upon the following dates|schedule :?'),
    ),
  ),
  (found) => found === true,
);
const eachWord = sequence(maybe(words('on|as of?')), words('each|every'), timePoints);
/** `on each August 27, 2021, 2022 and 2023`. */
const eachListed: Parser<TimePhrase> = mapped(eachWord, ([, , points]): TimePhrase | undefined =>
  points.length > 1 ? { kind: 'time', role: 'on', points, each: true } : undefined,
);

/** `on which date`, `on that date`: the time named last. */
const thatTime: Parser<TimePhrase> = mapped(
  sequence(words('on|at|upon|as of? which|that|such same? date|time|day|anniversary'), nothing),
  (): TimePhrase => ({
    kind: 'time',
    role: 'on',
    points: [{ kind: 'at', base: { kind: 'previous' }, months: 0, days: 0 }],
    each: false,
  }),
);

const asOf = words('as of');
const onTime: Parser<TimePhrase> = (text, at) => {
  const each = eachOf(text, at)!;
  const points = (each.next > at && timePoints(text, each.next)) || timePoints(text, at);
  if (!points) return undefined;
  const role = tried(asOf, text, at) ? 'asOf' : 'on';
  return { value: { kind: 'time', role, points: points.value, each: each.value }, next: points.next };
};

function timed(opening: Parser<unknown>, role: TimeRole): Parser<TimePhrase> {
  return mapped(sequence(opening, eachOf, timePoints), ([, each, points]) => ({
    kind: 'time',
    role,
    points,
    each,
  }));
}

const START =
  'beginning|commencing|starting|begin|begins|commence|commences|start|starts|began|commenced|effective|initially|first';
const starts = words(`${START} on|with|in|as|at|upon|from? of?`);
/** `commencing on the anniversary of the grant date`: the first one. */
const fromAnniversary: Parser<TimePhrase> = mapped(
  sequence(starts, words('the anniversary date? of the?'), base),
  ([, , counted]) => ({
    kind: 'time',
    role: 'from',
    points: [countedFrom(counted, months(12))],
    each: false,
  }),
);
const from = either(fromAnniversary, timed(starts, 'from'));
const first = timed(
  either(
    words(
      'beginning|commencing|starting|begins|commences on|with|in|as? of? the? first? fiscal|calendar? quarter|month|year|period ending|ended on?',
    ),
    words(
      'with|, the? first|initial such? vesting|installment|vest date|dates? of|being|is|on|to|falling|occurring|vesting be|occur|on?',
    ),
    words('the|with the? first|initial vesting date is|being|was|will|shall be? on?'),
  ),
  'first',
);
const after = timed(
  words('following|after|from|since|measured|subsequent|counted and? after? from? to?'),
  'after',
);
const until = timed(
  either(
    words(
      'until|through|thru|ending|ends|end|concluding and? including? to? and? including? on|with|in|by|as? of? the?',
    ),
    words(
      'with|such|so that? the? last|final installment|vesting|tranche|payment|one of? vesting|to? be? occurring|occur? on|by',
    ),
    words('by|no|not|on later|or than|before?'),
  ),
  'until',
);

const before = timed(words('before|prior|earlier to|than?'), 'before');

const fullOpening = either(
  words('such|so that'),
  words('until the? option|award|rsus|shares|all|grant|100|full|fully|entire'),
  words('with the option|award|rsus|grant'),
  words('becoming|being|until|when'),
  words('with full|complete|final'),
  words('to be|become fully'),
);
const alsoVested = maybe(words('and exercisable|vested'));
const byPoints = either(
  timePoints,
  between(words('by|on|as|at no|or|of? later|before? than? the? end? of?'), timePoints),
);
/** Words from "such that" to the verb that ends it. */
const MAX_RESULT_TOKENS = 24;

/** `such that the option is fully vested on January 31, 2027`, `becoming fully vested on …`. */
const fullyVestedBy: Parser<Understood> = startingWith(
  'such|so|until|with|becoming|being|when|to',
  (text, at): Parsed<Understood> | undefined => {
    const opened = tried(fullOpening, text, at);
    const verb = opened && fullVerb(text, at, opened.next);
    if (verb === undefined) return undefined;
    const points = tried(byPoints, text, alsoVested(text, verb + 1)!.next);
    if (points) {
      return { value: { kind: 'time', role: 'until', points: points.value, each: false }, next: points.next };
    }
    const open = /^(?:until|when)$/.test(text.tokens[at]!.text);
    return open ? { value: { kind: 'named' }, next: verb + 1 } : undefined;
  },
);

/** The verb of "fully vested", behind an opening. */
function fullVerb(text: TokenText, at: number, opened: number): number | undefined {
  let full = false;
  for (let next = at; next < opened + MAX_RESULT_TOKENS; next++) {
    const word = text.tokens[next]?.text ?? '.';
    const token = text.tokens[next];
    // A date in between is one of its own.
    if (word === '.' || word === ';' || (token?.kind === 'number' && !token.marked && word !== '100'))
      return undefined;
    full ||= /^(?:fully|full|all|100|entire|completely|total)$/.test(word);
    if (full && /^(?:vested|vest|vesting|exercisable)$/.test(word)) return next;
  }
  return undefined;
}

const candidates: readonly Parser<Understood>[] = [
  fullyVestedBy,
  from,
  first,
  thatTime,
  onTime,
  eachListed,
  after,
  until,
  before,
];

/** A time with the words that say what it is to vesting; the longest understanding wins. */
export const timePhrase: Parser<Understood> = (text, at) => {
  let best: Parsed<Understood> | undefined;
  for (const candidate of candidates) {
    const parsed = tried(candidate, text, at);
    if (parsed && parsed.next > (best?.next ?? at)) best = parsed;
  }
  return best;
};
