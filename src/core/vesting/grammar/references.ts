import { either, mapped, maybe, type Parser, sequence, words } from './combinators';
import { calendarDays, yearNumber } from './dates';
import { duration } from './durations';
import { digits, wholeNumber } from './numbers';
import type { PhraseMeaning } from './phrases';
import type { TokenText } from './token';

const PLAN_WORDS = /^(?:plan|plans|program|policy|agreement|scheme|election|form|proxy)$/;

/** `2014 Equity Incentive Plan`: a year that belongs to a name. */
const datedPlan: Parser<unknown> = (text, at) => {
  const year = yearNumber(text, at);
  if (!year) return undefined;
  for (let next = year.next; next < year.next + 9; next++) {
    const token = text.tokens[next];
    if (!token) return undefined;
    if (PLAN_WORDS.test(token.text)) return { value: true, next: next + 1 };
    if (!token.marked && !/^(?:and|of|for|-|&|,|the|long|term|equity|incentive|stock|omnibus)$/.test(token.text)) return undefined;
  }
  return undefined;
};

/** `$19.58 per share`, `$4.0 billion`. */
const money: Parser<unknown> = sequence(
  words('$'),
  digits,
  maybe(words('million|billion|thousand')),
  maybe(words('per|a share|unit|rsu|option')),
);

const NUMBERED = words('rule|section|sections|form|footnote|footnotes|note|notes|item|article|schedule|exhibit|table|act|no|number|tranche|type|remark|file|topic');
const numbered: Parser<unknown> = (text, at) => {
  const lead = NUMBERED(text, at);
  if (!lead) return undefined;
  const open = maybe(words('of? no?'))(text, lead.next)!.next;
  const bracket = words('(')(text, open)?.next ?? open;
  const token = text.tokens[bracket];
  if (token?.kind !== 'number') return undefined;
  let next = bracket + 1;
  while (next < text.tokens.length && next < bracket + 8 && text.tokens[next]!.start === text.tokens[next - 1]!.end && !/^[.,;]$/.test(text.tokens[next]!.text)) next++;
  return { value: true, next: Math.max(next, words(')')(text, next)?.next ?? next) };
};

/** `one share`, `one-for-one`, `1:1`, `1.0685`-to-1 ratios: what a unit stands for. */
const exchange: Parser<unknown> = either(
  sequence(either(wholeNumber, digits), words('for|to|:'), either(wholeNumber, digits), maybe(words('reverse|forward? stock? split|basis'))),
  sequence(words('one|1'), maybe(words('( 1 )')), words('share|unit|whole|ordinary|ads|american|additional|class|common|underlying')),
);

/** `a term of ten years`, `ten-year term`, `three-year performance period`. */
const term: Parser<unknown> = either(
  sequence(words('a|the|with? term|life of'), maybe(words('up to')), duration),
  sequence(maybe(words('a|the')), duration, words('term|life|option|options|performance|employment|forward')),
);

/** `amended and restated as of March 1, 2020`, `filed on June 25, 2010`: dates of papers. */
const paperDate: Parser<unknown> = sequence(
  words('amended|restated|filed|adopted|dated|reported|approved|entered|distributed|effected|paid|disclosed|closed and? restated? effective? into? on|as|effective|in of? a? form? 4|3|5|8? k? filed? on?'),
  calendarDays,
);

/** `(or on the last day of the month, if there is no corresponding day)`: the rule for short months, as ever. */
export const shortMonthAside: Parser<true> = (text, at) => {
  let corresponding = false;
  for (let next = at + 1; next < at + 40; next++) {
    const word = text.tokens[next]?.text;
    if (word === undefined || word === '(') return undefined;
    corresponding ||= word === 'corresponding' || word === 'same';
    if (word === ')') return corresponding ? { value: true, next: next + 1 } : undefined;
  }
  return undefined;
};

const GRANT_DATE_VALUE = words('grant date fair market? value');
const SCHEDULE_WORDS = words('the|following|below|above vesting? schedule|dates|manner|terms');
const WHOLE_SHARES = either(
  words('rounded|rounding up|down|to? or? down? to? the? nearest? whole? share|unit|shares?'),
  words('nearest whole share|unit|number'),
  words('except that? for|with|in? the? final|last'),
);
const VESTING_DATES = either(
  words('the|each|such|any|every|first|applicable|last|final|second|relevant|respective|a|on|through such|applicable|scheduled|of|annual? the? applicable? vesting|vest date|dates|event|period|tranche'),
  words('vesting|vest date|dates|conditions|requirements'),
  words('upon|following|after|on|at|until the|such|each|full? vesting|settlement|exercise|delivery of? the|such? rsus|units|shares|options?'),
  words('each such date|vesting'),
  words('such|that|those date|dates|time'),
);
const CONTINGENT_RIGHT = words('a|the? contingent right|rights');
const OLD = sequence(words('age|attains|reaches|attaining'), maybe(words('age')), wholeNumber);

const nothingOfWeight: Parser<unknown> = either(
  datedPlan,
  money,
  numbered,
  exchange,
  term,
  paperDate,
  GRANT_DATE_VALUE,
  WHOLE_SHARES,
  SCHEDULE_WORDS,
  VESTING_DATES,
  OLD,
  CONTINGENT_RIGHT,
  words('at? any? time|times? before|until|prior|through|to to? the|its|their applicable|stated|scheduled? expiration|expiry|termination date? of? the? option|options|term?'),
  sequence(words('quarter|month|year ending|ended'), calendarDays),
);

/** Figures, dates and words that tell nothing of when something vests. */
export const namedThing: Parser<PhraseMeaning> = mapped(nothingOfWeight, () => ({ kind: 'named' }) as const);

/** True for a stop that ends a sentence. */
export function endsSentence(text: TokenText, at: number): boolean {
  const token = text.tokens[at]!;
  return token.text === '.' || token.text === '!' || (token.text === '?' && at > 0);
}
