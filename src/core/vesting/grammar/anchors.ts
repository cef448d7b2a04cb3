import type { Anchor, Period, TriggerEvent } from '../schedule';
import { between, either, mapped, maybe, meaning, type Parser, sequence, tried, words } from './combinators';
import { type CalendarDay, calendarDays } from './dates';
import { event } from './events';
import type { TokenText } from './token';

/** What a time is counted from. `previous` is the date that the text named last. */
export type Base =
  | { readonly kind: 'day'; readonly on: string }
  /** `implied`: the text names nothing to count from here. */
  | { readonly kind: 'anchor'; readonly anchor: Anchor; readonly statedOn?: string; readonly implied?: true }
  | { readonly kind: 'event'; readonly event: TriggerEvent }
  /** `named` is the time that the text named before, where no statement of vesting did. */
  | { readonly kind: 'previous'; readonly named?: TimePoint };

/** A time as the text puts it, before anchors are filled. */
export type TimePoint =
  | {
      readonly kind: 'at';
      readonly base: Base;
      readonly months: number;
      readonly days: number;
      /** `the next three anniversaries`: on from the tranche before, if that is counted from the same. */
      readonly onward?: true;
      /** `the third anniversary of the grant date, D`: D is either of the two. */
      readonly either?: string;
    }
  /** Some day of a month, quarter or year; ISO dates. */
  | {
      readonly kind: 'within';
      readonly unit: 'month' | 'quarter' | 'year';
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'earlierOf' | 'laterOf'; readonly arms: readonly TimePoint[] }
  | { readonly kind: 'expiration' };

export const GRANT: Base = { kind: 'anchor', anchor: 'grant' };
/** What an anniversary of nothing named is counted from, unless its sentence names something for others. */
export const IMPLIED: Base = { kind: 'anchor', anchor: 'grant', implied: true };

export function dayBase(on: string): Base {
  return { kind: 'day', on };
}

export function at(base: Base, inMonths = 0, inDays = 0): TimePoint {
  return { kind: 'at', base, months: inMonths, days: inDays };
}

export function after(base: Base, { kind, length }: Period, times = 1): TimePoint {
  return kind === 'months' ? at(base, length * times) : at(base, 0, length * times);
}

const AWARD = 'option|options|award|rsus|units|shares';
const grantDate = either(
  words(
    `the|its|their|such|his|her? holder|reporting|director|grantee|optionee? person? respective|original|applicable|effective? date|time|day of the|such|this|its|their|each|any? initial|original? option|stock|rsu|award|equity? grant|award|issuance|issue of? the|such|this|these? ${AWARD}?`,
  ),
  words(
    'the|its|their|such|each|his|her? respective|original|applicable|initial? stock|option|award|rsu|equity? grant|award|issuance|issue date',
  ),
  words(`the? date on which|that? the? ${AWARD}|rsu was|were granted`),
  words('the? date it|they was|were granted|issued|awarded'),
);
const vestingStart = either(
  words(
    'the|his|her|such|this? reporting? person|employee|executive|officer|director? hire|employment|start|commencement|appointment date',
  ),
  words(
    'the|his|her|such? reporting? person|employee|executive|officer|director? date of hire|employment|appointment|commencement of? the|his|her? reporting? person? employment|service? with? the? issuer|company?',
  ),
  words(
    'the|such|its? vesting|vest|service commencement|start|inception|measurement|base|reference|calculation date',
  ),
  words('the? date of? commencement of vesting'),
  words(
    'the? reporting? person|employee|executive|officer? employment|hire|start|service commencement? date',
  ),
  words('the? date of the? reporting? person? hire|employment'),
  words('the? commencement of the|his|her? reporting? person? employment|service'),
  words('the? reporting? person commencement of employment|service'),
);
const filingDate = either(words('the? date of this filing|report|form|statement'), words('the? date hereof'));
/** After "from" or "of", a grant needs no date beside it. */
const bareGrant = words('the|its|such? grant|issuance');

/** The day of a list of one; undefined for more, or where no day is given. */
export function onlyDay(days: readonly CalendarDay[]): string | undefined {
  const [day] = days;
  return days.length === 1 && day && 'on' in day ? day.on : undefined;
}

export const oneDay: Parser<string> = mapped(calendarDays, onlyDay);

/** `(March 1, 2023)`, `of March 1, 2023`, right behind an anchor: the day that it stands for. */
const statedDay: Parser<string> = either(
  between(words('( i|being|which? e|is? ,?'), oneDay, words(')')),
  between(words('of|is|was'), oneDay),
  between(words(', which is|was'), oneDay, maybe(words(','))),
  between(words(', being'), oneDay, maybe(words(','))),
);

