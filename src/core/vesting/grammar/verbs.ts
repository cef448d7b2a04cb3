import { tried, words } from './combinators';
import { isHarmless } from './harmless-words';
import type { TokenText } from './token';

/**
 * What a verb of a footnote tells of. `vest`, `exercise` and `lapse` (of restrictions) tell of vesting; `settle`
 * of what is handed over; `grant` of the award's beginning; `end` of forfeiture and expiry; the rest is `other`.
 */
export type VerbRole = 'vest' | 'exercise' | 'lapse' | 'settle' | 'grant' | 'end' | 'other';

/** `perfect` has vested, `state` is vested, `past` vested, `future` will vest, `plain` vests or vesting. */
export type VerbForm = 'perfect' | 'state' | 'past' | 'future' | 'plain' | 'adjective';

export interface Verb {
  readonly role: VerbRole;
  readonly form: VerbForm;
  /** `was determined`: said of the past, whatever the form. */
  readonly was?: true;
  /** `became vested`, on some day or before it. */
  readonly became?: true;
  /** `vesting`, which may only say which units are meant. */
  readonly participle?: true;
  /** What exactly lapses or is sold, where that decides: `transfer` restrictions are no vesting. */
  readonly about?: 'transfer';
}

const ROLES: ReadonlyMap<string, VerbRole> = new Map(
  (
    [
      ['vest', 'vest vests vested vesting nonforfeitable'],
      ['exercise', 'exercisable'],
      ['lapse', 'lapse lapses lapsed lapsing'],
      [
        'settle',
        'settle settles settled settlement deliver delivers delivered delivery deliverable payable paid pay payment payout distribute distributed distribution distributable release released settleable redeemed redeemable',
      ],
      ['grant', 'granted awarded grant award'],
      [
        'end',
        'forfeit forfeits forfeited forfeiture expire expires expired terminate terminates terminated cancelled canceled lapsed',
      ],
      [
        'other',
        'represents represent represented reflects reflect includes include including sold sell sells withheld withhold surrendered acquired acquire reported entitle entitles entitled receive received receives converted convert converts convertible consists holds held owned transferred disposed accelerate accelerated accelerates issued issuable purchase purchased credited elected determined earned deemed calculated disclaims defer deferred certified equals equaled amounts approved reflecting representing resigned elects owns accrue accrues assumed',
      ],
    ] as const
  ).flatMap(([role, list]) => list.split(' ').map((word) => [word, role] as const)),
);

const PERFECT = /^(?:have|has|had|having)$/;
const STATE = /^(?:is|are|was|were|be|been|being|remain|remains|deemed)$/;
const FUTURE = /^(?:will|shall|would|to|may|can|scheduled|expected|become|becomes|becoming)$/;
const BETWEEN =
  /^(?:already|not|yet|been|be|fully|also|then|immediately|currently|presently|now|automatically|first|and|or|become|becoming|became|each|all|%|percent|100|previously|vested|exercisable|earned|either|both|continue|continued|begin|began|begun|only)$/;

const asItVests = words(
  'only? as|when|once|upon|to the? extent? it|they|the? shares|options|option|then? vest|vests|vested|vesting',
);

/** The verb at that place, if the word there is one in its sentence, not a noun or an adjective. */
export function verbAt(text: TokenText, at: number): Verb | undefined {
  const word = text.tokens[at]!.text;
  if (word === 'received' && isAward(text, at + 1)) return { role: 'grant', form: 'state' };
  const role =
    restrictionsEnd(text, at, word) ??
    exercised(text, at, word) ??
    ROLES.get(word) ??
    conditionMet(text, at, word);
  if (!role) return undefined;
  if (role === 'vest' || role === 'exercise') return vestingVerb(text, at, word, role);
  if (role === 'lapse') return { role, form: formBefore(text, at, word), ...aboutTransfer(text, at) };
  if (role === 'grant') return granted(text, at, word);
  const was = text.tokens.slice(Math.max(0, at - 3), at).some((token) => /^(?:was|were)$/.test(token.text));
  return { role, form: formBefore(text, at, word), ...(was && { was }) };
}

/** A word that no time or clause starts with. */
function isNoun({ tokens }: TokenText, at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'word' && !isHarmless(token.text) && !NO_NOUN.test(token.text);
}
const NO_NOUN =
  /^(?:and|or|but|upon|after|following|until|before|prior|effective|january|february|march|april|may|june|july|august|september|october|november|december|\d+)$/;

/** `received an award of 30,000 units`. */
function isAward({ tokens }: TokenText, at: number): boolean {
  for (const { text } of tokens.slice(at, at + 9)) {
    if (/^[.,;]$/.test(text) || text === 'upon') return false;
    if (/^(?:award|awards|grant|grants|option|options|units|rsus|psus)$/.test(text)) return true;
  }
  return false;
}

