import type { Condition, LotTerms, TriggerEvent } from '../schedule';
import type { TimePoint } from './anchors';
import { asksForService } from './forfeitures';
import type { Phrase } from './phrases';
import { isSooner } from './sooner-events';
import { saysIn, spanOf } from './spans';
import type { Facts, Statement } from './statements';
import type { KnownAnchors } from './times';
import type { TokenText } from './token';
import { isVesting, onlyNames } from './verbs';

/** The conditions of vesting; the terms of a plan are none. */
export function conditionsIn(
  text: TokenText,
  clauses: Facts['clauses'],
  statements: readonly Statement[],
  forfeited: readonly Statement[],
): readonly Condition[] {
  const found: Condition[] = forfeited.map(({ sentence }) => ({
    kind: 'continuedService',
    span: spanOf(text, sentence, 'continuedService'),
  }));
  for (const sentence of new Set(clauses.map((told) => told.sentence))) {
    if (statements.length > 0 && asksForService(text, sentence))
      found.push({ kind: 'continuedService', span: spanOf(text, sentence, 'continuedService') });
  }
  // "upon completion of each month of service"
  for (const { frame } of statements) {
    for (const phrase of frame.phrases) {
      if (phrase.kind === 'series' && saysIn(text, phrase, /^(?:service|employment)$/))
        found.push({ kind: 'continuedService', span: spanOf(text, phrase, 'continuedService') });
    }
  }
  // "The option will vest in full upon a change in control", beside a schedule.
  const dated = statements.some(({ kind }) => kind === 'tranches');
  for (const { kind, frame, sentence } of statements) {
    if (dated && kind === 'event' && frame.points.every(isSooner))
      found.push({ kind: 'acceleration', span: spanOf(text, sentence, 'acceleration') });
  }
  for (const { clause, sentence } of clauses) {
    if (goesOnVesting(text, sentence)) continue;
    const near = statements.some((statement) => statement.sentence === sentence);
    for (const phrase of clause.phrases) {
      if (phrase.kind !== 'condition') continue;
      const { kind } = phrase.condition;
      if (kind === 'terms' || kind === 'unknown' || (kind === 'other' && !phrase.condition.also)) continue;
      const ahead = near || depends(text, phrase) || clause.verbs.some(({ form }) => form === 'future');
      if (kind !== 'acceleration' && !ahead) continue;
      if (statements.length === 0) continue;
      for (const said of [...(kind === 'other' ? [] : [kind]), ...(phrase.condition.also ?? [])])
        found.push({ kind: said, span: spanOf(text, phrase, said) });
    }
  }
  if (!dated || found.some(({ kind }) => kind === 'acceleration')) return found;
  const sooner = clauses.find(({ sentence }) => mayAccelerate(text, sentence))?.sentence;
  return sooner ? [...found, { kind: 'acceleration', span: spanOf(text, sooner, 'acceleration') }] : found;
}

/** `Vesting accelerates in full upon a change in control`: a sentence of its own; not what was accelerated before. */
function mayAccelerate({ tokens }: TokenText, { from, to }: Statement['sentence']): boolean {
  const told = tokens.slice(from, to).map(({ text }) => text);
  return (
    told.some((word) => /^(?:vest|vests|vested|vesting|unvested|exercisability)$/.test(word)) &&
    told.some((word) => /^(?:accelerates?|accelerating|acceleration)$/.test(word))
  );
}

/** `if she retires, the units continue to vest`: as they would have. */
function goesOnVesting({ tokens }: TokenText, { from, to }: Statement['sentence']): boolean {
  for (let at = from; at + 2 < to; at++) {
    const [one, two, three] = [tokens[at]!.text, tokens[at + 1]!.text, tokens[at + 2]!.text];
    if (/^continues?$/.test(one) && two === 'to' && /^(?:be|vest|become)$/.test(three))
      return conditional(tokens[from]!.text);
  }
  return false;
}

function conditional(first: string): boolean {
  return /^(?:if|in|upon|should|notwithstanding|following|after)$/.test(first);
}

/** `The number of units earned depends on …`: still open, whatever the other verbs say. */
function depends({ tokens }: TokenText, { from }: Phrase): boolean {
  return /^(?:depends?|varies|vary)$/.test(tokens[from]!.text);
}

/** Performance that still has to be achieved: in a statement of vesting, or of what will be. */
export function performanceIn(text: TokenText, clauses: Facts['clauses']): TriggerEvent | undefined {
  for (const { clause } of clauses) {
    const verbs = clause.phrases.flatMap((phrase) =>
      phrase.kind === 'verb' && !onlyNames(text.tokens[phrase.from]!.text) ? [phrase.verb] : [],
    );
    const past =
      verbs.length > 0 && verbs.every(({ form, was }) => form === 'past' || form === 'perfect' || was);
    const ahead = isVesting(clause.role) || !past;
    for (const phrase of clause.phrases) {
      if (phrase.kind !== 'condition' || !(ahead || depends(text, phrase))) continue;
      const { kind, event } = phrase.condition;
      if (kind === 'performance' || kind === 'marketCondition') return event;
    }
  }
  return undefined;
}

/** `On D, the Company accelerated the vesting of all …`: D; empty where no day is stated, undefined where nothing was. */
export function acceleratedOn(text: TokenText, clauses: Facts['clauses']): string | undefined {
  const { tokens } = text;
  const word = tokens.findIndex(
    (token, at) =>
      token.text === 'accelerated' &&
      (/^(?:the|all)$/.test(tokens[at + 1]?.text ?? '') ||
        (tokens[at + 1]?.text === 'vesting' && tokens[at + 2]?.text === 'of') ||
        /^(?:was|were|been)$/.test(tokens[at - 1]?.text ?? '')) &&
      !/^(?:to|for|of|be|an|if|and|such|upon)$/.test(tokens[at - 1]?.text ?? ''),
  );
  if (word < 0) return undefined;
  const home = clauses.filter(({ sentence }) => sentence.from <= word && word < sentence.to);
  const own = home.filter(({ clause }) => clause.phrases.some(({ from, to }) => from <= word && word < to));
  const [point] = daysIn(own).length > 0 ? daysIn(own) : daysIn(home);
  return point?.kind === 'at' && point.base.kind === 'day' && point.months === 0 ? point.base.on : '';
}

function daysIn(clauses: Facts['clauses']): readonly TimePoint[] {
  return clauses.flatMap(({ clause }) =>
    clause.phrases.flatMap((phrase) => (phrase.kind === 'time' ? phrase.points : [])),
  );
}

export function refersElsewhere({ tokens }: TokenText): boolean {
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

export function progressIn(clauses: Facts['clauses'], statements: readonly Statement[]): Facts['progress'] {
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
export function knownAnchors(clauses: Facts['clauses'], lot: Partial<LotTerms>): KnownAnchors {
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
