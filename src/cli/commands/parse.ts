import { type Filing, type Line, type ParsedDocument, TEXT_CELLS } from '../../core/filing/filing';
import { parseDocument } from '../../core/filing/parse-document';
import { readSources } from '../../services/source-reader';
import { type CsvColumns, writeCsv } from '../csv';
import { filingText, headerText, problemText } from '../filing-text';
import type { Format, Output } from '../output';
import { plainText } from '../text-table';

interface NamedLine {
  readonly name: string;
  readonly line: Line;
}

const COLUMNS: CsvColumns<NamedLine> = [
  ['sourceName', ({ name }) => name],
  ['sourceLine', ({ line }) => line.at?.[0] ?? null],
  ['formTable', ({ line }) => line.table],
  ['formRow', ({ line }) => line.row],
  ['kind', ({ line }) => line.kind],
  ...TEXT_CELLS.map((cell) => [cell, ({ line }: NamedLine) => line.cells[cell]?.value ?? null] as const),
  ['equitySwapInvolved', ({ line }) => line.cells.equitySwapInvolved?.value ?? null],
];

/** A document and what it turned out to be. */
type NamedDocument = { readonly name: string } & ParsedDocument;

/** `holdings parse FILE`: what a document says, storing nothing. False when it was rejected. */
export async function parse(path: string, format: Format, output: Output): Promise<boolean> {
  let readable = true;
  const documents = (async function* () {
    for await (const document of parsedDocuments(path)) {
      if (document.kind === 'rejected') {
        readable = false;
        output.note(plainText(`holdings: ${document.name}: ${document.problems[0]!.message}`));
      }
      yield document;
    }
  })();
  if (format === 'json') await writeJson(documents, output);
  else if (format === 'csv') await writeCsv(COLUMNS, linesOf(documents), output);
  else for await (const document of documents) await output.lines(documentText(document));
  return readable;
}

async function* parsedDocuments(path: string): AsyncGenerator<NamedDocument> {
  for await (const source of readSources([path], process.stdin)) {
    const { name } = source;
    if ('bytes' in source) yield { name, ...parseDocument(source.bytes) };
    else yield { name, kind: 'rejected', problems: [{ code: 'unreadableSource', message: source.problem }] };
  }
}

/** One JSON document, written as the documents are read: an archive may hold many. */
async function writeJson(documents: AsyncIterable<NamedDocument>, output: Output): Promise<void> {
  await output.write('{"documents":[');
  let separator = '\n';
  for await (const document of documents) {
    await output.write(`${separator}${JSON.stringify(document, null, 2)}`);
    separator = ',\n';
  }
  await output.write('\n]}\n');
}

async function* linesOf(documents: AsyncIterable<NamedDocument>): AsyncGenerator<NamedLine> {
  for await (const document of documents) {
    if (document.kind !== 'filing') continue;
    for (const line of document.filing.lines) yield { name: document.name, line };
  }
}

function documentText(document: NamedDocument): string[] {
  if (document.kind === 'rejected') return [];
  const problems = document.kind === 'filing' ? document.filing.problems : document.problems;
  const body =
    document.kind === 'filing' ? filingText(document.filing as Filing) : headerText(document.header);
  const told = problems.map((problem) => problemText(problem));
  return [
    plainText(document.name),
    ...body,
    ...(told.length > 0 ? ['', 'Problems', ...told.flat()] : []),
    '',
  ];
}