const ENDS = /^(?:expires?|expired|expiring|removed|lifted|ends?|ended|terminates?|terminated|released)$/;
/** Most tokens between restrictions and the verb that they end with. */
const NEAR_RESTRICTIONS = 10;

/** `the restrictions on one-third of the shares will be removed on D`: another way to say that they lapse. */
function restrictionsEnd(text: TokenText, at: number, word: string): VerbRole | undefined {
  if (!ENDS.test(word)) return undefined;
  for (let back = at - 1; back >= 0 && back >= at - NEAR_RESTRICTIONS; back--) {
    const before = text.tokens[back]!.text;
    if (/^[.;,]$/.test(before) || ROLES.has(before)) return undefined;
    if (/^(?:restrictions|restriction)$/.test(before)) return 'lapse';
  }
  return undefined;
}

/** Verbs that only name what is reported. */
const NAMES = /^(?:represents?|represented|reflects?|reflected|includes?|including|consists|reported)$/;

export function onlyNames(word: string): boolean {
  return NAMES.test(word);
}

/** `may be exercised`, not `was exercised`. */
function exercised(text: TokenText, at: number, word: string): VerbRole | undefined {
  if (word !== 'exercised' && word !== 'purchased') return undefined;
  const early = /^(?:early|fully|then)$/.test(text.tokens[at - 1]?.text ?? '') ? 1 : 0;
  const [before, between] = [text.tokens[at - 2 - early]?.text, text.tokens[at - 1 - early]?.text];
  if (between === 'be' && /^(?:may|can|could|might|to|not)$/.test(before ?? '')) return 'exercise';
  return word === 'exercised' ? 'other' : undefined;
}

/** `the service-based condition was satisfied as to …` is a way to say that it vested. */
function conditionMet(text: TokenText, at: number, word: string): VerbRole | undefined {
  if (!/^(?:satisfied|met)$/.test(word)) return undefined;
  for (let back = at - 1; back > 0 && back >= at - 9; back--) {
    if (!/^(?:condition|requirement|component)$/.test(text.tokens[back]!.text)) continue;
    const kind = text.tokens.slice(Math.max(0, back - 4), back).map((token) => token.text);
    return kind.some((near) => near === 'service' || near === 'time') ? 'vest' : undefined;
  }
  return undefined;
}

/** Before a noun use of "vesting": `upon vesting`, `the vesting of`, `each vesting`. */
const NOUN_BEFORE =
  /^(?:upon|after|following|on|the|of|for|such|each|any|to|this|accelerated|accelerate|accelerates|at|before|until|their|its|his|her|pending|based|applicable|no|full|prior|from|or|by|with|further|continued|delayed|original|initial|partial|and|performance|service|first|final|last|subsequent|next|future|every|immediate)$/;
const NOUN_AFTER =
  /^(?:date|dates|condition|conditions|requirement|requirements|criteria|event|events|period|commencement|start|restrictions|provisions|terms|purposes|percentage|determination|acceleration|tranche|tranches|term|measurement|inception|and)$/;
const SCHEDULE_WORD = /^(?:schedule|schedules)$/;
const SECURITY_AFTER =
  /^(?:shares|share|rsus|rsu|options|option|stock|units|unit|portion|psus|deferred|restricted|class|common|performance|awards|award|phantom|dsus|sars|installment|amount|amounts|ordinary|ltip)$/;

