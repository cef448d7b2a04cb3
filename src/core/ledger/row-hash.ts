import { createHash } from 'node:crypto';
import type { PersonLedger } from './person-ledger';

/**
 * Columns that say where and when something was met, not what was filed. They differ with the order of arrival
 * and the mix of formats, so the row hash leaves them out. Event ids are left out with them: the same line has
 * another id when another document of its filing came first.
 */
const OUTSIDE_THE_HASH: ReadonlySet<string> = new Set([
  'eventId',
  'lineId',
  'holdingId',
  'lotId',
  'fingerprint',
  'acceptedAt',
  'accessionBasis',
  'sources',
  'sourceLine',
  'sourceSha256',
  'sourceName',
  'message',
  'linked',
  'twins',
]);

/** SHA-256 (hex) over a person's canonical rows: keys in alphabetical order, one JSON row per line. */
export function rowHashOf(ledger: Omit<PersonLedger, 'rowHash'>): string {
  const hash = createHash('sha256');
  const { person, filings, holdings, steps, problems, lots, tranches, draws } = ledger;
  const rows = [person, ...filings, ...holdings, ...steps, ...problems, ...lots, ...tranches, ...draws];
  for (const row of rows) hash.update(`${canonical(row)}\n`);
  return hash.digest('hex');
}

function canonical(row: object): string {
  const fields = Object.entries(row).filter(([name]) => !OUTSIDE_THE_HASH.has(name));
  const undated = 'knownBasis' in row && row.knownBasis === 'recordingTime';
  const kept = undated ? fields.filter(([name]) => name !== 'knownOn') : fields;
  return JSON.stringify(
    kept.sort(([left], [right]) => (left < right ? -1 : 1)),
    (key, value) => (OUTSIDE_THE_HASH.has(key) ? undefined : value),
  );
}
