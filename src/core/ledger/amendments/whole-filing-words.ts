import { datesIn, sentencesOf } from './amendment-words';

/**
 * What a sentence of an amendment says of the original as a whole:
 * - `withdrawn`: it is taken back, and what it reported with it;
 * - `disregarded`: it is not to be relied on; what the amendment shows counts in its stead;
 * - `replaced`: the amendment stands in its place entirely;
 * - `inError`: it was filed in error, and the sentence says no more;
 * - `unclear`: it says one of these of a part, of an amendment, or of it under a condition.
 */
export type WholeKind = 'withdrawn' | 'disregarded' | 'replaced' | 'inError' | 'unclear';

/** A sentence that speaks of the original as a whole. */
export interface WholeSentence {
  readonly kind: WholeKind;
  readonly sentence: string;
  /** ISO dates in it. */
  readonly dates: readonly string[];
  /** Accession numbers in it. */
  readonly accessions: readonly string[];
}

const FORM =
  '(?:form\\s?[345](?:/a)?|filing|report|submission|form|statement of (?:changes in )?beneficial ownership(?: of securities)?)';
const EARLIER =
  '(?:(?:original|initial|prior|previous|earlier|erroneous|mistaken)(?:ly)?[-\\s](?:(?:filed|submitted|made)\\s)?)';
/** `the original` alone, where nothing follows of which it could be the original. */
const BARE =
  'the original(?=\\s?(?:[.,;!]|$)|\\s(?:should|shall|is|was|must|has|in its entirety|entirely|completely|in full)\\b)';
/** The original filing itself: an earlier form, or one that was filed; `this form` is the amendment. */
const WHOLE = `(?:(?:the|its|his|her|their|such|said|that)\\s)?(?:${EARLIER}+${FORM}|(?<=\\b(?:the|a|an|its|his|her|their|such|said|that)\\s)${FORM}(?=\\s(?:(?:that|which) was\\s)?(?:(?:original|previous|initial|erroneous|mistaken|inadvertent)ly\\s)?(?:filed|submitted|dated)\\b)|${BARE})`;
/** When and where it was filed, up to the verb. */
const TAIL = '(?:,?\\s\\(?[\\w./#"“”’-]+\\)?){0,20}?,?';
const ENTIRELY = '(?:in (?:its|their) entirety|entirely|completely|in full)';
const BE = '(?:should be|shall be|is to be|must be|is|was|has been|are)(?: hereby| now| therefore)?';

const PATTERNS: readonly (readonly [WholeKind, RegExp])[] = [
  [
    'withdrawn',
    new RegExp(
      `\\b${WHOLE}${TAIL}\\s${BE} (?:withdrawn|voided|void|null and void|rescinded|retracted|cancell?ed)\\b`,
      'i',
    ),
  ],
  [
    'withdrawn',
    new RegExp(
      `\\b(?:withdraw(?:s|ing)?|withdrawal of|void(?:s|ing)?|rescind(?:s|ing)?|retract(?:s|ing)?|cancel(?:s|l?ing)?|nullif(?:y|ies|ying)) (?:${ENTIRELY} )?${WHOLE}\\b`,
      'i',
    ),
  ],
  ['disregarded', new RegExp(`\\b${WHOLE}${TAIL}\\s${BE} disregarded\\b`, 'i')],
  ['disregarded', new RegExp(`\\bdisregard(?:ing)? (?:${ENTIRELY} )?${WHOLE}\\b`, 'i')],
  [
    'replaced',
    new RegExp(
      `\\b(?:supersed(?:es?|ing)|replac(?:es?|ing)|(?:amend(?:s|ing)? and )?restat(?:es?|ing))(?: and (?:supersedes?|replaces?))? (?:${ENTIRELY} ${WHOLE}\\b|${WHOLE}${TAIL}\\s${ENTIRELY}\\b)`,
      'i',
    ),
  ],
  [
    'replaced',
    new RegExp(
      `\\b${WHOLE}${TAIL}\\s${BE} (?:superseded|replaced)(?: and (?:superseded|replaced))? (?:${ENTIRELY} by|by this (?:amendment|filing|report|form(?: [345]/a)?) ${ENTIRELY})\\b`,
      'i',
    ),
  ],
  [
    'inError',
    new RegExp(`\\b${WHOLE}${TAIL}\\s(?:was|were) (?:filed|submitted|made) in error\\s*[.;]?$`, 'i'),
  ],
  [
    'inError',
    new RegExp(
      `\\b${WHOLE}${TAIL}\\swas (?:erroneous|mistaken|inadvertent)ly (?:filed|submitted)\\s*[.;]?$`,
      'i',
    ),
  ],
];

/** Then it is a part of the original that is spoken of, or a condition is made. */
const PART =
  /\b(?:footnotes?|rows?|lines?|tables?|columns?|box(?:es)?|items?|remarks?|exhibits?|power of attorney|signatures?|with respect to|as to|regarding|insofar|to the extent|except|excluding|other than|only|solely|portions?|parts?|partial(?:ly)?|unless|if|otherwise|pages?|section [^1]|cover)\b/i;
/** Why it is so says nothing of how much. */
const BECAUSE = /,?\s(?:as|because|since)\s(?:the|he|she|it|they|such|this|there|no)\b.*$/i;
const OF_AN_AMENDMENT = /\bform\s?[345]\/a\b/i;
const BY_THIS = /\bby this\b.*$/i;
/** A sentence on grants can speak of `the original`, too. */
const ON_FILINGS = /\b(?:amendment|amended|amends|filings?|filed|forms?|reports?|disregard(?:ed)?)\b/i;
const NEGATED =
  /\b(?:not|without|neither|nor|never|\w+n['’]t)(?:\s\w+){0,3}?\s(?:disregard|withdr|void|rescind|retract|cancel|nullif|supersed|replac|restat)/i;
const ACCESSION = /\b\d{10}-?\d{2}-?\d{6}\b/g;

/** The sentences of a footnote or of the remarks that speak of the original as a whole. */
export function wholeFilingSentences(text: string): readonly WholeSentence[] {
  return sentencesOf(text.replace(/\s+/g, ' ')).flatMap((sentence): WholeSentence[] => {
    const [said] = PATTERNS.flatMap(([kind, pattern]) => {
      const match = pattern.exec(sentence)?.[0];
      return match === undefined ? [] : [{ kind, match }];
    });
    if (!said || NEGATED.test(sentence) || !ON_FILINGS.test(sentence)) return [];
    const accessions = (sentence.match(ACCESSION) ?? []).map(withDashes);
    const clear =
      !PART.test(sentence.replace(BECAUSE, '')) && !OF_AN_AMENDMENT.test(said.match.replace(BY_THIS, ''));
    return [{ kind: clear ? said.kind : 'unclear', sentence, dates: datesIn(sentence), accessions }];
  });
}

function withDashes(accession: string): string {
  return accession.replaceAll('-', '').replace(/^(\d{10})(\d{2})(\d{6})$/, '$1-$2-$3');
}
