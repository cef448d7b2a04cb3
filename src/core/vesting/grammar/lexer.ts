import { mendedSpelling } from './spelling';
import type { Token } from './token';

/** One token, sticky; no alternative can start where another went on, so that scanning is linear. */
const TOKEN =
  /(?<code>\p{Lu}{1,5}\d+\p{L}?(?![\p{L}\d])|\d+(?!(?:st|nd|rd|ths?)(?!\p{L}))\p{L}{3,}\p{L}*)|(?<number>\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?<ending>(?:st|nd|rd|ths?)(?!\p{L}))?|(?<word>\p{L}+(?:['’]\p{L}+)*(?:(?<=s)['’](?!\p{L}))?)|(?<vulgar>[½⅓⅔¼¾⅕⅛])|(?<mark>[^\s])/uy;
const SPACE = /\s+/uy;

/** Words whose full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  'jan feb mar apr jun jul aug sep sept oct nov dec no nos mr mrs ms dr st jr sr vs approx perf inc corp co ltd llc plc etc cf p s u i e g a m n v l d yr yrs mo mos esq subj anniv qtr qtrs pct'.split(
    ' ',
  ),
);
/** Of these, the ones that end a name: a sentence may well end there too. */
const ENDS_A_NAME = new Set('inc corp co ltd llc plc jr sr etc s p yr yrs mo mos a m d v'.split(' '));
const SENTENCE_OPENER =
  /^\s+["“(]?(?:The|Each|These|This|All|Such|Any|In|On|If|As|Upon|Represents|Includes|One|Of|Subject|Shares|Options|RSUs|No|\d)/u;

const VULGAR: Readonly<Record<string, readonly [string, string]>> = {
  '½': ['1', '2'],
  '⅓': ['1', '3'],
  '⅔': ['2', '3'],
  '¼': ['1', '4'],
  '¾': ['3', '4'],
  '⅕': ['1', '5'],
  '⅛': ['1', '8'],
};
const MARKS: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '‒': '-',
  '⁄': '/',
  '[': '(',
  ']': ')',
  '&': 'and',
};

/** The tokens of a text, in order, without white space. Linear in the length of the text. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    SPACE.lastIndex = at;
    if (SPACE.test(text)) at = SPACE.lastIndex;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) break;
    at = TOKEN.lastIndex;
    const { code, number, ending, word, vulgar, mark } = match.groups!;
    const span = { start: match.index, end: at };
    if (code !== undefined) {
      tokens.push({ kind: 'word', text: code.toLowerCase(), ...span, marked: true });
    } else if (number !== undefined) {
      const plain = number.replaceAll(',', '');
      const kind = ending === undefined ? 'number' : 'ordinal';
      const digits = plain.startsWith('.') ? `0${plain}` : plain;
      tokens.push({ kind, text: digits, ...span, marked: plain !== number });
    } else if (word !== undefined) {
      if (endsWithItsStop(word, text, at)) at += 1;
      tokens.push({ kind: 'word', text: normalWord(word), ...span, marked: /^\p{Lu}/u.test(word) });
    } else if (vulgar !== undefined) {
      const [above, below] = VULGAR[vulgar]!;
      tokens.push({ kind: 'number', text: above, ...span, marked: false });
      tokens.push({ kind: 'mark', text: '/', ...span, marked: false });
      tokens.push({ kind: 'number', text: below, ...span, marked: false });
    } else {
      const text = MARKS[mark!] ?? mark!;
      tokens.push({ kind: text === 'and' ? 'word' : 'mark', text, ...span, marked: false });
    }
  }
  return tokens;
}

function endsWithItsStop(word: string, text: string, at: number): boolean {
  if (text[at] !== '.') return false;
  const lower = word.toLowerCase();
  if (!ABBREVIATIONS.has(lower)) return false;
  // A stop at the very end of the text is the sentence's.
  if (at + 1 >= text.length) return false;
  return !(ENDS_A_NAME.has(lower) && SENTENCE_OPENER.test(text.slice(at + 1, at + 14)));
}

function normalWord(word: string): string {
  const lower = word.toLowerCase().replaceAll('’', "'");
  const bare = lower.endsWith("'s") ? lower.slice(0, -2) : lower.endsWith("'") ? lower.slice(0, -1) : lower;
  return mendedSpelling(bare);
}
