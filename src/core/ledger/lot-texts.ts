import type { TextCellName } from '../filing/filing';
import { bareWords } from '../values/folded-text';
import { lineId } from './person-rows';
import type { ReportedLine } from './reported-line';

/** A footnote that may tell of a lot's vesting, and the line and cell that point to it. */
export interface LotText {
  readonly text: string;
  /** Such as `F2`. */
  readonly footnote: string;
  readonly cell: TextCellName;
  readonly lineId: string;
  readonly filingKey: string;
  /** When the filing was made: what `as of the date of this filing` means. Absent where the form shows no date. */
  readonly filedOn?: string;
}

/** The cells whose footnotes may tell of vesting; those that mostly do come first. */
const CELLS: readonly TextCellName[] = [
  'exerciseDate',
  'expirationDate',
  'transactionShares',
  'securityTitle',
  'conversionOrExercisePrice',
  'transactionCoding',
  'transactionCode',
  'transactionDate',
  'transactionAcquiredDisposedCode',
  'sharesOwnedFollowingTransaction',
  'underlyingSecurityShares',
  'underlyingSecurityTitle',
  'transactionPricePerShare',
  'transactionTotalValue',
  'underlyingSecurityValue',
  'valueOwnedFollowingTransaction',
];

/** The footnotes of lines, each text once, in the order of the lines and then of the cells above. */
export function lotTexts(lines: readonly ReportedLine[]): readonly LotText[] {
  const texts = new Map<string, LotText>();
  for (const line of lines) {
    for (const text of textsOf(line)) {
      const key = bareWords(text.text);
      if (!texts.has(key)) texts.set(key, text);
    }
  }
  return [...texts.values()];
}

/** The day on which a line's filing was made, as far as a form shows one. */
export function filedOnOf({ filing }: ReportedLine): string | undefined {
  return filing.filedOn ?? filing.signedOn ?? undefined;
}

function textsOf(line: ReportedLine): readonly LotText[] {
  const { facts, filingKey } = line.filing;
  const filedOn = filedOnOf(line);
  return CELLS.flatMap((cell) =>
    (line.line.cells[cell]?.footnotes ?? []).flatMap((footnote) => {
      const text = facts.footnotes.find(({ id }) => id === footnote)?.text;
      if (text === undefined) return [];
      return [{ text, footnote, cell, lineId: lineId(line), filingKey, ...(filedOn && { filedOn }) }];
    }),
  );
}
