import type { FilingRow, FormerLine } from '../core/ledger/person-ledger';

/** A line that an amendment restates or takes back: it was filed, and no longer counts. */
export interface FormerLineAnswer extends FormerLine {
  readonly standing: 'restated' | 'voided';
  /** Accession number, or fingerprint, of the amendment. */
  readonly by: string;
  /** Since when it no longer counts: the knowledge date of the amendment. */
  readonly byKnownOn: string;
  /** Of the amendment's line; null when its words alone take the line back. */
  readonly byRow: number | null;
  /** In words: by what the line was known again, or which sentence takes it back. */
  readonly reason: string;
}

/** The lines of these filings that no longer count, amendment by amendment in the order of the filings. */
export function formerLines(filings: Iterable<FilingRow>): readonly FormerLineAnswer[] {
  return [...filings].flatMap(({ filingKey: by, knownOn: byKnownOn, amends }) =>
    (amends?.lines ?? []).flatMap(({ effect, original, row: byRow, reason }): FormerLineAnswer[] => {
      if (original === null || (effect !== 'restate' && effect !== 'void')) return [];
      const standing = effect === 'void' ? 'voided' : 'restated';
      return [{ ...original, standing, by, byKnownOn, byRow, reason }];
    }),
  );
}
