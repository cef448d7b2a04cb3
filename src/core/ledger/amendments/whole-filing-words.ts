import { datesIn, sentencesOf, voidSentences } from './amendment-words';

/**
 * What a sentence of an amendment says of the original as a whole:
 * - `withdrawn`: it is taken back, and what it reported with it;
 * - `disregarded`: it is not to be relied on; what the amendment shows counts in its stead;
 * - `replaced`: the amendment stands in its place entirely;
 * - `inError`: it was filed in error, and the sentence says no more;
 * - `unclear`: it says one of these of a part, of an amendment, of it under a condition, or in words not understood.
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
  '(?:form\\s?[345]|filing|report|submission|form|statement of (?:changes in )?beneficial ownership(?: of securities)?)';
const EARLY = '(?:original|initial|prior|previous|earlier|erroneous|mistaken|inadvertent)';
const EARLIER = `(?:${EARLY}(?:ly)?[-\\s](?:(?:filed|submitted|made) )?)`;
const THE = '(?:the|its|his|her|their|such|said|that)';
const DATE = '(?:[a-z]{3,9}\\.? \\d{1,2},? \\d{4}|\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2})';
const NUMBER =
  '\\(?(?:under )?(?:the )?(?:sec )?(?:accession )?(?:number |no\\.? |# ?)?\\d{10}-?\\d{2}-?\\d{6}\\)?';
/** When and where it was filed. */
const FILED = `,? (?:(?:that|which) was )?(?:${EARLY}ly )?(?:filed|submitted|dated)(?: earlier| previously)?(?: by the reporting person)?(?: with the (?:commission|sec|securities and exchange commission))?(?: (?:on |as of )?${DATE})?(?: ${NUMBER})?`;
const UNDER = `(?: ${NUMBER})?`;
/** The original filing itself, not something in it; `this form` is the amendment. */
const WHOLE = `(?:${THE} (?:${EARLIER}+${FORM}(?:${FILED}|${UNDER})|${FORM}${FILED})|the original)`;
const THIS =
  'this (?:amendment|amended (?:form|filing|report)|form\\s?[345](?:/a)?|filing|report|submission|form)(?: no\\.? \\d)?';
const ENTIRELY = '(?:in (?:its|their) entirety|entirely|completely|in full)';
const BE = '(?:should be|shall be|is to be|must be|is|was|has been)(?: hereby| now| therefore)?';
const GONE = '(?:withdrawn|voided|void|null and void|rescinded|retracted|cancell?ed)';
const WRONGLY = `(?:filed|submitted|made) in error|(?:${EARLY}ly) (?:filed|submitted|made)(?: in error)?`;
const ASIDE = `(?:,? (?:which|that) (?:was (?:${WRONGLY})|should (?:not|never) have been (?:filed|submitted)),?)?`;
const WRONG_AND = `(?: was (?:${WRONGLY}),? and(?: therefore)?)?`;
const AND_REPLACED = `(?: and (?:(?:is|was|has been) )?(?:replaced|superseded))(?: ${ENTIRELY})?(?: by ${THIS})?(?: ${ENTIRELY})?`;
const AND_VOID = `(?:,? and (?:(?:should be|shall be|is) )?(?:${GONE}|disregarded|of no (?:further )?(?:force (?:and|or) )?effect))?`;
const LEAD = '(?:(?:accordingly|therefore|consequently|as a result|for this reason|thus), )?';
/** By or in what it is said. */
const AGENT = `(?:(?:${THIS}|the reporting persons?|the undersigned)(?: (?:is|was)(?: being| hereby)? (?:filed|submitted|made)(?: solely| only)? (?:to|for the (?:sole )?purpose of|in order to))?(?: hereby)? |the (?:sole )?purpose of ${THIS} is to |to |please )?`;
/** Why it is so; see PART. */
const END = '(?:,? (?:as|because|since) (?:the|he|she|it|they|such|this|there|no) .*)?\\s?[.;!]?$';
const REPLACES = '(?:supersed(?:es?|ing)|replac(?:es?|ing)|restat(?:es?|ing))';
const WITHDRAWS =
  '(?:withdraw(?:s|ing)?|withdrawal of|void(?:s|ing)?|rescind(?:s|ing)?|retract(?:s|ing)?|cancel(?:s|l?ing)?|nullif(?:y|ies|ying))';

const subject = (predicate: string) => new RegExp(`^${LEAD}${WHOLE}${ASIDE},?${predicate}${END}`, 'i');
const object = (verb: string, rest = '') =>
  new RegExp(
    `^${LEAD}${AGENT}${verb} (?:${ENTIRELY} ${WHOLE}|${WHOLE}(?:,? ${ENTIRELY})?)${ASIDE}${rest}${END}`,
    'i',
  );

