import type { When } from '../schedule';
import { timePoints } from './moments';
import type { Sentence } from './sentences';
import { whenOf } from './times';
import type { TokenText } from './token';

const ASKED = /^(?:condition|requirement|component|conditions|requirements)$/;
const MET = /^(?:satisfied|met|achieved|fulfilled|waived)$/;

/**
 * What units that also wait for a liquidity event still wait for: the event, or the day on which it came.
 * Undefined where none is asked for, or where it is said to have come, and not when.
 */
export function liquidityAwaited(text: TokenText, sentences: readonly Sentence[]): When | undefined {
  let asked = false;
  for (const { from, to } of sentences) {
    for (let at = from; at < to; at++) {
      if (text.tokens[at]!.text !== 'liquidity' || !isAsked(text, at, to)) continue;
      asked = true;
      const met = metAt(text, at, to);
      if (met === undefined) continue;
      const points = timePoints(text, met + 1);
      const [point] = points?.value ?? [];
      const dated = point?.kind === 'at' && point.base.kind === 'day';
      return dated ? whenOf(point, { lot: {} }) : undefined;
    }
  }
  return asked ? { kind: 'event', event: 'liquidityEvent' } : undefined;
}

/** `liquidity condition`, `liquidity event-based vesting requirement`. */
function isAsked({ tokens }: TokenText, at: number, to: number): boolean {
  return tokens.slice(at + 1, Math.min(to, at + 7)).some(({ text }) => ASKED.test(text));
}

/** Where it says that the condition was met; undefined where it is still to be. */
function metAt({ tokens }: TokenText, at: number, to: number): number | undefined {
  for (let next = at + 1; next < Math.min(to, at + 14); next++) {
    if (!MET.test(tokens[next]!.text)) continue;
    const before = tokens.slice(Math.max(at, next - 3), next).map(({ text }) => text);
    const past = before.some((word) => /^(?:was|were|been)$/.test(word));
    return past ? next : undefined;
  }
  return undefined;
}
