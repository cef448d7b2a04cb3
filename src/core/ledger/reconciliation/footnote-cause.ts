import { add, canonicalDecimal, decimalPlaces, QUANTITY_DECIMALS, toUnits } from '../../values/quantity';
import type { Base, Doubt } from './doubt';
import type { Cause, CauseKind } from './finding';
import { footnotesOf, plus } from './row-causes';

/** Amounts of one footnote that are added up; a list of plan purchases has a few. */
const MAX_TOGETHER = 3;
/** Amounts of a row's footnotes that are tried; beyond them chance fits. */
const MAX_AMOUNTS = 24;
/** Shares with separators or without, with up to five decimals, but no dollars, percentages or dates. */
const AMOUNT =
  /(?<![\w.$€£/-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,5})?(?![\w/%-]|\.\d|,\d|\s*(?:percent|per cent))/g;
const DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/gi;

/** Amounts of four digits are written with a separator as often as not; years never are. */
const YEAR = /^(?:19|20)\d{2}$/;

/** What a sentence is about, the first that fits. */
const SUBJECTS: readonly (readonly [CauseKind, RegExp])[] = [
  ['ownTransfer', /16a-?13|change in (?:the )?form of (?:beneficial )?ownership|transferr?ed|transfer of/i],
  [
    'silentAddition',
    /purchase plan|\bespp\b|reinvest|dividend|\bdrip\b|401\(?k\)?|savings plan|employee stock ownership/i,
  ],
  ['footnoteForfeiture', /forfeit|cancel|lapsed?\b|expired/i],
];

/** Smaller amounts are numbers of footnotes, years of service and the like. */
const LEAST_TOLD = toUnits('10');

interface Told {
  readonly amount: string;
  readonly sentence: string;
  readonly footnote: string;
}

/** A footnote of the row that names just the amount that is missing or too much. */
export function toldInFootnote(doubt: Doubt, { residual }: Base): Cause | undefined {
  const wanted = residual.replace('-', '');
  if (toUnits(wanted) < LEAST_TOLD) return undefined;
  const told = amountsToldOf(doubt).slice(0, MAX_AMOUNTS);
  const [first, ...more] = told.filter(({ amount }) => amount === wanted);
  const parts = first ? [first, ...more].slice(0, 1) : together(wanted, told);
  if (parts.length === 0) return undefined;
  const kind = subjectOf(parts.map(({ sentence }) => sentence).join(' '));
  const footnotes = [...new Set(parts.map(({ footnote }) => footnote))];
  const sum = parts.map(({ amount }) => amount).join(' + ');
  const figure = parts.length > 1 ? `${sum} = ${wanted}` : sum;
  return {
    kinds: [kind],
    certainty: 'told',
    accountsFor: residual,
    arithmetic: [`${plus(residual)}: ${footnotes.join(', ')} tells of ${figure}`],
    lines: [],
    footnotes,
  };
}

function subjectOf(sentence: string): CauseKind {
  return SUBJECTS.find(([, words]) => words.test(sentence))?.[0] ?? 'toldInFootnote';
}

/** Amounts of the row's footnotes, but for the row's own. */
function amountsToldOf({ line }: Doubt): readonly Told[] {
  const own = new Set([line.change?.replace('-', ''), line.reported]);
  return footnotesOf(line)
    .flatMap(({ id, text }) => amountsIn(text).map((told) => ({ ...told, footnote: id })))
    .filter(({ amount }) => !own.has(amount) && amount !== '0');
}

function amountsIn(text: string): readonly Omit<Told, 'footnote'>[] {
  return text.split(/(?<=[.;])\s+(?=[A-Z(])/).flatMap((sentence) =>
    [...sentence.replace(DATE, ' ').matchAll(AMOUNT)].flatMap(([figure]) => {
      const amount = YEAR.test(figure) ? undefined : canonicalDecimal(figure.replaceAll(',', ''));
      return amount === undefined || decimalPlaces(amount) > QUANTITY_DECIMALS ? [] : [{ amount, sentence }];
    }),
  );
}

/** Amounts of one footnote that come to the sum together; none when there are none. */
function together(wanted: string, told: readonly Told[]): readonly Told[] {
  for (const id of new Set(told.map(({ footnote }) => footnote))) {
    const found = summing(
      wanted,
      told.filter(({ footnote }) => footnote === id),
      [],
    );
    if (found.length > 0) return found;
  }
  return [];
}

function summing(wanted: string, from: readonly Told[], chosen: readonly Told[]): readonly Told[] {
  const sum = chosen.reduce((total, { amount }) => add(total, amount), '0');
  if (chosen.length > 1 && sum === wanted) return chosen;
  if (chosen.length === MAX_TOGETHER) return [];
  for (const [place, part] of from.entries()) {
    const found = summing(wanted, from.slice(place + 1), [...chosen, part]);
    if (found.length > 0) return found;
  }
  return [];
}