/** Closed sentences, of which the filing itself is the subject or the object: nothing else takes back all of it. */
const SHAPES: readonly (readonly [WholeKind, RegExp])[] = [
  ['replaced', subject(`${WRONG_AND} ${BE} (?:${GONE}|disregarded)(?: ${ENTIRELY})?${AND_REPLACED}`)],
  [
    'replaced',
    subject(
      `${WRONG_AND} ${BE} (?:superseded|replaced)(?: and (?:superseded|replaced))? (?:${ENTIRELY}(?: by ${THIS})?|by ${THIS},? ${ENTIRELY})`,
    ),
  ],
  [
    'replaced',
    new RegExp(
      `^${LEAD}${AGENT}(?:amend(?:s|ing)?(?:,| and) )?${REPLACES}(?: and ${REPLACES})?,? (?:${ENTIRELY},? ${WHOLE}|${WHOLE},? ${ENTIRELY})${ASIDE}${END}`,
      'i',
    ),
  ],
  ['replaced', object(WITHDRAWS, ` and (?:to )?${REPLACES} it(?: ${ENTIRELY})?(?: with ${THIS})?`)],
  ['withdrawn', subject(`${WRONG_AND} ${BE} ${GONE}(?: ${ENTIRELY})?(?: by ${THIS})?${AND_VOID}`)],
  ['withdrawn', object(WITHDRAWS)],
  ['disregarded', subject(`${WRONG_AND} ${BE} disregarded(?: ${ENTIRELY})?${AND_VOID}`)],
  ['disregarded', object('disregard(?:ing)?')],
  ['inError', new RegExp(`^${LEAD}${WHOLE}${ASIDE},? was (?:${WRONGLY})\\s?[.;!]?$`, 'i')],
];

/** Words on the original of which a sentence may take it back, or something in it: it is not passed over in silence. */
const ANY_FORM = FORM.replace('[345]', '[345](?:/a)?');
const MENTION = `(?:${EARLIER}+${ANY_FORM}|(?<=\\b${THE} )${ANY_FORM}(?= (?:(?:that|which) was )?(?:${EARLY}ly )?(?:filed|submitted|dated)\\b)|the original(?=\\s?(?:[.,;!]|$)| (?:should|shall|is|was|must|has|in its entirety|entirely|completely|in full)\\b))`;
const TAIL = '(?:,?\\s\\(?[\\w./#"“”’-]+\\)?){0,20}?,?';
const MENTIONS: readonly RegExp[] = [
  `\\b${MENTION}${TAIL}\\s(?:${BE}|are|were|have been) (?:${GONE}|disregarded)\\b`,
  `\\b(?:${WITHDRAWS}|disregard(?:ing)?) (?:${ENTIRELY} )?(?:${THE} )?${MENTION}`,
  `\\b${REPLACES} (?:${ENTIRELY} (?:${THE} )?${MENTION}|(?:${THE} )?${MENTION}${TAIL}\\s${ENTIRELY}\\b)`,
  `\\b${MENTION}${TAIL}\\s(?:${BE}|are|were|have been) (?:superseded|replaced)(?: and (?:superseded|replaced))? (?:${ENTIRELY} by|by ${THIS} ${ENTIRELY})\\b`,
].map((pattern) => new RegExp(pattern, 'i'));

/** Then it is a part of the original that is spoken of after all. */
const PART =
  /\b(?:footnotes?|rows?|lines?|tables?|columns?|items?|insofar|to the extent|except|excluding|other than|only|solely|portions?|parts?|partial(?:ly)?|unless|if|otherwise|first|second|third|one of|some|certain|both)\b/i;
const WHY = /,?\s(?:as|because|since)\s(?:the|he|she|it|they|such|this|there|no)\s.*$/i;
/** A sentence beside it that lets something of the original stand. */
const REST =
  /\b(?:remain(?:s|ing)?|unchanged|unaffected|continues?|however|except|notwithstanding|(?:all|no|any) other|still)\b/i;
/** A sentence on grants can speak of `the original`, too. */
const ON_FILINGS = /\b(?:amendment|amended|amends|filings?|filed|forms?|reports?|disregard(?:ed)?)\b/i;
const NEGATED =
  /\b(?:not|without|neither|nor|never|\w+n['’]t)(?:\s\w+){0,3}?\s(?:disregard|withdr|void|rescind|retract|cancel|nullif|supersed|replac|restat)/i;
const ACCESSION = /\b\d{10}-?\d{2}-?\d{6}\b/g;

/**
 * The sentences of a footnote or of the remarks that speak of the original as a whole. One that takes back a reported
 * line, and so is read by its line (see voidSentences), is none of them.
 */
export function wholeFilingSentences(text: string): readonly WholeSentence[] {
  const sentences = sentencesOf(text.replace(/\s+/g, ' '));
  return sentences.flatMap((sentence): WholeSentence[] => {
    if (NEGATED.test(sentence) || !ON_FILINGS.test(sentence)) return [];
    const [shape] = SHAPES.find(([, pattern]) => pattern.test(sentence)) ?? [];
    if (!shape && !MENTIONS.some((pattern) => pattern.test(sentence))) return [];
    const why = WHY.exec(sentence)?.[0] ?? '';
    // Also where the reason is a line: it may not be the only one.
    if (voidSentences(shape ? why : sentence).length > 0) return [];
    const accessions = (sentence.match(ACCESSION) ?? []).map(withDashes);
    const isWhole = !PART.test(why) && !sentences.some((other) => other !== sentence && REST.test(other));
    return [{ kind: (isWhole && shape) || 'unclear', sentence, dates: datesIn(sentence), accessions }];
  });
}

function withDashes(accession: string): string {
  return accession.replaceAll('-', '').replace(/^(\d{10})(\d{2})(\d{6})$/, '$1-$2-$3');
}
