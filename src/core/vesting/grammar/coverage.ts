import type { Clause } from './clauses';
import { unaccountedIn } from './condition-coverage';
import { isHarmless } from './harmless-words';
import type { Phrase } from './phrases';
import type { Share } from './portions';
import type { Sentence } from './sentences';
import type { Facts, Statement } from './statements';
import type { TokenText } from './token';

/** A stretch of tokens that nothing accounts for, and why that matters. */
export interface Uncovered {
  readonly from: number;
  readonly to: number;
  readonly what: 'words' | 'condition';
}

/**
 * The first stretch of a footnote that no phrase understood, in a sentence that tells of vesting. There every
 * figure, date, comparison, condition and verb must belong to a phrase, and every other word must be one that
 * changes nothing, or a name: else the text may say something that the reading leaves out.
 */
export function uncovered(text: TokenText, facts: Facts): Uncovered | undefined {
  const stated = statementsByClause(facts);
  const names = definedNames(text);
  const telling = new Set(facts.statements.map(({ sentence }) => sentence));
  const dated = facts.statements.some(({ kind }) => /^(?:tranches|event|full|bar)$/.test(kind));
  const start = facts.clauses.find(
    ({ clause, sentence }) => !telling.has(sentence) && tellsOfStart(text, clause),
  );
  if (start && facts.known.vestingStartsOn === undefined && facts.known.grantedOn === undefined)
    return { from: start.sentence.from, to: start.sentence.from + 1, what: 'words' };
  for (const { clause, sentence } of facts.clauses) {
    const own = stated.get(clause);
    // What makes it vest sooner, and what performance decides, needs no figures.
    if (own?.every(({ kind }) => kind === 'acceleration' || kind === 'performance')) continue;
    const forfeits = own?.some((statement) => statement.forfeits) === true;
    for (const phrase of clause.phrases) {
      const gap = own
        ? saysWhy(phrase, own)
          ? undefined
          : gapIn(text, phrase, { sentence, forfeits, names })
        : dated && facts.accelerated === undefined && gapBeside(text, phrase, clause, telling.has(sentence));
      if (gap) return gap;
    }
  }
  return undefined;
}

function statementsByClause({ statements }: Facts): ReadonlyMap<Clause, readonly Statement[]> {
  const byClause = new Map<Clause, Statement[]>();
  for (const statement of statements) {
    const own = byClause.get(statement.clause);
    if (own) own.push(statement);
    else byClause.set(statement.clause, [statement]);
  }
  return byClause;
}

/**
 * Of a clause that tells of something else: a figure beside a statement, words of a schedule anywhere, and a part of
 * the award with a time, which an unknown verb may have vest then.
 */
function gapBeside(text: TokenText, phrase: Phrase, clause: Clause, near: boolean): Uncovered | undefined {
  const { role } = clause;
  if (role === 'settle' || role === 'end') return undefined;
  const { from, to } = phrase;
  const figure = near && phrase.kind === 'leftover' && text.tokens[from]!.kind !== 'word';
  const ofSchedule =
    /^(?:cliff|thereafter)$/.test(phrase.kind) ||
    (phrase.kind === 'share' && phrase.share.place !== undefined) ||
    (phrase.kind === 'series' && (phrase.series.instalments || phrase.series.count || phrase.series.each));
  const granted = clause.verbs.some((verb) => verb.role === 'grant');
  const timed =
    phrase.kind === 'share' && !granted && isPart(phrase.share, near) && clause.phrases.some(isDate);
  return figure || ofSchedule || timed ? { from, to, what: 'words' } : undefined;
}

/** `The vesting commencement date is D`, of which the date was not understood. */
function tellsOfStart({ tokens }: TokenText, { phrases }: Clause): boolean {
  const [from, to] = [phrases[0]?.from ?? 0, phrases.at(-1)?.to ?? 0];
  const said = tokens.slice(from, to);
  const vesting = said.some(
    ({ text }, at) =>
      text === 'vesting' && /^(?:commencement|start|inception)$/.test(said[at + 1]?.text ?? ''),
  );
  return (
    vesting && said.some(({ kind, text }) => kind === 'number' && /^(?:\d{1,2}|(?:19|20)\d\d)$/.test(text))
  );
}

function isPart({ amount, rest }: Share, near: boolean): boolean {
  return amount.kind === 'fraction' || rest === true || (near && amount.kind === 'units');
}

function isDate(phrase: Phrase): boolean {
  return (
    phrase.kind === 'time' &&
    phrase.points.some((point) => point.kind !== 'at' || point.base.kind !== 'event')
  );
}

/** `vested in full on D upon certification of the results`: why it did, behind the day on which it did. */
function saysWhy(phrase: Phrase, statements: readonly Statement[]): boolean {
  if (phrase.kind !== 'condition' || !phrase.condition.trigger) return false;
  return statements.some(
    ({ frame }) =>
      frame.phrases.includes(phrase) &&
      frame.points.length > 0 &&
      frame.verbs.length > 0 &&
      frame.verbs.every(({ form }) => form === 'past' || form === 'perfect'),
  );
}

/** Names that the text defines in quotation marks: `Restricted Share Right ("RSR")`. */
function definedNames({ tokens }: TokenText): ReadonlySet<string> {
  return new Set(
    tokens.filter(({ marked }, at) => marked && tokens[at - 1]?.text === '"').map(({ text }) => text),
  );
}

function gapIn(
  text: TokenText,
  phrase: Phrase,
  {
    sentence,
    forfeits,
    names,
  }: { readonly sentence: Sentence; readonly forfeits: boolean; readonly names: ReadonlySet<string> },
): Uncovered | undefined {
  const { from, to } = phrase;
  if (phrase.kind === 'leftover') return { from, to, what: 'words' };
  if (phrase.kind === 'condition') {
    const condition = forfeits
      ? { ...phrase.condition, kind: 'continuedService' as const }
      : phrase.condition;
    const gap = unaccountedIn(text, condition, from, to);
    return gap === undefined ? undefined : { from, to, what: 'condition' };
  }
  if (phrase.kind !== 'glue') return undefined;
  return isCovered(text, from, sentence, names) ? undefined : { from, to, what: 'words' };
}

/** A single word that no phrase took: harmless, or a name. */
function isCovered(
  { tokens }: TokenText,
  at: number,
  { from }: Sentence,
  names: ReadonlySet<string>,
): boolean {
  const { kind, text, marked } = tokens[at]!;
  if (kind === 'mark') return true;
  // "first became exercisable", not "the first to occur of".
  if (text === 'first')
    return /^(?:become|becomes|became|vest|vests|exercisable)$/.test(tokens[at + 1]?.text ?? '');
  const named = marked && (at > from || names.has(text) || names.has(text.replace(/s$/, '')));
  return isHarmless(text) || text.length === 1 || named;
}
