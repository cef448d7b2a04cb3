import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from '../../src/core/filing/parse-document';
import type { StoredEvent } from '../../src/core/ledger/events';
import { projectPerson } from '../../src/core/ledger/project-person';
import { type GivenDocument, recordedEvents } from '../support/recorded-events';

/**
 * Each folder of `cases` holds source documents (`input*`) and what becomes of them: the filings, the events,
 * the rows. `npm run golden:update` writes the results anew; read the difference before you commit it.
 */
const CASES = path.join(__dirname, 'cases');
/** A case without input of its own is about the example folder of the same name. */
const EXAMPLES = path.resolve(__dirname, '../../examples');
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const RESULTS = ['filings.json', 'events.json', 'rows.json'] as const;

describe.each(readdirSync(CASES).sort())('golden: %s', (name) => {
  const folder = path.join(CASES, name);
  const inputs = readdirSync(folder).filter((file) => file.startsWith('input'));
  const examples = path.join(EXAMPLES, name);
  const results =
    inputs.length > 0 ? resultsOf(folder, inputs.sort()) : resultsOf(examples, readdirSync(examples).sort());

  it.each(RESULTS)('%s is what the input comes to', (file) => {
    const target = path.join(folder, file);
    const text = `${JSON.stringify(results[file], null, 1)}\n`;
    if (UPDATE) writeFileSync(target, text);
    expect(existsSync(target)).toBe(true);
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual(JSON.parse(text));
  });

  it('holds no stale file', () => {
    expect(readdirSync(folder).sort()).toEqual([...inputs, ...RESULTS, 'README.md'].sort());
  });
});

function resultsOf(folder: string, inputs: readonly string[]): Record<(typeof RESULTS)[number], unknown> {
  const parsed = inputs.map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return { name, sha256: createHash('sha256').update(bytes).digest('hex'), document: parseDocument(bytes) };
  });
  const documents = parsed.flatMap(({ name, sha256, document }): GivenDocument[] => {
    if (document.kind === 'filing') return [{ name, sha256, filing: document.filing }];
    if (document.kind === 'header') return [{ name, sha256, header: document.header }];
    return [];
  });
  const streams = recordedEvents(documents);
  return {
    'filings.json': Object.fromEntries(parsed.map(({ name, document }) => [name, document])),
    'events.json': Object.fromEntries([...streams].map(([stream, events]) => [stream, events.map(shown)])),
    'rows.json': Object.fromEntries(
      [...streams].map(([stream, events]) => [stream, projectPerson(events) ?? null]),
    ),
  };
}

/** An event without what the test's own recording makes up. */
function shown({ id, type, data, metadata }: StoredEvent) {
  const { $causationId, version, source, dates } = metadata;
  return { id, type, data, metadata: { $causationId, version, source, dates } };
}