function vestingVerb(text: TokenText, at: number, word: string, role: 'vest' | 'exercise'): Verb | undefined {
  const before = text.tokens[at - 1]?.text ?? '';
  const after = text.tokens[at + 1]?.text ?? '';
  if (word === 'vesting') {
    if (before === 'to' && /^(?:subject|respect)$/.test(text.tokens[at - 2]?.text ?? '')) {
      return NOUN_AFTER.test(after) && after !== 'and' ? undefined : { role, form: 'plain' };
    }
    if (SCHEDULE_WORD.test(after)) return { role, form: 'plain' };
    if (NOUN_AFTER.test(after)) return undefined;
    const relative = after === ',' && text.tokens[at + 2]?.text === 'which';
    if (relative && /^(?:occurs?|will|shall|is|began|begins)$/.test(text.tokens[at + 3]?.text ?? ''))
      return { role, form: 'plain' };
    if (before === 'for' && /^provid(?:e|es|ed|ing)$/.test(text.tokens[at - 2]?.text ?? ''))
      return { role, form: 'plain' };
    if (NOUN_BEFORE.test(before) && after !== ':' && !/^(?:occurs|begins|commences|occurring)$/.test(after))
      return undefined;
    if (after === 'of') return undefined;
  }
  // "exercisable for one share" says into what, not when.
  if (word === 'exercisable' && /^(?:for|into)$/.test(after) && !isPart(text, at + 2))
    return { role: 'other', form: 'plain' };
  // "exercisable as it vests", "to the extent vested": not when.
  if (word === 'exercisable' && tried(asItVests, text, at + 1)) return { role: 'other', form: 'plain' };
  const form = formBefore(text, at, word);
  const became =
    form === 'past' && text.tokens.slice(Math.max(0, at - 6), at).some((token) => token.text === 'became');
  if (word === 'vested' && SECURITY_AFTER.test(after) && form !== 'perfect') {
    const fully = /^(?:fully|%)$/.test(before);
    return fully && form !== 'state'
      ? { role, form: 'adjective' }
      : form === 'state'
        ? { role, form }
        : undefined;
  }
  if (form === 'past' && !became && ofOtherUnits(text, at)) return undefined;
  // "fully vested X issued in lieu of fees": of something that we do not know.
  if (word === 'vested' && form === 'past' && /^(?:fully|%)$/.test(before) && isNoun(text, at + 1))
    return undefined;
  // "vested and unvested shares", "vested but unexercised"
  if (word === 'vested' && /^(?:and|or|but)$/.test(after) && /^un/.test(text.tokens[at + 2]?.text ?? ''))
    return undefined;
  if (word === 'vest' && /^(?:date|dates)$/.test(after)) return undefined;
  return { role, form, ...(became && { became }), ...(word === 'vesting' && { participle: true as const }) };
}

/** `exercisable for 25% of the shares`: a part, not what it is exercised into. */
function isPart({ tokens }: TokenText, at: number): boolean {
  return tokens
    .slice(at, at + 4)
    .some(({ text }) => /^(?:%|percent|third|fourth|quarter|half|\/)$/.test(text));
}

/** `withheld for taxes on the shares vested on D`: a participle of other units, not what the row is about. */
function ofOtherUnits(text: TokenText, at: number): boolean {
  if (
    /^(?:that|which|who|have|has|had|and|rsus|option)$/.test(text.tokens[at - 1]?.text ?? '') &&
    text.tokens[at - 1]?.text !== 'rsus'
  )
    return false;
  for (let back = at - 1; back >= 0 && back > at - 40; back--) {
    const word = text.tokens[back]!.text;
    if (word === '.') return false;
    if (/^(?:withheld|withholding|surrendered|tax|taxes|sold)$/.test(word)) return true;
  }
  return false;
}

/** The form that the words before a verb give it; looks back over adverbs, six words at most. */
function formBefore(text: TokenText, at: number, word: string): VerbForm {
  for (let back = at - 1; back >= 0 && back >= at - 7; back--) {
    const { text: before } = text.tokens[back]!;
    if (PERFECT.test(before)) return 'perfect';
    // "may be exercised" says how it stands.
    if (word === 'exercised' && /^(?:may|can|could)$/.test(before)) return 'state';
    if (FUTURE.test(before)) return before === 'to' && word === 'vested' ? 'plain' : 'future';
    if (/^(?:became)$/.test(before)) return 'past';
    if (STATE.test(before)) {
      const modal = text.tokens[back - 1]?.text ?? '';
      if (word === 'exercised' && /^(?:may|can|could)$/.test(modal)) return 'state';
      if (PERFECT.test(modal) || (modal === 'not' && PERFECT.test(text.tokens[back - 2]?.text ?? '')))
        return 'perfect';
      return FUTURE.test(modal) ? 'future' : 'state';
    }
    if (!BETWEEN.test(before)) break;
  }
  return word.endsWith('ed') ? 'past' : word === 'exercisable' ? 'state' : 'plain';
}

/** `granted` tells of the award; `grant` and `award` only as verbs do. */
function granted(text: TokenText, at: number, word: string): Verb | undefined {
  if (word === 'granted' || word === 'awarded') return { role: 'grant', form: formBefore(text, at, word) };
  return undefined;
}

function aboutTransfer(text: TokenText, at: number): { readonly about?: 'transfer' } {
  for (let back = Math.max(0, at - 12); back < at + 12 && back < text.tokens.length; back++) {
    if (text.tokens[back]!.text === '.') {
      if (back > at) break;
      continue;
    }
    if (
      /^(?:transfer|transferability|sale|resale|lock|lockup|compete|noncompete|competition|noncompetition|solicitation)$/.test(
        text.tokens[back]!.text,
      )
    ) {
      return { about: 'transfer' };
    }
  }
  return {};
}

/** Vesting, becoming exercisable, and the lapse of restrictions. */
export function isVesting(role: VerbRole | 'none'): boolean {
  return role === 'vest' || role === 'exercise' || role === 'lapse';
}
