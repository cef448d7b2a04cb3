import { eventId } from '../../src/core/ledger/event-id';
import type { LineReported, NewEvent } from '../../src/core/ledger/events';

export interface SaleOptions {
  /** Tells filings apart; events of another filing have other ids. */
  readonly filing?: string;
  readonly row?: number;
  readonly title?: string;
}

/** A sale on a Form 4 as it is appended: the same stream, filing and row make the same id. */
export function saleEvent(stream: string, options: SaleOptions = {}): NewEvent {
  const { filing = 'first', row = 1, title = 'Common Stock' } = options;
  const data: LineReported = {
    fingerprint: filing,
    table: 'I',
    row,
    at: [40 + row, 9, 620],
    cells: {
      securityTitle: { value: title },
      transactionDate: { value: '2008-06-17', filed: '06/17/2008' },
      transactionCode: { value: 'S' },
      transactionShares: { value: '999999999999.9999', footnotes: ['F1'] },
      transactionPricePerShare: { value: '0' },
      equitySwapInvolved: { value: false, filed: '0' },
      sharesOwnedFollowingTransaction: { value: '6230.5295', doubt: 'repaired' },
    },
  };
  return {
    id: eventId(stream, filing, `I.${row}`),
    type: 'SaleReported',
    data,
    metadata: {
      $correlationId: 'one ingest run',
      $causationId: filing,
      version: 1,
      source: { sha256: 'ab'.repeat(32), format: 'printedText', parser: 'printed-form/1', name: 'form4.txt' },
      dates: { transaction: '2008-06-17', signature: '2008-06-18' },
      recordedAt: '2026-01-05T09:30:00.000Z',
    },
  };
}

/** That many sales of one filing. */
export function saleEvents(stream: string, count: number, filing = 'first'): NewEvent[] {
  return Array.from({ length: count }, (_, index) => saleEvent(stream, { filing, row: index + 1 }));
}
