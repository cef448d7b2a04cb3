import type { Settlement, TriggerEvent, When } from '../schedule';
import { tried, words } from './combinators';
import { event } from './events';
import { timePoints } from './moments';
import type { Sentence } from './sentences';
import { whenOf } from './times';
import type { TokenText } from './token';

const PAYS =
  /^(?:settle|settles|settled|settleable|settlement|payable|paid|distributed|distributable|distribution|redeemed|redeemable)$/;
const HANDS_OVER = /^(?:deliver|delivers|delivered|delivery|deliverable|released|issuable)$/;
const PUTS_OFF = /^(?:deferred|defer)$/;
const SHARES = /^(?:share|shares|stock|ads|adss)$/;
/** What a unit is named after, not what is handed over for it: `phantom stock units`, `stock options`. */
const UNITS = /^(?:unit|units|option|options|award|awards|plan|exchange|price|dividend|dividends)$/;

const UNIT_WORDS =
  /^(?:rsus?|units?|psus?|dsus?|prsus?|phantom|awards?|options?|sars?|rights?|restricted|deferred|vested)$/;
/** `stock-settled appreciation rights`, `cash-settled units`. */
const namedSettled = words('stock|share|cash - settled');
const issuedFor = words(
  'issued|issuable|to be? issued? upon|in|on|following connection? with? the? vesting|settlement|conversion',
);
const converts = words('convert|converts|convertible into|to on? a? one? for? one? basis? ,? into?');

/** What the sentences say is handed over for a unit, and when; undefined when they say neither. */
export function settlementOf(text: TokenText, sentences: readonly Sentence[]): Settlement | undefined {
  let inWhat: Settlement['in'];
  let when: When | undefined;
  // Only units are settled; a trust that distributes shares settles nothing.
  if (!text.tokens.some((token) => UNIT_WORDS.test(token.text))) return undefined;
  for (const sentence of sentences) {
    const pays = payment(text, sentence);
    // What settles decides over what a unit is a right to.
    inWhat =
      (pays !== undefined ? paidIn(text, sentence, pays) : undefined) ??
      inWhat ??
      rightToReceive(text, sentence) ??
      namedAs(text, sentence);
    if (pays !== undefined) when ??= paidWhen(text, pays, sentence.to);
  }
  if (!inWhat && !when) return undefined;
  return { ...(inWhat && { in: inWhat }), ...(when && { when }) };
}

/** `stock-settled`, `shares issued upon the vesting of units`, `units convert into common stock`. */
function namedAs(text: TokenText, { from, to }: Sentence): Settlement['in'] {
  let unit = false;
  for (let at = from; at < to; at++) {
    const word = text.tokens[at]!.text;
    unit ||= /^(?:rsus?|units?|psus?|dsus?)$/.test(word);
    if (tried(namedSettled, text, at)) return word === 'cash' ? 'cash' : 'shares';
    const converted = unit ? tried(converts, text, at) : undefined;
    if (converted) return inWhatOf(wordsFrom(text, converted.next, Math.min(to, converted.next + 10)));
    if (SHARES.test(word) && tried(issuedFor, text, at + 1)) return 'shares';
  }
  return undefined;
}

function wordsFrom({ tokens }: TokenText, from: number, to: number): readonly string[] {
  return tokens.slice(from, to).map((token) => token.text);
}

/** The verb of a sentence that tells of payment or delivery, as a token. */
function payment({ tokens }: TokenText, { from, to }: Sentence): number | undefined {
  for (let at = from; at < to; at++) {
    const word = tokens[at]!.text;
    const [before, after] = [tokens[at - 1]?.text ?? '', tokens[at + 1]?.text ?? ''];
    if (/^(?:dividend|dividends|consideration|price|fees|retainer)$/.test(word)) return undefined;
    if (word === 'issued' && SHARES.test(tokens[at - 2]?.text ?? '') && /^(?:were|are|was)$/.test(before))
      return at;
    if (!PAYS.test(word) && !HANDS_OVER.test(word) && !PUTS_OFF.test(word)) continue;
    if (
      /^(?:paid|pay)$/.test(word) &&
      tokens.slice(at, at + 8).some(({ text }) => /^(?:price|tax|taxes)$/.test(text))
    )
      continue;
    const noun = /^(?:settlement|distribution|delivery)$/.test(word);
    if (
      noun &&
      (/^(?:upon|of|on|lieu|and|to|for|before|until|after)$/.test(before) || /^(?:date|dates)$/.test(after))
    )
      continue;
    if (
      PUTS_OFF.test(word) &&
      !/^(?:until|to|pursuant|till|receipt|delivery|settlement|payment)$/.test(after)
    )
      continue;
    // "deferred" and the like before a noun: "distributed shares".
    return at;
  }
  return undefined;
}

