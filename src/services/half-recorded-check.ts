import { HalfRecorded, type HalfRecordedFiling } from '../core/ledger/half-recorded';
import { isLackedBy } from '../core/ledger/joint-filing';
import { StreamIndex } from '../core/ledger/stream-index';
import type { EventStore } from '../event-store/event-store';
import type { VerifyFinding } from './verify.service';

/**
 * What a run that was cut off has left: filings that some owner's stream lacks, whole or in part. Each event that is
 * there is sound; no chain is broken by that.
 */
export async function halfRecordedFindings(
  store: EventStore,
  filings: HalfRecorded,
  isSound: (stream: string) => boolean,
): Promise<readonly VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const filing of filings.found()) {
    const { stream, fingerprint, accession, linesThere } = filing;
    // Where the chain is broken, that is what is to be told.
    if (!isSound(stream)) continue;
    const index = new StreamIndex();
    for await (const event of store.readStream(stream)) index.take(event);
    // Another reading of the same filing may be there, under its accession number.
    const lacking =
      linesThere === undefined ? isLackedBy(index, { kind: 'filing', fingerprint, accession }) : true;
    if (lacking) {
      findings.push({ kind: 'halfRecorded', stream, revision: null, position: null, what: told(filing) });
    }
  }
  return findings;
}

function told({
  from,
  accession,
  fingerprint,
  source,
  owners,
  lines,
  linesThere,
}: HalfRecordedFiling): string {
  const filing = `the filing ${accession ?? fingerprint} (${source})`;
  if (linesThere === undefined) {
    return (
      `${filing} of ${owners} owners, recorded in ${from}, is not recorded here: a run was cut off between the owners; ` +
      'ingest the document again, or go on with the import (on EventStoreDB, the next command completes it)'
    );
  }
  return (
    `${filing} has ${linesThere} of its ${lines} lines here: an import was cut off, go on with it; ` +
    'if there was none, the end of the stream was removed: restore a backup'
  );
}
