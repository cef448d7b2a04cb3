import type { TimePoint } from './anchors';
import { either, meaning, type Parsed, type Parser, tried, words } from './combinators';
import { isSooner } from './sooner-events';
import type { TokenText } from './token';

type Points = readonly TimePoint[];

const otherArm = either(
  meaning('( or ,? if earlier|sooner ,?', 'earlierOf' as const),
  meaning(',? or|and ,? if earlier|sooner ,?', 'earlierOf' as const),
  meaning(',? or ,? if later ,?', 'laterOf' as const),
  meaning(',? but|and|provided in? no|any event|case later than', 'earlierOf' as const),
  meaning(',? but|and|or in? any? event? not|no later than', 'earlierOf' as const),
  meaning(',? but|and in any event|case by|on|before or? before?', 'earlierOf' as const),
  meaning(',? but in? no|any event|case earlier|before than?', 'laterOf' as const),
  meaning(',? but|and in? any? event? not|no earlier|before than?', 'laterOf' as const),
);
/** `if earlier`, behind the other time: `or the next annual meeting, if earlier`. */
const earlierBehind = either(
  meaning(',? if|whichever earlier|sooner', 'earlierOf' as const),
  meaning(
    ',? whichever is|occurs|comes|occurs|shall the? first|earlier|sooner|occur first?',
    'earlierOf' as const,
  ),
  meaning(',? if later', 'laterOf' as const),
  meaning(',? whichever is|occurs the? later', 'laterOf' as const),
);
/** `…, or, if earlier, the next annual meeting`, `…, but in no event later than D`: a second arm, told behind. */
export function secondArm(
  timesAt: Parser<Points>,
): Parser<{ kind: 'earlierOf' | 'laterOf'; arm: TimePoint }> {
  return (text, from) => armBehind(text, from, timesAt);
}

function armBehind(
  text: TokenText,
  from: number,
  timesAt: Parser<Points>,
): Parsed<{ kind: 'earlierOf' | 'laterOf'; arm: TimePoint }> | undefined {
  const opened = tried(otherArm, text, from);
  if (opened) {
    const arm = timesAt(text, opened.next);
    if (arm?.value.length !== 1 || isSooner(arm.value[0]!)) return undefined;
    const next =
      text.tokens[from]!.text === '(' && text.tokens[arm.next]?.text === ')' ? arm.next + 1 : arm.next;
    return { value: { kind: opened.value, arm: arm.value[0]! }, next };
  }
  const or = tried(words(',? or'), text, from);
  const arm = or && timesAt(text, or.next);
  const kind = arm && tried(earlierBehind, text, arm.next);
  if (!kind || arm.value.length !== 1 || isSooner(arm.value[0]!)) return undefined;
  return { value: { kind: kind.value, arm: arm.value[0]! }, next: kind.next };
}
