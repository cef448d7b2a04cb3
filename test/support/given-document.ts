import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import type { GivenDocument } from './recorded-events';

/** A document read from a file; throws when it is rejected. */
export function documentFrom(folder: string, name: string): GivenDocument {
  const bytes = readFileSync(path.join(folder, name));
  const parsed = parseDocument(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (parsed.kind === 'filing') return { name, sha256, filing: parsed.filing };
  if (parsed.kind === 'header') return { name, sha256, header: parsed.header };
  throw new Error(`${name} was rejected: ${parsed.problems[0]?.message}`);
}

/** All documents of a folder, by name. */
export function documentsFrom(folder: string): GivenDocument[] {
  return readdirSync(folder)
    .sort()
    .map((name) => documentFrom(folder, name));
}
