import type { Table } from '../../filing/filing';
import { bareWords } from '../../values/folded-text';
import { isFiledStep } from '../holding-steps';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import { lineId } from '../person-rows';
import type { ReportedLine } from '../reported-line';
import { standingAfter } from './doubt';

/** How a holding is spelled from a line on, as filed. */
export interface Spelling {
  readonly title: string;
  /** Null for direct holdings. */
  readonly nature: string | null;
  /** Strike, exercise date and expiration as filed, such as `40.93 / - / 2030-06-11`; null in Table I. */
  readonly terms: string | null;
  /** Event id of the first line that is spelled so. */
  readonly lineId: string;
  readonly filingKey: string;
  readonly effectiveOn: string;
  /** The balance that the line goes on from, which shows that it is the same holding; null for the first. */
  readonly balance: string | null;
}

/** A holding whose class, nature of ownership or terms are filed in more than one way. */
export interface SpelledHolding {
  readonly personId: string;
  readonly holdingId: string;
  readonly issuerId: string;
  readonly tradingSymbol: string | null;
  readonly table: Table;
  readonly ownership: string | null;
  /** In effective order, each spelling once; more than one. */
  readonly spellings: readonly Spelling[];
}

/** The holdings of a person that were put together although their spelling changes, with each text as filed. */
export function spellingsOf({ personId, holdings }: FoldedPerson): readonly SpelledHolding[] {
  return holdings.flatMap((holding) => {
    const spellings = spellingsIn(holding);
    if (spellings.length < 2) return [];
    const { line, filing } = holding.steps[0]!.line;
    return [
      {
        personId,
        holdingId: holding.holdingId,
        issuerId: filing.issuerId,
        tradingSymbol: filing.facts.issuer.issuerTradingSymbol?.value ?? null,
        table: line.table,
        ownership: line.cells.directOrIndirectOwnership?.value ?? null,
        spellings,
      },
    ];
  });
}

function spellingsIn({ steps }: FoldedHolding): readonly Spelling[] {
  const met = new Map<string, Spelling>();
  for (const [place, { kind, line, effectiveOn }] of steps.entries()) {
    if (!isFiledStep({ kind })) continue;
    const title = line.line.cells.securityTitle?.value ?? '';
    const terms = termsOf(line);
    const key = `${bareWords(title)} ${line.natureKey} ${terms}`;
    if (met.has(key)) continue;
    const before = met.size === 0 ? undefined : steps[place - 1];
    met.set(key, {
      title,
      nature: line.line.cells.natureOfOwnership?.value ?? null,
      terms,
      lineId: lineId(line),
      filingKey: line.filing.filingKey,
      effectiveOn,
      balance: (before && standingAfter(before)) ?? null,
    });
  }
  return [...met.values()];
}

function termsOf({ line: { table, cells } }: ReportedLine): string | null {
  if (table === 'I') return null;
  const terms = [cells.conversionOrExercisePrice, cells.exerciseDate, cells.expirationDate];
  return terms.map((cell) => cell?.value ?? '-').join(' / ');
}
