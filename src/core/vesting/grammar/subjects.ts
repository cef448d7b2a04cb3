import type { Facts } from './statements';
import type { TokenText } from './token';

type Family = 'option' | 'warrant' | 'appreciationRight' | 'stock';

const OPENS = /^(?:and|but|while|whereas|however|,|\(|\))$/;
const DETERMINER = /^(?:the|this|these|such|each|all|any|a|an|another|other|his|her|its|our|both|those)$/;
const ANOTHER = /^(?:another|other|different|separate)$/;
const PART_OF_NAME =
  /^(?:non|qualified|nonqualified|statutory|nonstatutory|incentive|employee|director|stock|share|shares|of|restricted|performance|phantom|deferred|unit|based|-|option|options|warrant|warrants|sar|sars|appreciation|right|rights|rsu|rsus|psu|psus|dsu|dsus|units|award|awards|grant|grants|class|common|time|vesting)$/;
/** Longest name of a security that is looked at, in tokens. */
const MAX_NAME = 8;

/** The words of the security that a part of a sentence tells of; empty where it starts with something else. */
function subjectFrom({ tokens }: TokenText, from: number): readonly string[] {
  let at = from;
  while (OPENS.test(tokens[at]?.text ?? '')) at++;
  while (DETERMINER.test(tokens[at]?.text ?? '') || ANOTHER.test(tokens[at]?.text ?? '')) at++;
  const name: string[] = [];
  while (name.length < MAX_NAME && PART_OF_NAME.test(tokens[at]?.text ?? '')) name.push(tokens[at++]!.text);
  return name;
}

function familyOf(name: readonly string[]): Family | undefined {
  const has = (word: RegExp) => name.some((part) => word.test(part));
  if (has(/^options?$/)) return 'option';
  if (has(/^warrants?$/)) return 'warrant';
  if (has(/^(?:sars?|appreciation)$/)) return 'appreciationRight';
  return has(/^(?:restricted|rsus?|psus?|dsus?|units?|phantom)$/) ? 'stock' : undefined;
}

interface Part {
  readonly from: number;
  /** The last of the tokens that were asked for. */
  readonly last: number;
}

/** The parts of sentences, between stops, semicolons and `but`, that these tokens stand in. */
function partsWith({ tokens }: TokenText, places: readonly number[]): readonly Part[] {
  const asked = new Set(places);
  const parts: Part[] = [];
  let from = 0;
  tokens.forEach(({ text }, at) => {
    if (/^(?:[.;]|but|while|whereas)$/.test(text)) from = at + 1;
    if (!asked.has(at)) return;
    if (parts.at(-1)?.from === from) parts.pop();
    parts.push({ from, last: at });
  });
  return parts;
}

/** `Another option vests on D`: not the one of the row. `Another 25%` is a part. */
export function namesAnother(text: TokenText, verbs: readonly number[]): boolean {
  return partsWith(text, verbs).some(({ from, last }) => {
    for (let at = from; at < last; at++) {
      if (!ANOTHER.test(text.tokens[at]!.text)) continue;
      if (/^(?:of|or|and|any|with|for)$/.test(text.tokens[at - 1]?.text ?? '')) continue;
      if (subjectFrom(text, at).length > 0) return true;
    }
    return false;
  });
}

/**
 * `The restricted stock vests on D. The option was granted under the plan.` Rights to buy and stock that is given
 * are never one award: what vests need not be what the row is about.
 */
export function tellsOfTwoSecurities(text: TokenText, { clauses }: Facts, verbs: readonly number[]): boolean {
  const families = (places: readonly number[]) =>
    partsWith(text, places).flatMap(({ from }) => familyOf(subjectFrom(text, from)) ?? []);
  const vesting = new Set(families(verbs));
  if (vesting.size === 0) return false;
  const told = clauses.flatMap(({ clause }) =>
    clause.phrases.flatMap((phrase) =>
      phrase.kind === 'verb' && /^(?:grant|vest|exercise)$/.test(phrase.verb.role) ? [phrase.from] : [],
    ),
  );
  const granted = text.tokens.flatMap(({ text: word }, at) =>
    /^(?:granted|awarded)$/.test(word) ? [at] : [],
  );
  return vesting.size > 1 || families([...told, ...granted]).some((family) => !vesting.has(family));
}
