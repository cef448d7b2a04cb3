import { canonicalDecimal } from '../../values/quantity';
import {
  either,
  figure,
  mapped,
  maybe,
  meaning,
  oneOf,
  type Parser,
  sequence,
  startingWith,
  tried,
  words,
} from './combinators';

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINAL_UNITS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = TENS.map((tens) => tens.replace(/y$/, 'ieth'));

const unitWords = new Map(UNITS.map((word, value) => [word, value] as const));
const tensWords = new Map(TENS.map((word, index) => [word, (index + 2) * 10] as const));
tensWords.set('fourty', 40);
const ordinalUnitWords = new Map(ORDINAL_UNITS.map((word, value) => [word, value] as const));
const ordinalTensWords = new Map(ORDINAL_TENS.map((word, index) => [word, (index + 2) * 10] as const));

const hyphen = maybe(words('-'));

/** `twelve`, `forty-eight`, `one hundred`: whole numbers in words, up to 199. */
const spelled: Parser<number> = either(
  mapped(
    sequence(words('one|a hundred'), maybe(words('and')), maybe(below100())),
    ([, , rest]) => 100 + (rest ?? 0),
  ),
  below100(),
);

function below100(): Parser<number> {
  const units = oneOf(unitWords);
  const tens = oneOf(tensWords);
  const small = mapped(units, (value) => (value > 0 && value < 10 ? value : undefined));
  return either(
    mapped(sequence(tens, hyphen, small), ([left, , right]) => left + right),
    tens,
    mapped(units, (value) => (value > 0 ? value : undefined)),
  );
}

/** Digits, as a canonical decimal. */
export const digits: Parser<string> = figure(({ kind, text }) =>
  kind === 'number' ? canonicalDecimal(text) : undefined,
);

const wholeDigits = mapped(digits, (value) => (/^\d{1,6}$/.test(value) ? Number(value) : undefined));
const inBrackets = mapped(sequence(words('('), wholeDigits, words(')')), ([, value]) => value);

/** `48`, `forty-eight`, `forty-eight (48)`: a small whole number. Words and digits that disagree are no number. */
export const wholeNumber: Parser<number> = either(
  mapped(sequence(spelled, maybe(inBrackets)), ([word, figure]) =>
    figure === undefined || figure === word ? word : undefined,
  ),
  wholeDigits,
);

const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
]);
const scaleWord = oneOf(SCALES);
const smallNumber = either(below100(), meaning('a', 1));
const numberGap = words('and|,|-');
const goesOnWith = either(below100(), scaleWord);
/** Most words of one number, with hyphens and "and". */
const MAX_NUMBER_WORDS = 14;

/** `five thousand`, `twelve thousand five hundred`: in words, of a hundred and more. */
/** What a number can start with, for `startingWith`. */
export const NUMBER_STARTS = ['#', ...unitWords.keys(), ...tensWords.keys(), 'a'].join('|');
const spelledLarge: Parser<number> = startingWith(
  [...unitWords.keys(), ...tensWords.keys(), 'a'].join('|'),
  (text, at) => {
    let total = 0;
    let group = 0;
    let next = at;
    let scaled = false;
    while (next < at + MAX_NUMBER_WORDS) {
      const small = tried(smallNumber, text, next);
      const scale = tried(scaleWord, text, small?.next ?? next);
      if (!small && !scale) break;
      group += small?.value ?? 0;
      if (scale && scale.value === 100) group = (group || 1) * 100;
      else if (scale) {
        total += (group || 1) * scale.value;
        group = 0;
      }
      scaled ||= scale !== undefined;
      next = scale?.next ?? small!.next;
      const gap = tried(numberGap, text, next);
      if (gap && tried(goesOnWith, text, gap.next)) next = gap.next;
    }
    return scaled ? { value: total + group, next } : undefined;
  },
);

/** `5,000`, `five thousand (5,000)`: units, a canonical decimal. Words and figures that disagree are no number. */
export const unitCount: Parser<string> = either(
  digits,
  mapped(sequence(either(spelledLarge, spelled), words('('), digits, words(')')), ([word, , figure]) =>
    String(word) === figure ? figure : undefined,
  ),
  mapped(spelledLarge, String),
);

const ordinalDigits: Parser<number> = figure(({ kind, text }) =>
  kind === 'ordinal' && /^\d{1,3}$/.test(text) ? Number(text) : undefined,
);

