import type { PersonFiling } from '../filings-of-person';
import { isFiledStep } from '../holding-steps';
import type { FoldedHolding, FoldedPerson } from '../person-holdings';
import { reportedLines } from '../reported-line';
import { startsLot, threadsOf } from '../threads';
import type { BalanceStyle } from './balance-style';
import { standingAfter } from './doubt';
import { classOfHolding } from './movement';

/** How one filing tells the balances of one holding of which it has several rows. */
export interface FiledStyle {
  readonly filingKey: string;
  readonly table: 'I' | 'II';
  /** Of the first of the rows, in filed order. */
  readonly row: number;
  readonly rows: number;
  readonly title: string;
  readonly style: BalanceStyle;
}

/** Whether an issuer's filings count a class of Table II grant by grant, or all grants together. */
export interface ClassStyle {
  readonly issuerId: string;
  readonly tradingSymbol: string | null;
  readonly title: string;
  readonly style: 'perGrant' | 'perClass' | 'both';
  /** Grants whose balance is their own amount although other units of the class were left. */
  readonly perGrant: number;
  /** Grants whose balance is that of the class before them and their own amount. */
  readonly perClass: number;
}

/** The styles of the filings that count, in the order in which they became known; single rows are left out. */
export function filedStyles(
  { filings }: FoldedPerson,
  counts: (filing: PersonFiling) => boolean,
): readonly FiledStyle[] {
  return filings.filter(counts).flatMap((filing) =>
    threadsOf(reportedLines(filing))
      .filter(({ style }) => style !== 'single')
      .map(({ lines, style }) => {
        const first = lines.reduce((left, right) => (left.line.row < right.line.row ? left : right)).line;
        const { table, row, cells } = first;
        const title = cells.securityTitle?.value ?? '';
        return { filingKey: filing.filingKey, table, row, rows: lines.length, title, style };
      }),
  );
}

/** The styles of the classes of Table II that were granted while units of them were left. */
export function classStyles(
  { holdings }: FoldedPerson,
  counts: (filing: PersonFiling) => boolean,
): readonly ClassStyle[] {
  const byClass = new Map<string, FoldedHolding[]>();
  for (const holding of holdings) {
    const { line, filing } = holding.steps[0]!.line;
    if (line.table !== 'II' || !counts(filing)) continue;
    const key = classOfHolding(holding);
    byClass.set(key, [...(byClass.get(key) ?? []), holding]);
  }
  return [...byClass.values()].flatMap((lots) => {
    const perGrant = lots.filter((lot) => isOwnGrant(lot, lots)).length;
    const perClass = lots.reduce((sum, lot) => sum + additions(lot), 0);
    if (perGrant + perClass === 0) return [];
    const { filing, line } = lots[0]!.steps[0]!.line;
    return [
      {
        issuerId: filing.issuerId,
        tradingSymbol: filing.facts.issuer.issuerTradingSymbol?.value ?? null,
        title: line.cells.securityTitle?.value ?? '',
        style:
          perGrant === 0 ? ('perClass' as const) : perClass === 0 ? ('perGrant' as const) : ('both' as const),
        perGrant,
        perClass,
      },
    ];
  });
}

/** A holding that a grant starts from nothing while another lot of the class stands. */
function isOwnGrant(lot: FoldedHolding, lots: readonly FoldedHolding[]): boolean {
  const granted = lot.steps.find(isFiledStep);
  if (!granted || !startsLot(granted.line)) return false;
  return lots.some((other) => {
    const last = other.steps.findLast(({ effectiveOn }) => effectiveOn < granted.effectiveOn);
    const balance = last && standingAfter(last);
    return other !== lot && balance !== undefined && balance !== '0';
  });
}

/** Grants that add to a balance. */
function additions({ steps }: FoldedHolding): number {
  return steps.filter((step, place) => {
    const before = steps[place - 1];
    const balance = before && standingAfter(before);
    const acquired =
      step.line.line.cells.transactionCode?.value === 'A' && !step.line.change?.startsWith('-');
    return (
      step.kind === 'transaction' &&
      step.status === 'recomputed' &&
      acquired &&
      balance !== undefined &&
      balance !== '0'
    );
  }).length;
}
