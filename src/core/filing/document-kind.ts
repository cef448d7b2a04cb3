/** What a text is, told from its content only. */
export type DocumentKind =
  | { readonly kind: 'blank' | 'json' | 'submission' | 'ownershipXml' | 'html' | 'text' }
  | { readonly kind: 'xml'; readonly root: string };

/** An object or a list, and not the unchecked box that a printed form can start with (`[ ] Check this box`). */
const JSON_START = /^(?:\{\s*["}]|\[\s*[{["])/;
const SUBMISSION =
  /^(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT|IMS-HEADER|SUBMISSION|DOCUMENT)>)/;
const OWNERSHIP_ROOT = /<(?:[\w.-]{1,40}:)?ownershipDocument[\s>]/;
const HTML_ELEMENT =
  /^(?:html|head|title|meta|link|style|script|body|table|tbody|tr|td|div|p|a|b|i|u|br|hr|h[1-6]|pre|center|font|span|form|article|section|main|header|nav)$/i;

/** Tells what a text is. White space before it does not matter. */
export function kindOf(text: string): DocumentKind {
  const start = text.search(/\S/);
  if (start < 0) return { kind: 'blank' };
  const beginning = text.slice(start, start + 64);
  if (JSON_START.test(beginning)) return { kind: 'json' };
  if (SUBMISSION.test(beginning)) return { kind: 'submission' };
  if (beginning.startsWith('<')) {
    const markup = markupKind(text, start);
    if (markup) return markup;
  }
  return { kind: 'text' };
}

function markupKind(text: string, start: number): DocumentKind | undefined {
  const root = rootOf(text, start);
  if (root === undefined) return text.startsWith('<?xml', start) ? { kind: 'xml', root: '' } : undefined;
  if (/^(?:[\w.-]+:)?ownershipDocument$/.test(root.name)) return { kind: 'ownershipXml' };
  if (HTML_ELEMENT.test(root.name)) return { kind: 'html' };
  // Whatever root its document type declaration claims: the reader of ownership XML says what is wrong with it.
  if (root.declared && OWNERSHIP_ROOT.test(text)) return { kind: 'ownershipXml' };
  const isXml = text.startsWith('<?xml', start) || root.declared || text.includes(`</${root.name}`);
  return isXml ? { kind: 'xml', root: root.name } : undefined;
}

/** The first element of a text, or the one its document type declaration names; undefined when there is none. */
function rootOf(
  text: string,
  start: number,
): { readonly name: string; readonly declared: boolean } | undefined {
  let at = start;
  for (;;) {
    if (text.startsWith('<?', at)) at = after('?>', text, at);
    else if (text.startsWith('<!--', at)) at = after('-->', text, at);
    else break;
    while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
  }
  const tag = /^<(!doctype\s+)?([\w.:-]+)/i.exec(text.slice(at, at + LONGEST_TAG));
  return tag ? { name: tag[2]!, declared: tag[1] !== undefined } : undefined;
}

function after(end: string, text: string, at: number): number {
  const found = text.indexOf(end, at);
  return found < 0 ? text.length : found + end.length;
}

const SPACE = 0x20;
const LONGEST_TAG = 200;
