import type { Table } from '../../filing/filing';
import { bareWords } from '../../values/folded-text';
import { isFiledStep } from '../holding-steps';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import { lineId } from '../person-rows';
import { standingAfter } from './doubt';

/** How a holding is spelled from a line on, as filed. */
export interface Spelling {
  readonly title: string;
  /** Null for direct holdings. */
  readonly nature: string | null;
  /** Event id of the first line that is spelled so. */
  readonly lineId: string;
  readonly filingKey: string;
  readonly effectiveOn: string;
  /** The balance that the line goes on from, which shows that it is the same holding; null for the first. */
  readonly balance: string | null;
}

/** A holding whose class or nature of ownership is spelled in more than one way. */
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
    const key = `${bareWords(title)} ${line.natureKey}`;
    if (met.has(key)) continue;
    const before = met.size === 0 ? undefined : steps[place - 1];
    met.set(key, {
      title,
      nature: line.line.cells.natureOfOwnership?.value ?? null,
      lineId: lineId(line),
      filingKey: line.filing.filingKey,
      effectiveOn,
      balance: (before && standingAfter(before)) ?? null,
    });
  }
  return [...met.values()];
}