/** A name that the text itself gives to a date: `the Initial Vesting Date`. */
const definedDay: Parser<Base> = (text, from) => {
  if (text.defined.length === 0) return undefined;
  const start = text.tokens[from]?.text === 'the' ? from + 1 : from;
  for (const { name, on } of text.defined) {
    if (name.every((word, index) => text.tokens[start + index]?.text === word)) {
      return { value: dayBase(on), next: start + name.length };
    }
  }
  return undefined;
};

const anchorName: Parser<Anchor> = either(
  mapped(vestingStart, () => 'vestingStart' as const),
  mapped(grantDate, () => 'grant' as const),
  mapped(filingDate, () => 'filing' as const),
);
const ofAward = maybe(words(`of|for|under the|this|these|such|each|his|her ${AWARD}|grant`));
const namedAnchor: Parser<Base> = mapped(
  sequence(anchorName, maybe(between(ofAward, statedDay))),
  ([anchor, statedOn]) => ({
    kind: 'anchor',
    anchor,
    ...(statedOn !== undefined && { statedOn }),
  }),
);

/** Longest apposition to a date that only describes it, in tokens. */
const MAX_APPOSITION_TOKENS = 24;
const opensApposition = words(
  ',|( which|being? is|was|being? the date|day|first|last|anniversary|grant|vesting|award|effective|issuance',
);
const whichDay = words('which|being? is|was|being? the? date|day');

/** `, the vesting commencement date`, `, the date of the annual meeting at which she was elected`: says what a date is. */
const apposition: Parser<true> = (text, from) => {
  const open = text.tokens[from]?.text;
  if ((open !== ',' && open !== '(') || !tried(opensApposition, text, from)) return undefined;
  const named =
    tried(anchorName, text, tried(whichDay, text, from + 1)?.next ?? from + 1) ??
    tried(anchorName, text, from + 1);
  if (named) return { value: true, next: closed(text, named.next, open) };
  if (
    !tried(words('which|being? is|was|being? the date|day on|of|that|when|the|which|she|he'), text, from + 1)
  )
    return undefined;
  for (let next = from + 1; next < from + MAX_APPOSITION_TOKENS; next++) {
    const token = text.tokens[next];
    if (!token || /^(?:[.;:,)]|and|subject|vest|vests|vested|exercisable)$/.test(token.text)) {
      return { value: true, next: closed(text, next, open) };
    }
    if (token.kind !== 'word' || /^(?:anniversary|anniversaries)$/.test(token.text)) return undefined;
  }
  return undefined;
};

function closed(text: TokenText, next: number, open: string): number {
  return open === '(' && text.tokens[next]?.text === ')' ? next + 1 : next;
}

/** `January 1, 2025, the vesting commencement date`. */
export const describedDay: Parser<string> = mapped(sequence(oneDay, maybe(apposition)), ([day]) => day);

/** `the March 1, 2023 grant date`. */
const datedAnchor: Parser<Base> = mapped(
  sequence(
    maybe(words('the')),
    oneDay,
    either(
      meaning<Anchor>('vesting|vest commencement|start date', 'vestingStart'),
      meaning<Anchor>('grant|award|issue date', 'grant'),
      meaning<Anchor>('date of grant', 'grant'),
      meaning<Anchor>('grant', 'grant'),
    ),
  ),
  ([, statedOn, anchor]) => ({ kind: 'anchor', anchor, statedOn }),
);

const previous: Parser<Base> = either(
  meaning<Base>('which date|time|day|anniversary', { kind: 'previous' }),
  meaning<Base>('such|that|said first|initial? vesting|vest? date|dates|event|anniversary|day', {
    kind: 'previous',
  }),
  meaning<Base>('the first|initial vesting|vest date|anniversary', { kind: 'previous' }),
);
export const thereof: Parser<Base> = meaning<Base>('thereof|thereafter', { kind: 'previous' });

/** An anchor by name: the grant, the start of vesting, the filing, or a date that the text defines. */
export const anchor: Parser<Base> = either(
  definedDay,
  namedAnchor,
  between(words('the date of'), either(definedDay, namedAnchor)),
);

/** What something is counted from: `the date of grant`, `March 1, 2023`, `such date`, `the closing of the merger`. */
export const base: Parser<Base> = either(
  definedDay,
  datedAnchor,
  namedAnchor,
  mapped(describedDay, dayBase),
  between(words('the|a? date'), mapped(describedDay, dayBase)),
  previous,
  thereof,
  mapped(event, (name): Base => ({ kind: 'event', event: name })),
  mapped(bareGrant, () => GRANT),
);
