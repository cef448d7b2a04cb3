import { existsSync } from 'node:fs';
import path from 'node:path';

/** The collection of real filings, which is not part of this repository. */
export const SHARED = path.resolve(__dirname, '../../../shared');

/** True when the collection is there; otherwise says once, on standard error, what is not tested and why. */
export function sharedIsThere(suite: string): boolean {
  const there = existsSync(path.join(SHARED, 'filings'));
  if (!there) process.stderr.write(`${suite}: skipped, because ${SHARED} is not there\n`);
  return there;
}
