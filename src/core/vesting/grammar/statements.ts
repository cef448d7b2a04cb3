import type { Condition, LotTerms, Settlement, TriggerEvent, When } from '../schedule';
import { type Clause, clausesOf } from './clauses';
import {
  acceleratedOn,
  conditionsIn,
  knownAnchors,
  performanceIn,
  progressIn,
  refersElsewhere,
} from './footnote-facts';
import { forfeitures } from './forfeitures';
import type { Frame } from './frame';
import { framesOf } from './frames';
import { liquidityAwaited } from './liquidity';
import { type Mention, partsMentioned } from './mentions';
import { type Phrase, phrasesOf } from './phrases';
import { type Sentence, sentencesOf } from './sentences';
import { settlementOf } from './settlements';
import { type LastNamed, withNamedTimes } from './shared-bases';
import { type StatementKind, statementKind } from './statement-kinds';
import type { KnownAnchors } from './times';
import type { TokenText } from './token';
import { isVesting } from './verbs';

export interface Statement {
  readonly kind: StatementKind;
  readonly frame: Frame;
  readonly clause: Clause;
  readonly sentence: Sentence;
  /** Told as what happens to one who leaves before a day. */
  readonly forfeits?: true;
}

/** All that a footnote says that bears on vesting. */
export interface Facts {
  readonly statements: readonly Statement[];
  readonly clauses: readonly { readonly clause: Clause; readonly sentence: Sentence }[];
  readonly conditions: readonly Condition[];
  readonly settlement: Settlement | undefined;
  readonly progress: { readonly vested?: string; readonly unvested?: string } | undefined;
  readonly known: KnownAnchors;
  /** Parts of the balance that the text names. */
  readonly mentions: readonly Mention[];
  /** What all units wait for besides: a liquidity event, or the day on which it came. */
  readonly liquidity: When | undefined;
  /** Performance that still has to be achieved, said anywhere. */
  readonly performance: TriggerEvent | undefined;
  /** The day on which the vesting of all was accelerated; empty when no day is stated. */
  readonly accelerated: string | undefined;
  /** `according to the terms of the award agreement`. */
  readonly refersElsewhere: boolean;
}

export function factsOf(text: TokenText, lot: Partial<LotTerms>): Facts {
  const sentences = sentencesOf(text);
  const clauses: { clause: Clause; sentence: Sentence }[] = [];
  const statements: Statement[] = [];
  let vestingBefore = false;
  const last: LastNamed = { point: undefined };
  for (const sentence of sentences) {
    if (isOfCash(text, sentence)) continue;
    const phrases = withNamedTimes(phrasesOf(text, sentence.from, sentence.to), last);
    for (const clause of clausesOf(phrases)) {
      clauses.push({ clause, sentence });
      const cliff = clause.phrases.some(({ kind }) => kind === 'cliff');
      const vesting =
        cliff || clause.verbs.some(({ role, about }) => isVesting(role) && about !== 'transfer');
      const goesOn = clause.role === 'none' && vestingBefore && statesTranche(clause.phrases);
      if (vesting || goesOn) {
        for (const frame of framesOf(clause))
          statements.push({ kind: statementKind(frame), frame, clause, sentence });
      }
      if (clause.role !== 'none') vestingBefore = vesting;
    }
  }
  withoutUnitNames(statements, clauses);
  const forfeited = statements.every(({ kind }) => kind === 'heading') ? forfeitures(text, clauses) : [];
  statements.push(...forfeited);
  return {
    statements,
    clauses,
    conditions: conditionsIn(text, clauses, statements, forfeited),
    settlement: settlementOf(text, sentences),
    progress: progressIn(clauses, statements),
    known: knownAnchors(clauses, lot),
    mentions: partsMentioned(text, clauses, statements),
    liquidity: liquidityAwaited(text, sentences),
    performance: performanceIn(text, clauses),
    accelerated: acceleratedOn(text, clauses),
    refersElsewhere: refersElsewhere(text),
  };
}

/**
 * `Deliver shares for the units that vested`: behind a verb of settlement, a verb of vesting may only say which units,
 * and states nothing.
 */
function withoutUnitNames(statements: Statement[], clauses: Facts['clauses']): void {
  const settling = new Set<Sentence>();
  const behind = new Set<Clause>();
  for (const { clause, sentence } of clauses) {
    if (clause.verbs[0]?.role === 'settle') settling.add(sentence);
    if (settling.has(sentence)) behind.add(clause);
  }
  const kept = statements.filter(({ kind, frame, clause }) => {
    const names = (kind === 'heading' || kind === 'full') && frame.shares.length === 0;
    return !(names && behind.has(clause));
  });
  statements.splice(0, statements.length, ...kept);
}

/** `a cash award of $50,000, which vested in full`: not the securities that are reported. */
function isOfCash(text: TokenText, { from, to }: Sentence): boolean {
  let cash = false;
  for (let at = from; at < to; at++) {
    const lieu = text.tokens.slice(Math.max(from, at - 5), at).some((token) => token.text === 'lieu');
    if (
      !lieu &&
      text.tokens[at]!.text === 'cash' &&
      /^(?:award|bonus|retention|grant)$/.test(text.tokens[at + 1]?.text ?? '')
    )
      cash = true;
    else if (/^(?:rsus?|units?|options?|shares?|stock|psus?)$/.test(text.tokens[at]!.text)) return false;
  }
  return cash;
}

function statesTranche(phrases: readonly Phrase[]): boolean {
  const has = (...kinds: Phrase['kind'][]) => phrases.some((phrase) => kinds.includes(phrase.kind));
  return has('share') && has('time', 'series');
}
