import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { DECISION_TYPES } from '../src/core/ledger/decision-events';
import { LINE_EVENT_BY_CODE } from '../src/core/ledger/events';

/**
 * Writes docs/events.md from the types and doc comments of the code, so that the page cannot drift from it.
 * `npm run docs:events`; a test holds that the page is current.
 */
const ROOT = path.resolve(__dirname, '..');
const PAGE = path.join(ROOT, 'docs/events.md');
const SOURCES = [
  'src/core/ledger/events.ts',
  'src/core/ledger/decision-events.ts',
  'src/core/filing/filing.ts',
  'src/core/ledger/hash-chain.ts',
  'src/core/ledger/event-id.ts',
  'src/core/ledger/fingerprint.ts',
];
/** Types that stand in an event, in the order in which a reader meets them. */
const EVENTS = ['FilingRecorded', 'LineReported', 'FilingSourceAdded', 'HeaderRecorded'];
const DECISIONS = ['Decision', ...DECISION_TYPES];
const PARTS = [
  'FilingFacts',
  'FilingHeader',
  'SourceReading',
  'SourceDifference',
  'Line',
  'LineCells',
  'Cell',
  'Place',
  'Doubt',
  'Owner',
  'Issuer',
  'Footnote',
  'Signature',
  'FormPlace',
  'Problem',
  'Repair',
];
const ENVELOPE = [
  'RecordingMetadata',
  'EventMetadata',
  'DecisionMetadata',
  'EventSource',
  'EventDates',
  'StoredEvent',
];
const RECIPES = ['eventId', 'fingerprintOf', 'sealEvent'];

/** The text of docs/events.md. */
export function eventsPage(): string {
  const declarations = readDeclarations();
  const section = (name: string) => describe(declarations, name);
  const codes = new Map<string, string[]>();
  for (const [code, type] of Object.entries(LINE_EVENT_BY_CODE))
    codes.set(type, [...(codes.get(type) ?? []), code]);
  return [
    '# Events',
    '',
    '*Generated from the code by `npm run docs:events`; edit the doc comments there.*',
    '',
    firstComment(SOURCES[0]!),
    '',
    '## Line events by transaction code',
    '',
    'All of them carry the data of `LineReported`. The sign of a change comes from the A/D column, never from the code.',
    '',
    '| event | transaction code |',
    '| --- | --- |',
    ...[...codes].map(([type, letters]) => `| \`${type}\` | ${letters.join(', ')} |`),
    '| `HoldingReported` | none: a row without a transaction |',
    '',
    '## What events carry',
    '',
    ...EVENTS.flatMap(section),
    '## Decisions',
    '',
    ...DECISIONS.flatMap(section),
    '## The parts of their data',
    '',
    ...PARTS.flatMap(section),
    '## The envelope',
    '',
    ...ENVELOPE.flatMap(section),
    '## Recipes',
    '',
    ...RECIPES.flatMap(section),
  ].join('\n');
}

type Declaration = { node: ts.Node; source: ts.SourceFile };

function readDeclarations(): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of SOURCES) {
    const source = sourceFile(file);
    source.forEachChild((node) => {
      if (
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isFunctionDeclaration(node)
      ) {
        if (node.name) found.set(node.name.text, { node, source });
      }
    });
  }
  return found;
}

function describe(declarations: Map<string, Declaration>, name: string): string[] {
  const found = declarations.get(name);
  if (!found) throw new Error(`docs/events.md names ${name}, which the code does not declare`);
  const { node, source } = found;
  const lines = [`### ${name}`, ''];
  const comment = commentOf(node);
  if (comment) lines.push(comment, '');
  if (ts.isInterfaceDeclaration(node)) lines.push(...memberTable(node, source));
  else if (ts.isTypeAliasDeclaration(node)) lines.push('```ts', node.type.getText(source), '```', '');
  return lines;
}

function memberTable(node: ts.InterfaceDeclaration, source: ts.SourceFile): string[] {
  const inherited = node.heritageClauses?.flatMap((clause) =>
    clause.types.map((type) => type.getText(source)),
  );
  const rows = node.members.filter(ts.isPropertySignature).map((member) => {
    const optional = member.questionToken ? ' (optional)' : '';
    const type = member.type?.getText(source).replace(/\s+/g, ' ').replaceAll('|', '\\|') ?? '';
    return `| \`${member.name.getText(source)}\`${optional} | \`${type}\` | ${commentOf(member).replace(/\s+/g, ' ')} |`;
  });
  return [
    ...(inherited ? [`With all of ${inherited.map((type) => `\`${type}\``).join(', ')}.`, ''] : []),
    ...(rows.length > 0 ? ['| field | type | |', '| --- | --- | --- |', ...rows, ''] : []),
  ];
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  return comment && ts.isJSDoc(comment) ? (ts.getTextOfJSDocComment(comment.comment) ?? '') : '';
}

function firstComment(file: string): string {
  const text = sourceFile(file).getFullText();
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  return comment.replace(/^ ?\* ?/gm, '').replace(/^\s+|\s+$/g, '');
}

function sourceFile(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2023, true);
}

if (require.main === module) writeFileSync(PAGE, eventsPage());
