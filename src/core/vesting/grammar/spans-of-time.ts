import { either, mapped, maybe, type Parser, sequence, words } from './combinators';
import { type Duration, duration } from './durations';

/** `over a four-year period`, `over the following 36 months`, `for three years`. */
export interface Span {
  readonly length: Duration;
  /** `the following three years`: counted on from what came before. */
  readonly onward: boolean;
}

const ONWARD = words('next|following|subsequent|succeeding|remaining|ensuing');
export const span: Parser<Span> = either(
  mapped(
    sequence(
      words(
        'over|during|for|across|throughout|in the|a|an? total|approximate|approximately? period|course|term? of? the|a|approximately?',
      ),
      maybe(ONWARD),
      duration,
      maybe(words('vesting|service? period|schedule|term')),
      maybe(words('of? service|employment?')),
    ),
    ([, onward, length]) => ({ length, onward: onward === true }),
  ),
  mapped(
    sequence(
      maybe(words('a|the|with|on|under')),
      maybe(words('a|the')),
      duration,
      either(words('ratable? vesting schedule|period|term?'), words('schedule|period|term')),
    ),
    ([, , length]) => ({
      length,
      onward: false,
    }),
  ),
);

/** `with a one-year cliff`, `three-year cliff`. */
export const cliff: Parser<Duration> = mapped(
  sequence(
    maybe(words('with|subject|after')),
    maybe(words('to')),
    maybe(words('a|an|the')),
    duration,
    words('cliff vesting?'),
  ),
  ([, , , length]) => length,
);
