import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Documents that a benchmark reads, and where they come from. */
export interface Corpus {
  readonly description: string;
  readonly documents: readonly { readonly name: string; readonly text: string }[];
}

const REAL = path.resolve(__dirname, '../../shared/filings/xml');
const OWN = path.resolve(__dirname, '../test/golden/cases');
/** Our own cases are few and small; repeated they give a round long enough to time. */
const REPEATS = 40;

/** Ownership XML: the collection of real filings where it is at hand, otherwise our own golden cases, repeated. */
export function ownershipXmlCorpus(): Corpus {
  if (existsSync(REAL)) {
    const documents = readdirSync(REAL)
      .sort()
      .map((name) => ({ name, text: readFileSync(path.join(REAL, name), 'utf8') }));
    return { description: `${documents.length} real filings (${REAL})`, documents };
  }
  const cases = readdirSync(OWN, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => ({ name, text: readFileSync(path.join(OWN, name), 'utf8') }));
  const documents = Array.from({ length: REPEATS }, () => cases).flat();
  return {
    description: `our own golden cases, ${REPEATS} times each (the real filings are not at hand)`,
    documents,
  };
}
