import { either, mapped, maybe, type Parser, sequence, startingWith, tried, words } from './combinators';
import { calendarDays, yearNumber } from './dates';
import { duration } from './durations';
import { digits, ratioNumber, wholeNumber } from './numbers';
import { security } from './securities';

/** Longest name of a plan, and longest aside in brackets, in tokens. */
const MAX_NAME_TOKENS = 9;
const MAX_ASIDE_TOKENS = 40;

const PAPER = /^(?:plan|plans|program|policy|agreement|scheme|election|form|proxy)$/;
const SMALL = /^(?:and|of|for|-|&|,|the|long|term|equity|incentive|stock|omnibus)$/;
/** `2014 Equity Incentive Plan`: a year that belongs to a name. */
const datedPlan: Parser<unknown> = startingWith('#', (text, at) => {
  if (!tried(yearNumber, text, at)) return undefined;
  for (let next = at + 1; next <= at + MAX_NAME_TOKENS; next++) {
    const token = text.tokens[next];
    if (!token || !(token.marked || SMALL.test(token.text) || PAPER.test(token.text))) return undefined;
    if (PAPER.test(token.text)) return { value: true, next: next + 1 };
  }
  return undefined;
});

/** `$19.58 per share`, `$4.0 billion`. */
const money = sequence(
  words('$'),
  digits,
  maybe(words('million|billion|thousand')),
  maybe(words('per|a share|unit|rsu|option')),
);

const NUMBERED =
  'rule|section|sections|form|footnote|footnotes|note|notes|item|article|schedule|exhibit|table|act|no|number|tranche|type|remark|file|topic';
const numberSign = maybe(words('of? no? (?'));
const closing = maybe(words(')'));
/** `Rule 16b-3(d)`, `footnote (2)`: a number that belongs to a paper. */
const numbered: Parser<unknown> = startingWith(NUMBERED, (text, at) => {
  const figure = numberSign(text, at + 1)!.next;
  if (text.tokens[figure]?.kind !== 'number') return undefined;
  let next = figure + 1;
  const goesOn = () => {
    const token = text.tokens[next];
    return token && token.start === text.tokens[next - 1]!.end && !/^[.,;]$/.test(token.text);
  };
  while (next < figure + MAX_NAME_TOKENS && goesOn()) next++;
  return { value: true, next: closing(text, next)!.next };
});

/** `one share`, `one-for-one`, `1:1`: what a unit stands for. */
const exchange = either(
  sequence(
    either(wholeNumber, digits),
    words('for|to|:'),
    either(wholeNumber, digits),
    maybe(words('reverse|forward? stock? split|basis')),
  ),
  sequence(
    words('one|1'),
    maybe(words('( 1 )')),
    words('share|unit|whole|ordinary|ads|american|class|common|underlying'),
  ),
);

/** `a term of ten years`, `ten-year term`, `three-year performance period`. */
const term = either(
  sequence(words('a|the|with? term|life of'), maybe(words('up to')), duration),
  sequence(maybe(words('a|the')), duration, words('term|life|option|options|performance|employment|forward')),
);

/** `amended and restated as of March 1, 2020`, `filed on June 25, 2010`: dates of papers. */
const paperDate = either(
  sequence(
    words(
      'amended|restated|filed|adopted|dated|reported|approved|entered|distributed|effected|paid|disclosed|closed and? restated? effective? into? on|as|effective|in of? a? form? 4|3|5|8? k? filed? on?',
    ),
    calendarDays,
  ),
  sequence(words('quarter|month|year ending|ended'), calendarDays),
);

