import type { Footnote, TextCellName } from '../filing/filing';
import { bareWords } from '../values/folded-text';
import {
  type FootnotePart,
  type JoinedFootnote,
  joinContinuations,
} from '../vesting/grammar/join-continuations';
import type { TextSpan } from '../vesting/schedule';
import { lineId } from './person-rows';
import type { ReportedLine } from './reported-line';

/** A footnote that may tell of a lot's vesting, and the line and cell that point to it. */
export interface LotText {
  /** The whole text: with the notes that it goes on in, or that it goes on from. */
  readonly text: string;
  /** Such as `F2`. */
  readonly footnote: string;
  /** Which notes the text was joined from, where it stands in more than one. */
  readonly parts?: readonly FootnotePart[];
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

/** The footnotes of lines, each text once, in the order of the lines, of the cells above, and of the texts themselves. */
export function lotTexts(lines: readonly ReportedLine[]): readonly LotText[] {
  const texts = new Map<string, LotText>();
  for (const line of lines) {
    for (const text of tellersOf(line).flatMap(textsOf)) {
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

/** Where a span of a lot's text stands in the filing: the footnotes that it runs through, with offsets in each as filed. */
export function placesOf(
  { footnote, parts }: LotText,
  { start, end }: Pick<TextSpan, 'start' | 'end'>,
): readonly { readonly footnote: string; readonly start: number; readonly end: number }[] {
  if (!parts) return [{ footnote, start, end }];
  return parts
    .filter((part) => part.start < end && start < part.end)
    .map((part) => ({
      footnote: part.id,
      start: part.from + Math.max(start, part.start) - part.start,
      end: part.from + Math.min(end, part.end) - part.start,
    }));
}

/** The line with those that confirm it and those that it restates, newest first: what is said last comes first. */
function tellersOf(line: ReportedLine): readonly ReportedLine[] {
  const earlier = line.restates ? tellersOf(line.restates) : [];
  return [...(line.confirmedBy ?? []).toReversed(), line, ...earlier];
}

function textsOf(line: ReportedLine): readonly LotText[] {
  const { facts, filingKey } = line.filing;
  const filedOn = filedOnOf(line);
  return CELLS.flatMap((cell) =>
    (line.line.cells[cell]?.footnotes ?? [])
      .flatMap((footnote) => {
        const joined = joinedFootnotes(facts.footnotes).get(footnote);
        if (joined === undefined) return [];
        const { text, parts } = joined;
        return [
          {
            text,
            footnote,
            ...(parts.length > 1 && { parts }),
            cell,
            lineId: lineId(line),
            filingKey,
            ...(filedOn && { filedOn }),
          },
        ];
      })
      .sort(byText),
  );
}

/** Where notes contradict each other, their numbers in the filing must not decide which is believed. */
function byText(left: LotText, right: LotText): number {
  return left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
}

/** By the filing's footnotes: each of its lines asks for them again. */
const JOINED = new WeakMap<readonly Footnote[], ReadonlyMap<string, JoinedFootnote>>();

function joinedFootnotes(footnotes: readonly Footnote[]): ReadonlyMap<string, JoinedFootnote> {
  let joined = JOINED.get(footnotes);
  if (!joined) {
    // Of two notes with one id the first is meant.
    joined = new Map([...joinContinuations(footnotes)].reverse().map((note) => [note.id, note]));
    JOINED.set(footnotes, joined);
  }
  return joined;
}
