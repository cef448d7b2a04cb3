import { bareWords } from '../../values/folded-text';

/** `held directly by`, `owned of record by`, `directly held by`, and the like. */
const HELD_BY = /\b(?:held|owned)(?:\s+(?:directly|indirectly|of record))?\s+by\s+(?:the\s+)?/gi;
/** Disclaimers speak of the same vehicle by another name, or of several. */
const DISCLAIMING = /\bbeneficial|\bdisclaim|\bpecuniary/i;
/** What follows on a name. A comma belongs to it before a legal form, and in a trust's date. */
const END_OF_NAME =
  /[(;]|,(?!\s*(?:(?:L\.?\s?P|L\.?L\.?C|Inc|Ltd|LLP|dated|u\/a|u\/d|fbo)\b|\d{4}\b))|\.(?:\s|$)|\s(?:(?:for|of|to|over|with)\s+(?:which|whom|whose)|by|except|which|that|who|whose|where|as|in|on|upon|prior|immediately|following|pursuant|through|was|were|is|are|has|have|may|will|shall|can)\s/;
const ALIAS = /^\s*\(\s*(?:the\s+|or\s+)?["“']([^"”']{1,60})["”']/;
const LEGAL_FORM =
  /,?\s+(?:limited\s+partnership|l\.?\s?l\.?\s?l?\.?\s?p\.?|l\.?\s?p\.?|l\.?\s?l\.?\s?c\.?|inc\.?|ltd\.?)$/i;
/** Longest name of a vehicle, in words; a trust's full name has a dozen. */
const MAX_WORDS = 16;
/** Statements of one text that are looked at; a form's row has one or two. */
const MAX_STATEMENTS = 20;

/**
 * The one vehicle that footnotes say the securities are held by, as bare words without its legal form; undefined
 * when they name none or several. `Reflects securities held directly by Growth 15 Limited Partnership.` and
 * `Shares held by Growth 15 ("Growth").` name one vehicle.
 */
export function vehicleName(footnotes: readonly string[]): string | undefined {
  const names = new Set<string>();
  const aliases = new Map<string, string>();
  let statements = 0;
  for (const sentence of footnotes.flatMap(sentencesOf)) {
    for (const found of sentence.matchAll(HELD_BY)) {
      if (++statements > MAX_STATEMENTS) return undefined;
      if (DISCLAIMING.test(sentence.slice(0, found.index))) continue;
      const rest = sentence.slice(found.index + found[0].length);
      const end = END_OF_NAME.exec(rest)?.index ?? rest.length;
      const name = bareName(rest.slice(0, end));
      if (name === undefined) continue;
      names.add(name);
      const alias = ALIAS.exec(rest.slice(end))?.[1];
      if (alias !== undefined) aliases.set(bareWords(alias), name);
    }
  }
  const meant = new Set([...names].map((name) => aliases.get(name) ?? name));
  return meant.size === 1 ? [...meant][0] : undefined;
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[a-z0-9)"”]{2}[.;])\s+(?=[A-Z(])/);
}

/** Names begin with a capital letter or a digit: `the reporting person` is none. */
function bareName(text: string): string | undefined {
  const name = text
    .trim()
    .replace(/[.\s]+$/, '')
    .replace(LEGAL_FORM, '');
  const words = bareWords(name);
  if (!/^[A-Z0-9]/.test(name) || name.split(/\s+/).length > MAX_WORDS || words.length < 3) return undefined;
  return /^(?:mr|mrs|ms|dr|each|such|reporting\s*person|these|those)\b/i.test(name) ? undefined : words;
}