const rounding = either(
  words('rounded|rounding up|down|to? or? down? to? the? nearest? whole? share|unit|shares?'),
  words('nearest whole share|unit|number'),
  words('except for|with|in the? final|last'),
  words('except final|last'),
);
const AWARDS = 'rsus|units|shares|options';
const vestingDates = either(
  words(
    'the|each|such|any|every|first|applicable|last|final|relevant|respective|a|on|through such|applicable|scheduled|of|annual? the? applicable? vesting|vest date|dates|event|period|tranche',
  ),
  words('vesting|vest date|dates|conditions|requirements'),
  words(
    `upon|following|after|on|at|until the|such|each|full? vesting|settlement|exercise|delivery of? the|such? ${AWARDS}?`,
  ),
  words('each such date|vesting'),
  words('such|that|those date|dates|time'),
);
const lastOne = words(
  'with? the balance|remainder|remaining|excess|rest|difference shares|units|vesting|to? vest? on|in|at the last|final vesting|vest? date|installment|instalment|tranche',
);
/** `before it vests`: of early exercise, not of when. */
const beforeVesting = either(
  words('before|prior|until to? it|they|vesting vest|vests?'),
  words('before|prior to? the? shares|units|options|option? vest|vests|vesting'),
);
/** `Of the 9,000 units,`: how many there are. */
const ofSoMany = sequence(words('of the|these|such|those'), digits, security, words(','));
const untilItExpires = words(
  'at? any? time|times? before|until|prior|through|to to? the|its|their applicable|stated|scheduled? expiration|expiry|termination date? of? the? option|options|term?',
);
const untilExpiration = sequence(untilItExpires, maybe(sequence(words('on|of'), calendarDays)));
const age = sequence(words('age|attains|reaches|attaining'), maybe(words('age')), wholeNumber);

/** `Because she is retirement eligible,`: why, up to the comma. */
const because: Parser<unknown> = startingWith('because', (text, at) => {
  for (let next = at + 1; next < at + MAX_ASIDE_TOKENS; next++) {
    const word = text.tokens[next]?.text;
    if (word === undefined || /^[.;]$/.test(word) || text.tokens[next]!.kind === 'number') return undefined;
    if (word === ',') return { value: true, next: next + 1 };
  }
  return undefined;
});

/** Figures, dates and words of weight elsewhere, that tell nothing of when something vests. */
export const reference: Parser<true> = mapped(
  either(
    datedPlan,
    money,
    numbered,
    exchange,
    term,
    paperDate,
    rounding,
    lastOne,
    beforeVesting,
    ofSoMany,
    vestingDates,
    untilExpiration,
    age,
    words('grant date fair market? value'),
    // What has become exercisable stays so.
    words('on a cumulative basis'),
    words('cumulatively|arrears'),
    words('if any|applicable|ever'),
    words('if at all'),
    words('at|of|assuming the? target|maximum|threshold level|performance|payout?'),
    words('in|into separate|multiple|several? installments|instalments|tranches|increments|stages'),
    words('when as if? vested|earned'),
    words('once vested|earned'),
    words('whether or not vested|then? exercisable? vested?'),
    // "RSUs do not expire; they either vest or are canceled prior to the vesting date."
    words('either vest or are|be cancelled|canceled|forfeited|terminated'),
    words('either vest or expire|terminate'),
    sequence(maybe(words('at')), ratioNumber, words('of the? target|maximum')),
    words('one|first time'),
    words('sign on'),
    words('make whole'),
    words('time|service|performance vested|vesting shares|units|rsus|restricted|options|stock|awards|award'),
    words('whether vested or unvested|not'),
    because,
    sequence(ratioNumber, words('beneficial? ownership')),
    // An option that can be exercised before it vests.
    words('early'),
    words('subject to the following vesting? schedule'),
    words('based upon|on the following vesting? schedule'),
    words('the|following|below|above vesting? schedule|dates|manner|terms'),
    words('a|the? contingent right|rights'),
  ),
  () => true as const,
);

/** What an aside in brackets may do, by the words that it must have. */
function asideWith(...wanted: readonly RegExp[]): Parser<true> {
  return startingWith('(', (text, at) => {
    const missing = new Set(wanted);
    for (let next = at + 1; next < at + MAX_ASIDE_TOKENS; next++) {
      const word = text.tokens[next]?.text;
      if (word === undefined || word === '(') return undefined;
      for (const pattern of missing) if (pattern.test(word)) missing.delete(pattern);
      if (word === ')') return missing.size === 0 ? { value: true, next: next + 1 } : undefined;
    }
    return undefined;
  });
}

/** `(or on the last day of the month, if there is no corresponding day)`: the rule for short months, as ever. */
export const shortMonthAside: Parser<true> = either(
  asideWith(/^(?:corresponding|same|such|no)$/, /^last$/, /^day$/),
  asideWith(/^(?:corresponding|same)$/),
);
/** `(rounded down to the nearest whole share, with the balance on the last date)`. */
export const roundingAside: Parser<true> = asideWith(/^(?:rounded|rounding|fractional|fractions)$/);
/** `(or, if that is not a business day, on the next business day)`. */
export const businessDayAside: Parser<true> = asideWith(
  /^(?:business|trading)$/,
  /^(?:next|following|succeeding|preceding|previous)$/,
  /^day$/,
);
