import type { Condition, LotTerms, Settlement, TextSpan, TriggerEvent } from '../schedule';
import type { TimePoint } from './anchors';
import { type Clause, clausesOf } from './clauses';
import { type Frame, framesOf, saysWhen } from './frames';
import { forfeitures } from './forfeitures';
import { type Mention, partsMentioned } from './mentions';
import { type Phrase, phrasesOf } from './phrases';
import { type Sentence, sentencesOf } from './sentences';
import { settlementOf } from './settlements';
import type { KnownAnchors } from './times';
import type { TokenText } from './token';
import { isVesting, onlyNames } from './verbs';

/** What a frame does in its footnote. */
export type StatementKind =
  /** How much vests when. */
  | 'tranches'
  /** `The options vest as follows`: says that, not when. */
  | 'heading'
  /** `X have vested, Y have not`. */
  | 'progress'
  /** `fully vested`, with no time beside it. */
  | 'full'
  /** Vesting that comes sooner when something happens. */
  | 'acceleration'
  /** Only performance decides, no date. */
  | 'performance'
  /** Only what happens decides, no date. */
  | 'event'
  /** `not exercisable until D`. */
  | 'bar'
  /** `any unvested shares vest on D`. */
  | 'backstop';

export interface Statement {
  readonly kind: StatementKind;
  readonly frame: Frame;
  readonly clause: Clause;
  readonly sentence: Sentence;
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
  for (const sentence of sentences) {
    if (isOfCash(text, sentence)) continue;
    for (const clause of clausesOf(phrasesOf(text, sentence.from, sentence.to))) {
      clauses.push({ clause, sentence });
      const vesting = clause.verbs.some((verb) => isVesting(verb.role) && verb.about !== 'transfer');
      const goesOn = clause.role === 'none' && vestingBefore && statesTranche(clause.phrases);
      if (vesting || goesOn) {
        for (const frame of framesOf(clause))
          statements.push({ kind: kindOf(frame), frame, clause, sentence });
      }
      if (clause.role !== 'none') vestingBefore = vesting;
    }
  }
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
    performance: performanceIn(text, clauses),
    accelerated: acceleratedOn(text, clauses),
    refersElsewhere: refersElsewhere(text),
  };
}

