import type { Phrase } from './phrases';
import type { Facts, Statement } from './statements';
import type { TokenText } from './token';

/** An award, or a part of a balance, that the text names by its units: `Includes 974 unvested shares …`. */
export interface Mention {
  readonly units: string;
  /** Where it stands, as a token. */
  readonly at: number;
  /** The sentence that names it, as its first token. */
  readonly sentence: number;
  /** Held or acquired, and nothing said of vesting: perhaps not what vests. */
  readonly doubtful?: true;
}

const INCLUDING = /^(?:include|includes|including|included)$/;

/**
 * The parts of a balance that the text names. `Represents 3,133 units` names all of the row; `includes 3,133
 * units`, `3,133 of these shares` and parts that are counted off (`(i) 560 shares … and (ii) 3,133 units`) do not.
 */
export function partsMentioned(
  text: TokenText,
  clauses: Facts['clauses'],
  statements: readonly Statement[],
): readonly Mention[] {
  const listed = new Set(statements.filter(isBareList).flatMap(({ frame }) => frame.phrases));
  const told = new Set(
    statements.filter((statement) => !isBareList(statement)).flatMap(({ frame }) => frame.phrases),
  );
  const apart = statements.some(
    ({ kind, frame }) => kind === 'full' && frame.shares.some(({ amount }) => amount.kind === 'units'),
  );
  const telling = new Set(statements.map(({ sentence }) => sentence));
  const mentions: Mention[] = [];
  for (const { clause, sentence } of clauses) {
    const several = clause.phrases.filter((phrase) => unitsOf(phrase) !== undefined).length > 1;
    const includes = clause.phrases.some(
      (phrase) => INCLUDING.test(text.tokens[phrase.from]!.text) && phrase.kind === 'verb',
    );
    for (const phrase of clause.phrases) {
      const units = unitsOf(phrase);
      if (units === undefined || told.has(phrase)) continue;
      const aside = telling.has(sentence) ? undefined : ownedAside(text, phrase, clause.phrases);
      if (aside === 'bought') continue;
      if (includes || several || listed.has(phrase) || apart || isOfThese(text, phrase))
        mentions.push({
          units,
          at: phrase.from,
          sentence: sentence.from,
          ...(aside && { doubtful: true as const }),
        });
    }
  }
  return mentions;
}

const BOUGHT = /^(?:purchased|bought|espp|reinvestment|reinvested|spouse|ira)$/;
const HELD = /^(?:acquired|held|holds|owned|owns|reported|jointly|indirectly)$/;
const OF_AWARD =
  /^(?:restricted|unvested|vest|vests|vesting|rsus?|psus?|units?|options?|awards?|awarded|grant|granted|forfeiture)$/;

/** `300 shares acquired under the purchase plan`, in a sentence that tells of no vesting: up to the next units named. */
function ownedAside(
  { tokens }: TokenText,
  phrase: Phrase,
  phrases: readonly Phrase[],
): 'bought' | 'held' | undefined {
  const others = phrases.filter((other) => other.from > phrase.from && unitsOf(other) !== undefined);
  const said = tokens.slice(phrase.from, others[0]?.from ?? phrases.at(-1)!.to).map(({ text }) => text);
  if (said.some((word) => OF_AWARD.test(word))) return undefined;
  const plan = said.some(
    (word, at) => word === 'purchase' && /^(?:plans?|program)$/.test(said[at + 1] ?? ''),
  );
  if (plan || said.some((word) => BOUGHT.test(word))) return 'bought';
  return said.some((word) => HELD.test(word)) ? 'held' : undefined;
}

function unitsOf(phrase: Phrase): string | undefined {
  return phrase.kind === 'share' && phrase.share.amount.kind === 'units'
    ? phrase.share.amount.units
    : undefined;
}

/** `… and 8,011 restricted stock units` at the end of a list of awards: a statement that states no time. */
function isBareList({ kind, frame }: Statement): boolean {
  return (
    kind === 'heading' &&
    frame.verbs.length === 0 &&
    frame.shares.length === 1 &&
    frame.shares[0]!.amount.kind === 'units'
  );
}

/** `5,017 of these shares represent restricted stock units`. */
function isOfThese(text: TokenText, phrase: Phrase): boolean {
  const words = text.tokens.slice(phrase.from, phrase.to).map((token) => token.text);
  const of = words.indexOf('of');
  return (
    of > 0 &&
    /^(?:these|the|such|those)$/.test(words[of + 1] ?? '') &&
    words.slice(of).some((word) => /^(?:shares|securities)$/.test(word))
  );
}

/**
 * The part of the balance that a statement is about when it states no units itself: the last one named before
 * it in its sentence, or the only one that no other statement takes. Undefined when the text names none;
 * `unclear` when it names several.
 */
export function mentionFor(
  statement: Statement,
  mentions: readonly Mention[],
  statements: readonly Statement[],
): Mention | undefined | 'unclear' {
  const own = statement.frame.shares.some(
    ({ amount }) => amount.kind === 'units' || amount.kind === 'remaining',
  );
  if (own || mentions.length === 0) return undefined;
  const near = nearest(statement, mentions);
  if (near) return near;
  if (mentions.length === 1) return mentions[0]!.doubtful ? 'unclear' : mentions[0];
  const taken = new Set(statements.flatMap((other) => nearest(other, mentions) ?? []));
  const free = mentions.filter((mention) => !taken.has(mention));
  return free.length === 1 ? free[0] : 'unclear';
}

function nearest({ frame, sentence }: Statement, mentions: readonly Mention[]): Mention | undefined {
  const start = frame.phrases[0]?.from ?? 0;
  return mentions.filter((mention) => mention.sentence === sentence.from && mention.at < start).at(-1);
}
