import type { TokenText } from './token';

/** What a parser understood, and the index of the first token after it. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** Reads a phrase that starts at a token; undefined when there is none. Looks a bounded way ahead. */
export type Parser<T> = (text: TokenText, at: number) => Parsed<T> | undefined;

type Values<Parsers extends readonly Parser<unknown>[]> = {
  [Index in keyof Parsers]: Parsers[Index] extends Parser<infer T> ? T : never;
};

/** A parser for each part, one after the other. */
export function sequence<const Parsers extends readonly Parser<unknown>[]>(
  ...parsers: Parsers
): Parser<Values<Parsers>> {
  return (text, at) => {
    const values: unknown[] = [];
    let next = at;
    for (const parser of parsers) {
      const parsed = parser(text, next);
      if (!parsed) return undefined;
      values.push(parsed.value);
      next = parsed.next;
    }
    return { value: values as Values<Parsers>, next };
  };
}

/** The first of the parsers that reads anything. */
export function either<const Parsers extends readonly Parser<unknown>[]>(
  ...parsers: Parsers
): Parser<Values<Parsers>[number]> {
  return (text, at) => {
    for (const parser of parsers) {
      const parsed = parser(text, at) as Parsed<Values<Parsers>[number]> | undefined;
      if (parsed) return parsed;
    }
    return undefined;
  };
}

/** The parser's value, or undefined without reading anything. */
export function maybe<T>(parser: Parser<T>): Parser<T | undefined> {
  return (text, at) => parser(text, at) ?? { value: undefined, next: at };
}

/** What a parser's value means; undefined from `meaning` says that it was no such phrase after all. */
export function mapped<T, U>(parser: Parser<T>, meaning: (value: T) => U | undefined): Parser<U> {
  return (text, at) => {
    const parsed = parser(text, at);
    if (!parsed) return undefined;
    const value = meaning(parsed.value);
    return value === undefined ? undefined : { value, next: parsed.next };
  };
}

/** The second of three parts: what stands between an opening and a closing. */
export function between<T>(
  open: Parser<unknown>,
  parser: Parser<T>,
  close: Parser<unknown> = nothing,
): Parser<T> {
  return mapped(sequence(open, parser, close), ([, value]) => value);
}

/** One or more, with something between them; at most `most`. */
export function listOf<T>(parser: Parser<T>, separator: Parser<unknown>, most: number): Parser<readonly T[]> {
  return (text, at) => {
    const first = parser(text, at);
    if (!first) return undefined;
    const values = [first.value];
    let next = first.next;
    while (values.length < most) {
      const gap = separator(text, next);
      const more = gap && parser(text, gap.next);
      if (!more) break;
      values.push(more.value);
      next = more.next;
    }
    return { value: values, next };
  };
}

/** Reads nothing, always. */
export const nothing: Parser<true> = (_text, at) => ({ value: true, next: at });

/**
 * A phrase of fixed words: `words('date of the|this? grant|award')`. Parts are separated by blanks, alternatives
 * by `|`, and a part that ends with `?` may be missing. A hyphen between words makes no difference.
 */
export function words(pattern: string): Parser<true> {
  const parts = pattern.split(' ').map((part) => ({
    wanted: new Set(part.replace(/\?$/, '').split('|')),
    optional: part.endsWith('?') && part.length > 1,
  }));
  const from = (text: TokenText, at: number, index: number): number | undefined => {
    if (index === parts.length) return at;
    const { wanted, optional } = parts[index]!;
    const here = text.tokens[at]?.text === '-' && !wanted.has('-') ? at + 1 : at;
    const token = text.tokens[here];
    const next = token && wanted.has(token.text) ? from(text, here + 1, index + 1) : undefined;
    return next ?? (optional ? from(text, at, index + 1) : undefined);
  };
  return (text, at) => {
    if (text.tokens[at]?.text === '-' && !parts[0]!.wanted.has('-')) return undefined;
    const next = from(text, at, 0);
    return next === undefined ? undefined : { value: true, next };
  };
}

/** A fixed phrase that means something. */
export function meaning<T>(pattern: string, value: T): Parser<T> {
  return mapped(words(pattern), () => value);
}

/** One word out of a table of meanings. */
export function oneOf<T>(table: ReadonlyMap<string, T>): Parser<T> {
  return (text, at) => {
    const value = table.get(text.tokens[at]?.text ?? '');
    return value === undefined ? undefined : { value, next: at + 1 };
  };
}