const ordinalWord: Parser<number> = either(
  mapped(sequence(oneOf(tensWords), hyphen, oneOf(ordinalUnitWords)), ([left, , right]) => left + right),
  oneOf(ordinalTensWords),
  mapped(oneOf(ordinalUnitWords), (value) => (value > 0 ? value : undefined)),
);
const ordinalInBrackets = mapped(sequence(words('('), ordinalDigits, words(')')), ([, value]) => value);

/** `third`, `3rd`, `third (3rd)`, `twenty-fourth`. */
export const ordinalNumber: Parser<number> = either(
  mapped(sequence(ordinalWord, maybe(ordinalInBrackets)), ([word, figure]) =>
    figure === undefined || figure === word ? word : undefined,
  ),
  ordinalDigits,
);

/** A part of a whole, as printed: 25 % is 25/100, 33 1/3 % is 100/300. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

const slash = words('/');
const twoFigures = sequence(wholeDigits, slash, either(wholeDigits, ordinalDigits));
/** `1/48`; a slash between three numbers is a date. */
const slashed: Parser<Ratio> = startingWith('#', (text, at) => {
  const parsed = twoFigures(text, at);
  if (!parsed || text.tokens[parsed.next]?.text === '/' || text.tokens[at - 1]?.text === '/')
    return undefined;
  const [above, , below] = parsed.value;
  const value = ratio(above, below);
  return value && { value, next: parsed.next };
});

const PARTS = new Map<string, number>([
  ['half', 2],
  ['halves', 2],
  ['quarter', 4],
  ['quarters', 4],
]);
ORDINAL_UNITS.forEach((word, value) => {
  if (value > 2) PARTS.set(word, value).set(`${word}s`, value);
});
ORDINAL_TENS.forEach((word, index) => {
  PARTS.set(word, (index + 2) * 10).set(`${word}s`, (index + 2) * 10);
});

const compoundPart: Parser<number> = mapped(
  sequence(oneOf(tensWords), hyphen, oneOf(PARTS)),
  ([tens, , part]) => (part > 2 && part < 10 ? tens + part : undefined),
);

/** `one-third`, `two thirds`, `one forty-eighth`, `one-half`. */
const spelledPart: Parser<Ratio> = mapped(
  sequence(below100(), hyphen, either(compoundPart, oneOf(PARTS), ordinalDigits)),
  ([above, , below]) => (above < below ? ratio(above, below) : undefined),
);
const half = mapped(words('half'), () => ratio(1, 2));

/** `1/48th`, `one-third`, `one third`, `half`. */
const plainFraction: Parser<Ratio> = either(slashed, spelledPart, half);

const percentSign = words('%|percent|pct');
const perCent = either(percentSign, words('per cent'));

/** `33 1/3`, `6.25`, `twenty-five`, before the sign. */
const percentFigure: Parser<Ratio> = either(
  mapped(sequence(wholeDigits, maybe(words('and|-')), slashed), ([whole, , part]) =>
    part.numerator < part.denominator
      ? ratio(whole * part.denominator + part.numerator, 100 * part.denominator)
      : undefined,
  ),
  mapped(sequence(spelled, hyphen, maybe(words('and')), spelledPart), ([whole, , , part]) =>
    ratio(whole * part.denominator + part.numerator, 100 * part.denominator),
  ),
  mapped(digits, (value) => {
    const places = value.includes('.') ? value.length - value.indexOf('.') - 1 : 0;
    return places > 4 ? undefined : ratio(Number(value.replace('.', '')), 10 ** (places + 2));
  }),
  mapped(spelled, (value) => ratio(value, 100)),
);
const plainPercent: Parser<Ratio> = mapped(sequence(percentFigure, hyphen, perCent), ([value]) => value);

const plainRatio = either(plainPercent, plainFraction);
const repeated = mapped(
  sequence(words('('), maybe(words('or|i.e')), plainRatio, words(')')),
  ([, , value]) => value,
);

/** `25%`, `Twenty-five percent (25%)`, `one-sixteenth (1/16)`, `33 1/3%`. Two figures that disagree are no share. */
export const ratioNumber: Parser<Ratio> = mapped(sequence(plainRatio, maybe(repeated)), ([first, again]) =>
  again === undefined || nearlySame(first, again) ? first : undefined,
);

function ratio(numerator: number, denominator: number): Ratio | undefined {
  return denominator >= 1 && denominator <= 1_000_000 && Number.isSafeInteger(numerator)
    ? { numerator, denominator }
    : undefined;
}

/** One third and 33.3 %. */
function nearlySame(left: Ratio, right: Ratio): boolean {
  return Math.abs(left.numerator / left.denominator - right.numerator / right.denominator) < 0.01;
}