/** `a cash award of $50,000, which vested in full`: not the securities that are reported. */
function isOfCash(text: TokenText, { from, to }: Sentence): boolean {
  let cash = false;
  for (let at = from; at < to; at++) {
    if (
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

function kindOf(frame: Frame): StatementKind {
  const [share] = frame.shares;
  const conditional = frame.conditions.some(
    (condition) => condition.kind === 'acceleration' && condition.trigger,
  );
  const dated =
    frame.points.some((point) => !isEvent(point) && !(conditional && isAtOnce(point))) ||
    Boolean(frame.series || frame.from || frame.after || frame.until);
  if (conditional && !dated) return 'acceleration';
  const performs = frame.conditions.some(({ kind }) => kind === 'performance' || kind === 'marketCondition');
  if (
    performs &&
    frame.points.length === 0 &&
    !frame.from &&
    !frame.after &&
    !frame.span &&
    !frame.series?.every
  )
    return 'performance';
  if (frame.negated) return frame.until ? 'bar' : 'progress';
  if (isProgress(frame) || (share?.stands && !saysWhen(frame))) return 'progress';
  if (!saysWhen(frame)) return isFull(frame) ? 'full' : 'heading';
  if (!dated && frame.points.length > 0) return 'event';
  if (share?.unvested && frame.points.length === 1 && !frame.series) return 'backstop';
  return 'tranches';
}

function isAtOnce(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'anchor' && point.months === 0 && point.days === 0;
}

function isEvent(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'event';
}

/** Units that have vested, as they stood at some time: no tranche of a schedule. */
function isProgress(frame: Frame): boolean {
  const standing = frame.verbs.some((verb) => verb.form === 'perfect' || verb.form === 'state');
  if (!standing || frame.series || frame.from || frame.after) return false;
  const part = frame.shares.some(({ amount }) => amount.kind === 'units' || amount.kind === 'fraction');
  return part && (frame.points.length === 0 || frame.asOf || frame.points.every(isFiling));
}

function isFiling(point: TimePoint): boolean {
  return point.kind === 'at' && point.base.kind === 'anchor' && point.base.anchor === 'filing';
}

function isFull(frame: Frame): boolean {
  if (frame.verbs.some((verb) => verb.form === 'adjective')) return true;
  const all = frame.shares.length === 0 || frame.shares.every(({ amount }) => amount.kind === 'whole');
  const standing = frame.verbs.some(
    (verb) =>
      verb.form === 'state' || verb.form === 'perfect' || verb.form === 'adjective' || verb.form === 'past',
  );
  return all && standing;
}

/** The conditions of vesting; the terms of a plan are none. */
function conditionsIn(
  text: TokenText,
  clauses: Facts['clauses'],
  statements: readonly Statement[],
  forfeited: readonly Statement[],
): readonly Condition[] {
  const found: Condition[] = forfeited.map(({ sentence }) => ({
    kind: 'continuedService',
    span: spanOf(text, sentence, 'continuedService'),
  }));
  for (const { clause, sentence } of clauses) {
    const near = statements.some((statement) => statement.sentence === sentence);
    for (const phrase of clause.phrases) {
      if (phrase.kind !== 'condition') continue;
      const { kind } = phrase.condition;
      if (kind === 'terms' || kind === 'unknown' || kind === 'other') continue;
      if (kind !== 'acceleration' && !near && !clause.verbs.some(({ form }) => form === 'future')) continue;
      if (statements.length > 0) found.push({ kind, span: spanOf(text, phrase, kind) });
    }
  }
  return found;
}

/** Performance that still has to be achieved: in a statement of vesting, or of what will be. */
function performanceIn(text: TokenText, clauses: Facts['clauses']): TriggerEvent | undefined {
  for (const { clause } of clauses) {
    const verbs = clause.phrases.flatMap((phrase) =>
      phrase.kind === 'verb' && !onlyNames(text.tokens[phrase.from]!.text) ? [phrase.verb] : [],
    );
    const past =
      verbs.length > 0 && verbs.every(({ form, was }) => form === 'past' || form === 'perfect' || was);
    const ahead = isVesting(clause.role) || !past;
    for (const phrase of ahead ? clause.phrases : []) {
      if (phrase.kind !== 'condition') continue;
      const { kind, event } = phrase.condition;
      if (kind === 'performance' || kind === 'marketCondition') return event;
    }
  }
  return undefined;
}

/** `On D, the Company accelerated the vesting of all …`: D; empty where no day is stated, undefined where nothing was. */
function acceleratedOn(text: TokenText, clauses: Facts['clauses']): string | undefined {
  const { tokens } = text;
  const word = tokens.findIndex(
    (token, at) =>
      token.text === 'accelerated' &&
      (/^(?:the|vesting|all)$/.test(tokens[at + 1]?.text ?? '') ||
        /^(?:was|were|been)$/.test(tokens[at - 1]?.text ?? '')) &&
      !/^(?:to|for|of|be|an|if|and|such|upon)$/.test(tokens[at - 1]?.text ?? ''),
  );
  if (word < 0) return undefined;
  const home = clauses.filter(({ sentence }) => sentence.from <= word && word < sentence.to);
  const days = home.flatMap(({ clause }) =>
    clause.phrases.flatMap((phrase) => (phrase.kind === 'time' ? phrase.points : [])),
  );
  const [point] = days;
  return point?.kind === 'at' && point.base.kind === 'day' && point.months === 0 ? point.base.on : '';
}

function refersElsewhere({ tokens }: TokenText): boolean {
  const words = tokens.map(({ text }) => text);
  const papers = words.some((word) =>
    /^(?:plan|plans|agreement|agreements|remarks|exhibit|policy|original|footnote|above|below)$/.test(word),
  );
  const refers = words.some(
    (word, at) =>
      /^(?:forth|terms|accordance|according|pursuant|described|provided|schedule|specified|see|conditions)$/.test(
        word,
      ) && words[at + 1] !== '"',
  );
  return papers && refers && words.some((word) => /^(?:vest|vests|vested|vesting|exercisable)$/.test(word));
}

export function spanOf(text: TokenText, phrase: { from: number; to: number }, meaning: string): TextSpan {
  return { start: text.tokens[phrase.from]!.start, end: text.tokens[phrase.to - 1]!.end, meaning };
}

function progressIn(clauses: Facts['clauses'], statements: readonly Statement[]): Facts['progress'] {
  let vested: string | undefined;
  let unvested: string | undefined;
  for (const { kind, frame } of statements) {
    if (kind !== 'progress') continue;
    const units = frame.shares.find(({ amount }) => amount.kind === 'units')?.amount;
    if (units?.kind !== 'units') continue;
    if (frame.negated) unvested ??= units.units;
    else vested ??= units.units;
  }
  for (const { clause } of clauses) {
    for (const phrase of clause.phrases) {
      const share = phrase.kind === 'share' ? phrase.share : undefined;
      if (share?.amount.kind !== 'units') continue;
      if (share.stands === 'vested') vested ??= share.amount.units;
      if (share.stands === 'unvested') unvested ??= share.amount.units;
    }
  }
  if (vested === undefined && unvested === undefined) return undefined;
  return { ...(vested !== undefined && { vested }), ...(unvested !== undefined && { unvested }) };
}

/** The grant date and the start of vesting, where the text gives one and only one. */
function knownAnchors(clauses: Facts['clauses'], lot: Partial<LotTerms>): KnownAnchors {
  const granted = new Set<string>();
  const started = new Set<string>();
  const look = (point: TimePoint): void => {
    if (point.kind === 'earlierOf' || point.kind === 'laterOf') point.arms.forEach(look);
    if (point.kind !== 'at' || point.base.kind !== 'anchor' || point.base.statedOn === undefined) return;
    if (point.base.anchor === 'grant') granted.add(point.base.statedOn);
    if (point.base.anchor === 'vestingStart') started.add(point.base.statedOn);
  };
  for (const { clause } of clauses) {
    for (const phrase of clause.phrases) {
      if (phrase.kind === 'grantedOn') granted.add(phrase.on);
      if (phrase.kind !== 'time') continue;
      phrase.points.forEach(look);
      const [point] = phrase.points;
      const ofGrant = clause.role === 'grant' && (phrase.role === 'on' || phrase.role === 'from');
      if (ofGrant && phrase.points.length === 1 && point?.kind === 'at' && point.base.kind === 'day')
        granted.add(point.base.on);
    }
  }
  const only = (dates: ReadonlySet<string>) => (dates.size === 1 ? [...dates][0] : undefined);
  const [grantedOn, vestingStartsOn] = [only(granted), only(started)];
  return {
    ...(grantedOn !== undefined && { grantedOn }),
    ...(vestingStartsOn !== undefined && { vestingStartsOn }),
    lot,
  };
}
