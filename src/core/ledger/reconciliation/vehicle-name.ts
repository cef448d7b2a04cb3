import { words } from './title-words';

/** `held directly by`, `owned of record by`, `directly held by`, and the like. */
const HELD_BY = /\b(?:held|owned)(?:\s+(?:directly|indirectly|of record))?\s+by\s+(?:the\s+)?/gi;
/** Disclaimers speak of the same vehicle by another name, or of several. */
const DISCLAIMING = /\bbeneficial|\bdisclaim|\bpecuniary/i;
/** What may follow on a whole name, after a comma or without one. After anything else the name is cut short. */
const AFTER_NAME =
  /^(?:(?:for|of|to|over|with)\s+(?:which|whom|whose)|by\s+virtue|except|which|that|who|whose|where|was|were|is|are|has|have|may|will|shall|can|prior|following|immediately|upon)\b/;
/** `Lee Investments, a limited partnership` is named in full; `, for the benefit of` tells which of several it is. */
const APPOSITION = /^an?\s/;
/** After a comma these belong to the name. */
const STILL_NAME = /^(?:L\.?\s?P|L\.?\s?L\.?\s?[CP]|Inc|Ltd|dated|dtd|u\/a|u\/d|f\/?b\/?o|\d{4})\b/i;
const ALIAS = /^\(\s*(?:the\s+|or\s+)?["“']([^"”']{1,60})["”']/;
/** Words that a sentence begins with, and no name goes on with. */
const NEXT_SENTENCE =
  /^(?:The|This|These|Those|Such|Each|He|She|His|Her|They|It|Its|Mr|Mrs|Ms|Dr|In|On|By|As|For|Pursuant|Includes|All|Reporting|Neither|Following|After|Represents|Reflects)\b/;
/** A point after these ends no sentence: `Robert A. Smith`, `No. 1`, `Irrev. Trust A`. */
const ABBREVIATED = /^(?:[A-Z]|[A-Z]\w|\w+\.\w+|irrev|rev|fam|ltd|inc|corp|bros|assoc)$/i;
/** What stands in a name without a capital letter. */
const IN_NAME =
  /^(?:and|&|of|the|for|dated|dtd|benefit|under|agreement|u\/[at]|u\/d|u\/t\/a|f\/?b\/?o|de|la|van|von|family|trust|fund|foundation|partnership|limited|revocable|irrevocable|living)$/i;
const DAY = /^\d+\/\d+\/\d+$/;
/** After these `and` joins two vehicles, and not the settlors of one. */
const VEHICLE_WORD =
  /^(?:trusts?|funds?|partners|partnerships?|capital|holdings?|grats?|lp|llc|inc|ltd|\d.*)$/;
/** Names that many vehicles go by. */
const ANY_VEHICLE = new Set(
  'a the of and or family living revocable irrevocable limited trust trusts fund funds partnership partnerships company corporation foundation estate entity entities sponsor plan account lp llc llp inc ltd'.split(
    ' ',
  ),
);
const LEGAL_FORMS: Readonly<Record<string, string>> = {
  'limited partnership': 'lp',
  'limited liability company': 'llc',
  'limited liability partnership': 'llp',
  lp: 'lp',
  llc: 'llc',
  llp: 'llp',
  lllp: 'llp',
  inc: 'inc',
  ltd: 'ltd',
};
const LEGAL_FORM = new RegExp(` (${Object.keys(LEGAL_FORMS).join('|')})$`);
/** Longest name of a vehicle, in words; a trust's full name has a dozen. */
const MAX_WORDS = 16;
/** Room for so many words and what follows on them. */
const MAX_LENGTH = 400;
/** Statements of one text that are looked at; a form's row has one or two. */
const MAX_STATEMENTS = 20;

/**
 * The one vehicle that footnotes say the securities are held by, in words, its legal form last; undefined when they
 * name none, several, or one of which the name is cut short or any vehicle's (`the Trust`). `Reflects securities held
 * directly by Growth 15 Limited Partnership.` names `growth 15 lp`.
 */
export function vehicleName(footnotes: readonly string[]): string | undefined {
  const names = new Set<string>();
  const aliases = new Map<string, string>();
  let statements = 0;
  for (const sentence of footnotes.flatMap(sentencesOf)) {
    for (const found of sentence.text.matchAll(HELD_BY)) {
      if (++statements > MAX_STATEMENTS) return undefined;
      if (DISCLAIMING.test(sentence.text.slice(0, found.index))) continue;
      const from = sentence.from + found.index + found[0].length;
      const rest = sentence.of.slice(from, from + MAX_LENGTH);
      if (!isName(rest)) continue;
      const named = nameIn(rest);
      if (named === undefined) return undefined;
      names.add(named.name);
      if (named.alias !== undefined) aliases.set(named.alias, named.name);
    }
  }
  const meant = new Set([...names].map((name) => aliases.get(name) ?? name));
  const [name, ...others] = [...meant].filter((each) => !isAnyVehicles(each));
  return others.length === 0 ? name : undefined;
}

/** What a vehicle's name is without its legal form, which filers add and drop. */
export function vehicleStem(vehicle: string): string {
  return vehicle.replace(LEGAL_FORM, '');
}

/**
 * True for the names of two vehicles: word by word they are not the same, or their legal forms are not. A name may
 * lack its legal form or its date.
 */
export function areOtherVehicles(left: string, right: string): boolean {
  const [form, otherForm] = [left, right].map((name) => LEGAL_FORM.exec(name)?.[1]);
  if (form !== undefined && otherForm !== undefined && form !== otherForm) return true;
  const [short, long] = [vehicleStem(left), vehicleStem(right)].sort((a, b) => a.length - b.length);
  return (
    long !== short &&
    !/^ (?:dated|dtd|u a|u d)\b/.test(long!.startsWith(short!) ? long!.slice(short!.length) : '')
  );
}

/** Where a sentence stands in its text: a name may go on over what looks like its end. */
interface Sentence {
  readonly text: string;
  readonly of: string;
  readonly from: number;
}

function sentencesOf(of: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (const { index } of of.matchAll(/(?<=[a-z0-9)"”]{2}[.;])\s+(?=[A-Z(])/g)) {
    sentences.push({ text: of.slice(from, index), of, from });
    from = index;
  }
  return [...sentences, { text: of.slice(from), of, from }];
}

/** Names begin with a capital letter or a digit: `the reporting person` is none, and neither is a person's title. */
function isName(text: string): boolean {
  return (
    /^[A-Z0-9]/.test(text) && !/^(?:mr|mrs|ms|dr|each|such|reporting\s*person|these|those)\b/i.test(text)
  );
}

/** The name that a text begins with, as words; undefined when it is cut short, or when others follow on it. */
function nameIn(text: string): { readonly name: string; readonly alias?: string } | undefined {
  const name: string[] = [];
  for (const { 0: token, index } of text.matchAll(/\S+/g)) {
    const here = text.slice(index);
    if (name.length > 0 && AFTER_NAME.test(here)) return whole(name);
    if (token.startsWith('(')) {
      const alias = ALIAS.exec(here)?.[1];
      return alias === undefined ? undefined : { ...whole(name)!, alias: nameWords(alias) };
    }
    const word = token.replace(/[.,;:"”]+$/, '');
    if (!isNameWord(word) || name.length === MAX_WORDS || joinsVehicles(word, name)) return undefined;
    name.push(word);
    const end = token.slice(word.length);
    const next = here.slice(token.length).trimStart();
    if (next === '' || end.includes(';')) return whole(name);
    if (end.includes(',') && !STILL_NAME.test(next)) {
      return AFTER_NAME.test(next) || APPOSITION.test(next) ? whole(name) : undefined;
    }
    if (end === '.') {
      if (NEXT_SENTENCE.test(next)) return whole(name);
      if (/^[a-z(]/.test(next)) continue;
      if (!ABBREVIATED.test(word) || LEGAL_FORM.test(` ${nameWords(word)}`)) return undefined;
    }
  }
  return whole(name);
}

function isNameWord(word: string): boolean {
  return IN_NAME.test(word) || DAY.test(word) || (/^[A-Z0-9]/.test(word) && !word.includes('/'));
}

function joinsVehicles(word: string, before: readonly string[]): boolean {
  return /^(?:and|&)$/i.test(word) && before.some((each) => VEHICLE_WORD.test(nameWords(each)));
}

function whole(name: readonly string[]): { readonly name: string } | undefined {
  return name.length === 0 ? undefined : { name: nameWords(name.join(' ')) };
}

function nameWords(text: string): string {
  const name = words(text)
    .filter((word) => word !== 'the')
    .join(' ');
  return name.replace(LEGAL_FORM, (_, form: string) => ` ${LEGAL_FORMS[form]}`);
}

function isAnyVehicles(name: string): boolean {
  return name.length < 3 || name.split(' ').every((word) => ANY_VEHICLE.has(word));
}
