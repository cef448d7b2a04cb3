import type { Token, TokenText } from './token';

/** What a parser understood, and the index of the first token after it. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** The tokens that a phrase can start with; `figures` stands for all numbers and ordinals. */
interface First {
  readonly words: ReadonlySet<string>;
  readonly figures: boolean;
  /** True when the parser may read nothing at all. */
  readonly empty: boolean;
}

/**
 * Reads a phrase that starts at a token; undefined when there is none. Looks a bounded way ahead. A parser that
 * knows what its phrases start with is not even tried elsewhere, which is what makes trying many of them cheap.
 */
export interface Parser<T> {
  (text: TokenText, at: number): Parsed<T> | undefined;
  readonly first?: First;
}

type Values<Parsers extends readonly Parser<unknown>[]> = {
  [Index in keyof Parsers]: Parsers[Index] extends Parser<infer T> ? T : never;
};

/** A parser for each part, one after the other. */
export function sequence<const Parsers extends readonly Parser<unknown>[]>(
  ...parsers: Parsers
): Parser<Values<Parsers>> {
  const read = (text: TokenText, at: number) => {
    const values: unknown[] = [];
    let next = at;
    for (const parser of parsers) {
      const parsed = tried(parser, text, next);
      if (!parsed) return undefined;
      values.push(parsed.value);
      next = parsed.next;
    }
    return { value: values as Values<Parsers>, next };
  };
  return starting(firstOfSequence(parsers), read);
}

/** The first of the parsers that reads anything. */
export function either<const Parsers extends readonly Parser<unknown>[]>(
  ...parsers: Parsers
): Parser<Values<Parsers>[number]> {
  const read = (text: TokenText, at: number) => {
    for (const parser of parsers) {
      const parsed = tried(parser, text, at) as Parsed<Values<Parsers>[number]> | undefined;
      if (parsed) return parsed;
    }
    return undefined;
  };
  return starting(firstOfAny(parsers), read);
}

/** The parser's value, or undefined without reading anything. */
export function maybe<T>(parser: Parser<T>): Parser<T | undefined> {
  const read = (text: TokenText, at: number): Parsed<T | undefined> =>
    tried(parser, text, at) ?? { value: undefined, next: at };
  return starting(parser.first && { ...parser.first, empty: true }, read);
}

/** What a parser's value means; undefined from `meaning` says that it was no such phrase after all. */
export function mapped<T, U>(parser: Parser<T>, meaning: (value: T) => U | undefined): Parser<U> {
  const read = (text: TokenText, at: number) => {
    const parsed = tried(parser, text, at);
    if (!parsed) return undefined;
    const value = meaning(parsed.value);
    return value === undefined ? undefined : { value, next: parsed.next };
  };
  return starting(parser.first, read);
}

/** What stands behind an opening, and before a closing where there is one. */
export function between<T>(
  open: Parser<unknown>,
  parser: Parser<T>,
  close: Parser<unknown> = nothing,
): Parser<T> {
  return mapped(sequence(open, parser, close), ([, value]) => value as T);
}

/** One or more, with something between them; at most `most`. */
export function listOf<T>(parser: Parser<T>, separator: Parser<unknown>, most: number): Parser<readonly T[]> {
  const read = (text: TokenText, at: number) => {
    const first = tried(parser, text, at);
    if (!first) return undefined;
    const values = [first.value];
    let next = first.next;
    while (values.length < most) {
      const gap = tried(separator, text, next);
      const more = gap && tried(parser, text, gap.next);
      if (!more) break;
      values.push(more.value);
      next = more.next;
    }
    return { value: values, next };
  };
  return starting(parser.first, read);
}

/** Reads nothing, always. */
export const nothing: Parser<true> = starting(
  { words: new Set(), figures: false, empty: true },
  (_text: TokenText, at: number) => ({ value: true as const, next: at }),
);

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
    const here = index > 0 && text.tokens[at]?.text === '-' && !wanted.has('-') ? at + 1 : at;
    const token = text.tokens[here];
    const next = token && wanted.has(token.text) ? from(text, here + 1, index + 1) : undefined;
    return next ?? (optional ? from(text, at, index + 1) : undefined);
  };
  const start = new Set<string>();
  const needed = parts.findIndex(({ optional }) => !optional);
  for (const { wanted } of needed < 0 ? parts : parts.slice(0, needed + 1)) {
    for (const word of wanted) start.add(word);
  }
  return starting(
    { words: start, figures: [...start].some((word) => /^\d/.test(word)), empty: needed < 0 },
    (text: TokenText, at: number) => {
      const next = from(text, at, 0);
      return next === undefined ? undefined : { value: true as const, next };
    },
  );
}

/** A fixed phrase that means something. */
export function meaning<T>(pattern: string, value: T): Parser<T> {
  return mapped(words(pattern), () => value);
}

/** One word out of a table of meanings. */
export function oneOf<T>(table: ReadonlyMap<string, T>): Parser<T> {
  return starting(
    { words: new Set(table.keys()), figures: false, empty: false },
    (text: TokenText, at: number) => {
      const value = table.get(text.tokens[at]?.text ?? '');
      return value === undefined ? undefined : { value, next: at + 1 };
    },
  );
}

/** A parser of our own hand for a token that is a number or an ordinal. */
export function figure<T>(read: (token: Token) => T | undefined): Parser<T> {
  return starting({ words: new Set(), figures: true, empty: false }, (text: TokenText, at: number) => {
    const token = text.tokens[at];
    const value = token && token.kind !== 'word' && token.kind !== 'mark' ? read(token) : undefined;
    return value === undefined ? undefined : { value, next: at + 1 };
  });
}

/** A parser of our own hand whose phrases start with one of some words, given as in `words`. */
export function startingWith<T>(
  pattern: string,
  read: (text: TokenText, at: number) => Parsed<T> | undefined,
): Parser<T> {
  const list = pattern.split('|');
  return starting({ words: new Set(list), figures: list.includes('#'), empty: false }, read);
}

/** Tries a parser where it can start at all. */
export function tried<T>(parser: Parser<T>, text: TokenText, at: number): Parsed<T> | undefined {
  const { first } = parser;
  if (first && !first.empty) {
    const token = text.tokens[at];
    if (!token) return undefined;
    const figures = token.kind === 'number' || token.kind === 'ordinal';
    if (figures ? !first.figures : !first.words.has(token.text)) return undefined;
  }
  return parser(text, at);
}

function starting<T>(
  first: First | undefined,
  read: (text: TokenText, at: number) => Parsed<T> | undefined,
): Parser<T> {
  return first ? Object.assign(read, { first }) : read;
}

function firstOfAny(parsers: readonly Parser<unknown>[]): First | undefined {
  return united(
    parsers.map(({ first }) => first),
    parsers.some(({ first }) => first?.empty === true),
  );
}

function firstOfSequence(parsers: readonly Parser<unknown>[]): First | undefined {
  const needed = parsers.findIndex(({ first }) => !first?.empty);
  const leading = needed < 0 ? parsers : parsers.slice(0, needed + 1);
  return united(
    leading.map(({ first }) => first),
    needed < 0,
  );
}

function united(firsts: readonly (First | undefined)[], empty: boolean): First | undefined {
  if (firsts.some((first) => first === undefined)) return undefined;
  const all = firsts as readonly First[];
  return {
    words: new Set(all.flatMap((first) => [...first.words])),
    figures: all.some((first) => first.figures),
    empty,
  };
}
