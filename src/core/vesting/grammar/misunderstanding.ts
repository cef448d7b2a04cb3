import { uncovered } from './coverage';
import { doubtAbout } from './doubts';
import { type Stretch, saysIn } from './spans';
import type { Facts } from './statements';
import type { TokenText } from './token';

/** The first part of a statement about vesting that was not understood, in words; undefined where all of it was. */
export function misunderstood(text: TokenText, facts: Facts): string | undefined {
  const gap = uncovered(text, facts);
  if (gap?.what === 'condition') return `the condition “${quoted(text, gap)}” was not understood`;
  if (gap) return `“${quoted(text, gap)}” was not understood`;
  for (const { kind, frame } of facts.statements) {
    if (kind === 'acceleration' || kind === 'performance') continue;
    const fiscal =
      frame.points.length < 2 &&
      frame.phrases.find((phrase) => phrase.kind === 'series' && saysIn(text, phrase, /^fiscal$/));
    if (fiscal) return 'fiscal periods, without dates';
    if (frame.leftovers.length > 0) return `“${quoted(text, frame.leftovers[0]!)}” was not understood`;
  }
  return doubtAbout(text, facts);
}

/** Longest part of the text that a reason quotes, in characters. */
const MAX_QUOTED = 80;

/** A stretch with a word before and behind it. */
function quoted({ text, tokens }: TokenText, { from, to }: Stretch): string {
  const start = tokens[Math.max(0, from - 1)]!.start;
  const end = tokens[Math.min(tokens.length, to + 2) - 1]!.end;
  const words = text.slice(start, end).replace(/\s+/g, ' ');
  return words.length > MAX_QUOTED ? `${words.slice(0, MAX_QUOTED - 3)}…` : words;
}
