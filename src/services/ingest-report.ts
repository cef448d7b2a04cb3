import type { Problem } from '../core/filing/filing';
import type { RecordingOutcome } from '../core/ledger/record-filing';

/** What became of one document. */
export interface DocumentOutcome {
  /** Name of the document as it was found. */
  readonly name: string;
  readonly outcome: RecordingOutcome | 'rejected';
  /** One line for a document that was not recorded as a new filing: why. */
  readonly reason?: string;
  /** Events appended, over all owners' streams. */
  readonly events: number;
  /** What could not be read; not told again for a document that is recorded already. */
  readonly problems: readonly Problem[];
  /** Cells that were healed. */
  readonly repairs: number;
}

/** What one ingest run came to. Counts only, however many documents there were. */
export interface IngestReport {
  /** Id of the run; its events carry it as `$correlationId`. */
  readonly run: string;
  readonly documents: number;
  readonly filingsRecorded: number;
  /** Documents of filings that were recorded already, in another format or copy. */
  readonly sourcesAdded: number;
  /** Documents that were recorded already. */
  readonly duplicates: number;
  readonly headersRecorded: number;
  /** Documents that were not taken in. */
  readonly rejected: number;
  readonly eventsAppended: number;
  /** Reporting persons whose streams the documents belong to. */
  readonly persons: number;
  /** Problems in the documents that were new. */
  readonly problems: number;
  readonly repairs: number;
  /** True when the run was stopped before its end; what was recorded stays, the rest may be ingested again. */
  readonly interrupted: boolean;
  /** Position of the newest event of the log after the run; null for an empty log. */
  readonly position: string | null;
}
