/** What stands in the content of an element beside plain characters: CDATA, references, line ends, other markup. */
const CDATA_OR_REFERENCE_OR_MARKUP =
  /<!\[CDATA\[([\s\S]*?)\]\]>|&([^;]*);|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(?:[^>"']|"[^"]*"|'[^']*')*>|\r\n?/g;

const NAMED_REFERENCES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * The text content of an element, from its source between the tags: references resolved, CDATA unwrapped,
 * comments and tags left out, line ends as line feeds (XML 1.0, 2.11). Expects well-formed XML without a DTD,
 * so there are no entities but the five of XML.
 */
export function textContent(source: string): string {
  if (!/[&<\r]/.test(source)) return source;
  return source.replace(
    CDATA_OR_REFERENCE_OR_MARKUP,
    (markup, cdata: string | undefined, reference: string | undefined) => {
      if (cdata !== undefined) return cdata.replace(/\r\n?/g, '\n');
      if (reference !== undefined) return resolve(reference);
      return markup.startsWith('\r') ? '\n' : '';
    },
  );
}

function resolve(reference: string): string {
  if (!reference.startsWith('#')) return NAMED_REFERENCES[reference] ?? '';
  const hexadecimal = reference.startsWith('#x');
  return String.fromCodePoint(Number.parseInt(reference.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10));
}

/**
 * True when the source from `start` to `end` stands for itself: printable ASCII without references, markup and
 * blanks that folding would take. Nearly all boxes do, and need no more work.
 */
export function isPlain(source: string, start: number, end: number): boolean {
  let previous = SPACE;
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    if (code < SPACE || code > LAST_PRINTABLE || code === AMPERSAND || code === LESS_THAN) return false;
    if (code === SPACE && previous === SPACE) return false;
    previous = code;
  }
  return previous !== SPACE || start === end;
}

const SPACE = 0x20;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const LAST_PRINTABLE = 0x7e;
