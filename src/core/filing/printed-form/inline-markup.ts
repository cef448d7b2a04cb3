import { PlacedText, PlacedTextBuilder } from './placed-text';

/** A box with a cross or tick, and one without: what every check box is turned into. */
export const CHECKED = '☒';
export const UNCHECKED = '☐';

const SUPERSCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Markup as OCR engines and browsers leave it in text: superscript and other tags, character references,
 * backslash escapes, bold marks, superscript digits, check boxes, and the `Â` of a no-break space that was read
 * in the wrong encoding. Every repetition is bounded, so that hostile text costs no more than its length.
 */
const MARKUP = new RegExp(
  [
    '<sup\\b[^<>]{0,100}>(?<sup>[^<>]{0,60})</sup\\s{0,4}>',
    '<input\\b(?<input>[^<>]{0,200})>',
    '<(?<tag>/?[a-z][^<>]{0,300})>',
    '&(?<reference>#\\d{1,7}|#x[\\da-f]{1,6}|[a-z]{2,8});',
    '\\$\\\\(?<box>boxtimes|checkmark|square|Box)\\$',
    '\\\\(?<escaped>[!-/:-@[-`{-~])',
    '(?<bold>\\*\\*)',
    '(?<superscript>[⁽⁾⁰¹²³⁴-⁹]+)',
    '(?<caret>\\^\\{?\\(?\\d{1,2}\\)?\\}?)',
    '(?<ticked>[☑✓✔⊠☒])',
    '(?<empty>[☐□▢])',
    '(?<mojibake>Â(?=\\s|$))',
  ].join('|'),
  'giu',
);

const REFERENCES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
};

/** The text without its markup; superscripts that count footnotes become marks on the characters they are. */
export function readInlineMarkup(source: PlacedText): PlacedText {
  if (!/[<&\\*$^⁽⁾⁰¹²³⁴-⁹☑✓✔⊠☒☐□▢Â]/u.test(source.text)) return source;
  const builder = new PlacedTextBuilder();
  let position = 0;
  for (const match of source.text.matchAll(MARKUP)) {
    builder.addPlaced(source.slice(position, match.index));
    position = match.index + match[0].length;
    addMarkup(builder, source.slice(match.index, position), match.groups!);
  }
  return builder.addPlaced(source.slice(position)).build();
}

function addMarkup(
  builder: PlacedTextBuilder,
  markup: PlacedText,
  is: Record<string, string | undefined>,
): void {
  const from = builder.length;
  if (is.sup !== undefined) {
    const content = markup.text.indexOf('>') + 1;
    builder.addPlaced(readInlineMarkup(markup.slice(content, content + is.sup.length)));
    markFootnotes(builder, from, is.sup);
  } else if (is.superscript !== undefined || is.caret !== undefined) {
    builder.addPlaced(markup);
    markFootnotes(builder, from, is.superscript ?? is.caret!);
  } else {
    const text = standIn(is);
    if (text === undefined) builder.addPlaced(markup);
    else builder.addFor(text, markup.start, markup.end);
  }
}

/** The plain text that the markup stands for; undefined when it is no markup after all. */
function standIn(is: Record<string, string | undefined>): string | undefined {
  if (is.input !== undefined) {
    if (!/checkbox|radio/i.test(is.input)) return '';
    return /\bchecked\b/i.test(is.input) ? CHECKED : UNCHECKED;
  }
  if (is.tag !== undefined) return /^br\b/i.test(is.tag) ? '\n' : '';
  if (is.reference !== undefined) return characterOf(is.reference);
  if (is.box !== undefined) return /square|Box/.test(is.box) && is.box !== 'boxtimes' ? UNCHECKED : CHECKED;
  if (is.escaped !== undefined) return is.escaped;
  if (is.bold !== undefined) return '';
  if (is.ticked !== undefined) return CHECKED;
  if (is.empty !== undefined) return UNCHECKED;
  if (is.mojibake !== undefined) return ' ';
  return undefined;
}

function characterOf(reference: string): string | undefined {
  if (!reference.startsWith('#')) return REFERENCES[reference.toLowerCase()];
  const hexadecimal = /^#x/i.test(reference);
  const code = Number.parseInt(reference.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}

/** Marks what was added since `from` as references, when it is nothing but footnote numbers. */
export function markFootnotes(builder: PlacedTextBuilder, from: number, text: string): void {
  const ids = footnoteIds(text);
  if (ids.length > 0) builder.markFrom(from, { kind: 'footnotes', ids });
}

/** Footnote ids in the order they stand (`(3)(2)`, `⁽³⁾⁽²⁾`, `3, 2`); empty when the text is anything else. */
export function footnoteIds(text: string): string[] {
  const plain = [...text]
    .map((character) => {
      const digit = SUPERSCRIPT_DIGITS.indexOf(character);
      return digit >= 0 ? String(digit) : character === '⁽' ? '(' : character === '⁾' ? ')' : character;
    })
    .join('');
  if (!/^[\s()[\]{},;^F]*\d[\s()[\]{},;^F\d]*$/i.test(plain)) return [];
  return [...plain.matchAll(/\d+/g)]
    .map((number) => Number(number[0]))
    .filter((number) => number >= 1 && number <= 99)
    .map((number) => `F${number}`);
}
