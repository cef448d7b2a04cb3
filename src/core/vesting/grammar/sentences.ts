import { calendarDays } from './dates';
import { lex } from './lexer';
import { definition } from './securities';
import type { DefinedDate, Token, TokenText } from './token';

/** A sentence: tokens from `from` up to its stop. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
}

/** A footnote's tokens, with the names that it gives to dates. */
export function tokenText(text: string): TokenText {
  const tokens = lex(text);
  const bare: TokenText = { text, tokens, defined: [] };
  return { ...bare, defined: definedDates(bare) };
}

/** The sentences of a text; an abbreviation's stop ends none. */
export function sentencesOf({ text, tokens }: TokenText): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (!endsSentence(text, tokens, at)) continue;
    if (at > from) sentences.push({ from, to: at });
    from = at + 1;
  }
  if (from < tokens.length) sentences.push({ from, to: tokens.length });
  return sentences;
}

function endsSentence(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  if (token.text !== '.' && token.text !== '!' && token.text !== '?') return false;
  const next = tokens[at + 1];
  if (!next) return true;
  // "vested.The rest", "filing .Thereafter"; but "10b5.1".
  return next.start > token.end || next.marked || text[next.start] === '(';
}

const NAMES_A_DATE = /^(?:date|closing|anniversary|commencement|time)$/;

/** `January 1, 2023 (the "Vesting Start Date")`: the names that a text gives to dates. */
function definedDates(text: TokenText): readonly DefinedDate[] {
  const defined: DefinedDate[] = [];
  for (let at = 0; at < text.tokens.length; at++) {
    if (text.tokens[at]!.text !== '(') continue;
    const named = definition(text, at);
    if (!named) continue;
    const on = dateBefore(text, at);
    if (on === undefined) continue;
    const inner = text.tokens.slice(at + 1, named.next - 1).map((token) => token.text);
    const quote = inner.indexOf('"');
    const name = inner.slice(quote + 1, inner.lastIndexOf('"'));
    if (name.some((word) => NAMES_A_DATE.test(word))) defined.push({ name, on });
  }
  return defined;
}

/** The date that ends right before that place. */
function dateBefore(text: TokenText, at: number): string | undefined {
  for (let from = Math.max(0, at - 6); from < at; from++) {
    const days = calendarDays(text, from);
    if (days?.next === at && days.value.length === 1 && 'on' in days.value[0]!) return days.value[0].on;
  }
  return undefined;
}
