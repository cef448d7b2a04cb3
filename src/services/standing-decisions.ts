import { isDeepStrictEqual } from 'node:util';
import { type DecisionEvent, decisionKnownOn } from '../core/ledger/decisions-in-force';
import type { NewDecision } from '../core/ledger/record-decision';
import { bareWords } from '../core/values/folded-text';
import { countsOf, ratioOf } from '../core/values/ratio';
import { compare } from '../core/values/text-order';
import { InvalidQuestion } from './answer';

/** The doubt about a decision after which all rows are as they were. */
export const CHANGES_NOTHING = 'it changes nothing: all rows stay as they are';

/** What a decision is about, and what it says of it. */
interface Statement {
  /** Of two decisions with the same matter the one that is known or made later holds where they meet. */
  readonly matter: string;
  /** Within the matter: exactly what it is said of. */
  readonly subject: string;
  readonly says: Readonly<Record<string, unknown>>;
}

/** The id under which a lot, a holding or a line is known, from any of its ids. */
export type KnownAs = (kind: 'lot' | 'holding' | 'line', id: string) => string;

/**
 * What speaks against a decision: decisions in force that say something else of the same thing, in words. `standing` are
 * those in force, in their order. Throws InvalidQuestion for one that repeats a decision in force and is known no
 * earlier.
 */
export function againstStanding(
  decision: NewDecision,
  standing: readonly DecisionEvent[],
  knownAs: KnownAs = (_, id) => id,
): readonly string[] {
  const statement = standing.length > 0 ? statementOf(decision, knownAs) : undefined;
  if (!statement) return [];
  const { matter, subject, says } = statement;
  const met = standing
    .map((event) => ({ event, other: statementOf(event, knownAs) }))
    .filter(({ other }) => other?.matter === matter);
  const last = met.at(-1);
  if (last && last.other!.subject === subject && isDeepStrictEqual(last.other!.says, says)) {
    const { knownOn } = decision.data;
    if (knownOn === undefined || knownOn >= decisionKnownOn(last.event)) throw repeated(last.event);
  }
  const contrary = new Map<DecisionEvent, string[]>();
  for (const [name, value] of Object.entries(says)) {
    const earlier = met.findLast(({ other }) => other!.subject === subject && name in other!.says);
    if (!earlier || isDeepStrictEqual(earlier.other!.says[name], value)) continue;
    const told = contrary.get(earlier.event) ?? [];
    contrary.set(earlier.event, told);
    told.push(valueText(name, earlier.other!.says[name]));
  }
  return [...contrary].map(
    ([{ id, data }, told]) =>
      `${data.author} has stated otherwise (decision ${id}): ${told.join(', ')}; of the two the one that is known ` +
      'later holds, of one day the one that was made later',
  );
}

function repeated({ id, data }: DecisionEvent): InvalidQuestion {
  return new InvalidQuestion(
    'decision',
    `${data.author} has decided the same already, and it holds (decision ${id}: ${data.reason}): there is nothing to decide`,
  );
}

function statementOf(decision: NewDecision, knownAs: KnownAs): Statement | undefined {
  switch (decision.type) {
    case 'ScheduleStated': {
      const { lot, schedule } = decision.data;
      return about(`schedule of ${knownAs('lot', lot)}`, { schedule });
    }
    case 'TermsChanged': {
      const { author, reason, knownOn, lot, effectiveOn, ...terms } = decision.data;
      return about(`terms of ${knownAs('lot', lot)} from ${effectiveOn}`, terms);
    }
    case 'OpeningBalanceStated': {
      const { holding, balance } = decision.data;
      return about(`opening of ${knownAs('holding', holding)}`, { balance });
    }
    case 'LineCorrected': {
      const { line, cells } = decision.data;
      return about(`cells of ${knownAs('line', line)}`, cells);
    }
    case 'OriginalChosen': {
      const { amendment, original } = decision.data;
      return about(`original of ${amendment}`, { original: original ?? 'none' });
    }
    case 'HoldingsJoined':
    case 'HoldingsParted': {
      const lines = decision.data.lines.map((line) => knownAs('line', line)).sort(compare);
      const are = decision.type === 'HoldingsJoined' ? 'of one holding' : 'of two holdings';
      return { matter: 'lines', subject: lines.join(' '), says: { are } };
    }
    case 'ClassesGrouped':
    case 'ClassesParted': {
      const titles = decision.data.titles.map(bareWords).sort(compare);
      const are = decision.type === 'ClassesGrouped' ? 'one class' : 'two classes';
      return { matter: 'titles', subject: titles.join(' | '), says: { are } };
    }
    // Another ratio on the same day is told where splits are stated.
    case 'SplitStated': {
      const { effectiveOn, from, to, titles = [] } = decision.data;
      const counts = countsOf(ratioOf(to, from));
      const split = [`${counts.to} for ${counts.from}`, ...titles.map(bareWords).sort(compare)];
      return { matter: `split on ${effectiveOn}`, subject: split.join(' | '), says: {} };
    }
    default:
      return undefined;
  }
}

function about(subject: string, says: Statement['says']): Statement {
  return { matter: subject, subject, says };
}

function valueText(name: string, value: unknown): string {
  if (name === 'schedule') return 'another schedule';
  if (name === 'are') return `they are ${value}`;
  if (value === null) return `${name} blank`;
  const told = typeof value === 'object' ? (value as { readonly value?: unknown }).value : value;
  return `${name} ${told}`;
}
