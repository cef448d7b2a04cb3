import type { Settlement, TriggerEvent, When } from '../schedule';
import { words } from './combinators';
import { event } from './events';
import type { Sentence } from './sentences';
import type { TokenText } from './token';

const CASH = /^(?:cash)$/;
const SHARES = /^(?:share|shares|stock)$/;
const SETTLES = /^(?:settle|settles|settled|settlement|payable|paid|pay|deliver|delivered|delivery|deliverable|distributed|distribution|distributable|issue|issued|issuable|settleable|released|receive|payout|converted|convert)$/;
const VERB_OF_PAYMENT = /^(?:settled|settlement|settle|settles|payable|paid|delivered|deliver|delivery|distributed|distribution|distributable|settleable|released|payout|deliverable)$/;

/** What the sentences say is handed over for a unit, and when; undefined when they say neither. */
export function settlementOf(text: TokenText, sentences: readonly Sentence[]): Settlement | undefined {
  let inWhat: Settlement['in'];
  let when: When | undefined;
  for (const { from, to } of sentences) {
    const tokens = text.tokens.slice(from, to).map((token) => token.text);
    inWhat = together(inWhat, rightToReceive(text, from, to) ?? paidIn(tokens));
    when ??= paidWhen(text, from, to);
  }
  if (!inWhat && !when) return undefined;
  return { ...(inWhat && { in: inWhat }), ...(when && { when }) };
}

function together(left: Settlement['in'], right: Settlement['in']): Settlement['in'] {
  if (!left || left === right) return right ?? left;
  if (!right) return left;
  // "a right to receive one share" before "settled in cash": what settles decides.
  return right;
}

/** `a contingent right to receive one share of Common Stock, or its cash equivalent`. */
function rightToReceive(text: TokenText, from: number, to: number): Settlement['in'] {
  for (let at = from; at < to; at++) {
    const lead = words('right|rights|entitled|entitles|entitle the? reporting? person|holder? to receive|acquire')(text, at);
    if (!lead) continue;
    const rest = text.tokens.slice(lead.next, Math.min(to, lead.next + 30)).map((token) => token.text);
    const value = rest.indexOf('cash');
    const share = rest.findIndex((word) => SHARES.test(word));
    if (value < 0 && share < 0) return undefined;
    if (value < 0) return 'shares';
    if (share < 0 || (value < share && !rest.slice(value, share).includes('or'))) return 'cash';
    return 'either';
  }
  return undefined;
}

function paidIn(tokens: readonly string[]): Settlement['in'] {
  const verb = tokens.findIndex((word) => VERB_OF_PAYMENT.test(word));
  if (verb < 0 || tokens.includes('dividend') || tokens.includes('dividends')) return undefined;
  const cash = tokens.findIndex((word, index) => CASH.test(word) && tokens[index - 1] !== 'of' && !/^(?:retainer|fees|compensation|award|bonus|dividend|dividends)$/.test(tokens[index + 1] ?? ''));
  const inShares = tokens.findIndex((word, index) => SHARES.test(word) && tokens.slice(Math.max(0, index - 8), index).some((near) => /^(?:in|deliver|delivery|delivered|of|the)$/.test(near)));
  if (cash >= 0 && inShares >= 0) {
    const [low, high] = [Math.min(cash, inShares), Math.max(cash, inShares)];
    const middle = tokens.slice(low, high);
    if (middle.includes('or') || tokens.includes('either') || tokens.includes('discretion')) return 'either';
    if (middle.includes('and') && tokens.filter((word) => VERB_OF_PAYMENT.test(word)).length > 1) return 'both';
    return 'cash';
  }
  if (cash >= 0) return 'cash';
  return inShares >= 0 ? 'shares' : undefined;
}

/** An event that the sentence ties the payment to. */
function paidWhen(text: TokenText, from: number, to: number): When | undefined {
  const pays = text.tokens.slice(from, to).findIndex((token) => SETTLES.test(token.text));
  if (pays < 0 || !text.tokens.slice(from, to).some((token) => VERB_OF_PAYMENT.test(token.text))) return undefined;
  const events: TriggerEvent[] = [];
  for (let at = from + pays; at < to; at++) {
    const found = event(text, at);
    if (!found) continue;
    if (!events.includes(found.value)) events.push(found.value);
    at = found.next - 1;
  }
  if (events.length === 0) return undefined;
  if (events.length === 1) return { kind: 'event', event: events[0]! };
  return { kind: 'earlierOf', arms: events.map((name) => ({ kind: 'event', event: name })) };
}