/** `a contingent right to receive one share of Common Stock, or its cash equivalent`. */
function rightToReceive(text: TokenText, { from, to }: Sentence): Settlement['in'] {
  const opening = words(
    'right|rights|entitled|entitles|entitle|entitling the? reporting? person|holder|him|her? to receive|acquire|be|have',
  );
  const receives = words('will|shall receive');
  for (let at = from; at < to; at++) {
    const lead = opening(text, at) ?? tried(receives, text, at);
    if (lead)
      return inWhatOf(text.tokens.slice(lead.next, Math.min(to, lead.next + 30)).map((token) => token.text));
  }
  return undefined;
}

/** Cash, shares or either, by the words that follow. */
function inWhatOf(rest: readonly string[]): Settlement['in'] {
  const cash = rest.indexOf('cash');
  const share = rest.findIndex(
    (word, at) =>
      (SHARES.test(word) && !UNITS.test(rest[at + 1] ?? '')) ||
      (/^units?$/.test(word) && rest[at - 1] === 'common'),
  );
  if (cash < 0) return share < 0 ? undefined : 'shares';
  if (share < 0) return 'cash';
  const between = rest.slice(Math.min(cash, share), Math.max(cash, share));
  if (between.includes('or')) return 'either';
  return cash < share ? 'cash' : 'shares';
}

function paidIn({ tokens }: TokenText, { from, to }: Sentence, pays: number): Settlement['in'] {
  const words = tokens.slice(from, to).map((token) => token.text);
  const rest = words.slice(pays - from);
  const cash = words.some(
    (word, at) =>
      word === 'cash' &&
      !/^(?:award|bonus|compensation|retainer|fees|dividend|dividends)$/.test(words[at + 1] ?? ''),
  );
  const named = (list: readonly string[]) =>
    list.some((word, at) => SHARES.test(word) && !UNITS.test(list[at + 1] ?? ''));
  const handsOver =
    HANDS_OVER.test(tokens[pays]!.text) || /^(?:issued|deferred|defer)$/.test(tokens[pays]!.text);
  const shares = handsOver ? named(words) : named(afterIn(rest));
  if (!cash) return shares ? 'shares' : undefined;
  if (!shares) return 'cash';
  if (words.includes('or') || words.includes('either') || words.includes('discretion')) return 'either';
  const cashIn = words.some(
    (word, at) => word === 'cash' && words.slice(Math.max(0, at - 2), at).includes('in'),
  );
  const sharesIn = words.some(
    (word, at) => SHARES.test(word) && words.slice(Math.max(0, at - 3), at).includes('in'),
  );
  return cashIn && sharesIn && words.includes('and') ? 'both' : 'cash';
}

/** The words behind `in`: `paid 50% in common shares`. */
function afterIn(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => word === 'in' || word === 'into');
  return at < 0 ? [] : words.slice(at + 1);
}

/** The event or the day that the payment waits for; not the vesting itself. */
function paidWhen(text: TokenText, pays: number, to: number): When | undefined {
  const parts = text.tokens
    .slice(pays, to)
    .some((token) => /^(?:installments?|instalments?)$/.test(token.text));
  const withVesting = /^(?:vest|vests|vested)$/.test(text.tokens[pays - 2]?.text ?? '');
  const events: TriggerEvent[] = [];
  let day: string | undefined;
  for (let at = pays + 1; at < to; at++) {
    // What stands behind the verb of vesting is the time of vesting.
    if (/^(?:vest|vests)$/.test(text.tokens[at]!.text)) break;
    const composite =
      withVesting || !/^(?:the|upon|on|until|earlier|first|later)$/.test(text.tokens[at]!.text)
        ? undefined
        : timePoints(text, at);
    const found =
      composite?.value.length === 1 && /Of$/.test(composite.value[0]!.kind) && composite.next <= to
        ? undefined
        : event(text, at);
    if (found) {
      if (!events.includes(found.value)) events.push(found.value);
      at = found.next - 1;
      continue;
    }
    const points = withVesting ? undefined : timePoints(text, at);
    if (!points || points.next > to) continue;
    const [point, ...more] = points.value;
    const either =
      point?.kind === 'earlierOf' || point?.kind === 'laterOf' ? whenOf(point, { lot: {} }) : undefined;
    if (either && more.length === 0) return either;
    // Several dates are several payments.
    if (more.length > 0) return undefined;
    if (point?.kind === 'expiration' && !events.includes('other')) events.push('other');
    if (more.length === 0 && point?.kind === 'at' && point.base.kind === 'day' && point.months === 0) {
      // Several dates are several payments.
      if (day !== undefined && day !== point.base.on) return undefined;
      day = point.base.on;
    }
    if (point?.kind !== 'at' || point.base.kind !== 'event') at = points.next - 1;
  }
  if (events.length === 0) return day === undefined || parts ? undefined : { kind: 'date', on: day };
  const [first] = events;
  const arms = events.map((name) => ({ kind: 'event', event: name }) as const);
  return events.length === 1 ? { kind: 'event', event: first! } : { kind: 'earlierOf', arms };
}
