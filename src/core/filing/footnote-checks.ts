import { MAX_FOOTNOTES } from '../limits';
import type { Cell, Filing, Line, Problem } from './filing';
import { excerpt, ProblemList } from './problem-list';

/** Ids that EDGAR takes: F1 to F99. */
const FOOTNOTE_ID = /^F[1-9]\d?$/;

/** Footnotes and references to them that do not fit together (EDGAR Ownership XML Technical Specification 4.3.5, 4.3.6). */
export function footnoteProblems(filing: Filing): readonly Problem[] {
  const problems = new ProblemList();
  const { footnotes, lines } = filing;
  const defined = new Set<string>();
  const referenced = new Set<string>();
  for (const line of lines) {
    for (const cell of Object.values(line.cells)) for (const id of cell.footnotes ?? []) referenced.add(id);
  }
  if (footnotes.length > MAX_FOOTNOTES) {
    const message = `the form has ${footnotes.length} footnotes, EDGAR takes ${MAX_FOOTNOTES}; all were read`;
    problems.add('tooManyFootnotes', message);
  }
  for (const { id, text, at } of footnotes) {
    const where = at && { at };
    if (id === '') continue;
    const name = `footnote ${excerpt(id)}`;
    if (!FOOTNOTE_ID.test(id)) problems.add('footnoteId', `${name} is not named F1 to F99`, where);
    if (defined.has(id)) problems.add('duplicateFootnote', `${name} is there twice`, where);
    else if (!referenced.has(id)) problems.add('unreferencedFootnote', `nothing refers to ${name}`, where);
    if (text.trim() === '') problems.add('missingValue', `${name} is blank`, where);
    defined.add(id);
  }
  if ([...referenced].some((id) => !defined.has(id))) addUnknown(lines, defined, problems);
  return problems.toArray();
}

function addUnknown(lines: readonly Line[], defined: ReadonlySet<string>, problems: ProblemList): void {
  for (const { table, row, at: rowAt, cells } of lines) {
    for (const [name, cell] of Object.entries(cells) as [string, Cell][]) {
      for (const id of cell.footnotes ?? []) {
        if (defined.has(id)) continue;
        const at = cell.at ?? rowAt;
        const message = `footnote ${excerpt(id)}, which it refers to, is not in the form`;
        problems.add('unknownFootnote', message, { table, row, cell: name, ...(at && { at }) });
      }
    }
  }
}
