import { MAX_HEADER_LENGTH } from '../limits';
import { rejoinCutLines } from './cut-lines';
import { headerOf } from './edgar-header';
import { readHeaderText } from './edgar-header-text';
import type { Filing, FilingHeader, ParsedDocument, Repair } from './filing';
import { headerDisagreements } from './header-disagreements';
import { parseOwnershipXml } from './ownership-xml';
import { parseFormHtml } from './printed-form/form-html';
import { parsePrintedForm } from './printed-form/printed-form';
import { excerpt, ProblemList, rejected } from './problem-list';
import { SourceLines } from './source-lines';
import { findDocuments, type SubmissionDocument } from './submission-documents';

/** Bumped when the reader makes something else of a document. */
export const EDGAR_SUBMISSION_PARSER = 'edgar-submission/1';

/**
 * Reads an EDGAR submission: the full-submission text (`<SEC-DOCUMENT>`), its `.nc` form (`<SUBMISSION>`), and
 * the text of 2006 that is wrapped in a PEM message, with long lines cut. Its first Form 3, 4 or 5 in XML, or else its
 * first one as text or HTML, becomes a Filing with the header; places count in the submission, and `parser` names
 * the reader of the form, too (`edgar-submission/1+ownership-xml/1`). Where header and form disagree is a problem.
 * Rejects, with one problem, a submission without such a form and what the reader of the form rejects.
 */
export function parseEdgarSubmission(text: string): ParsedDocument {
  const { form, forms, types, first } = findDocuments(text);
  if (first < 0)
    return rejected('noDocument', 'an EDGAR submission without any document; get it from EDGAR again');
  if (!form) {
    const found = types.map((type) => excerpt(type) || '(none)').join(', ');
    return rejected(
      'noForm',
      `an EDGAR submission without a Form 3, 4 or 5; the types of its documents are: ${found}`,
    );
  }
  if (form.cutOff) {
    const message = `an EDGAR submission whose document of type ${form.type} has no end: the file is cut off; get it again`;
    return rejected('cutOff', message);
  }
  if (first > MAX_HEADER_LENGTH) {
    const most = MAX_HEADER_LENGTH.toLocaleString('en-US');
    return rejected(
      'headerTooLong',
      `an EDGAR submission whose header has more than ${most} characters; get it again`,
    );
  }
  const { parsed, repairs } = readForm(text, form);
  if (parsed.kind !== 'filing') return parsed;
  const problems = new ProblemList();
  const header = headerOf(readHeaderText(text.slice(0, first)), problems);
  if (forms > 1) {
    const message = `the submission has ${forms} Forms 3, 4 or 5; only the first was read`;
    problems.add('severalForms', message);
  }
  return { kind: 'filing', filing: withHeader(parsed.filing, header, problems, repairs) };
}

function readForm(
  text: string,
  { content, start, end }: SubmissionDocument,
): { readonly parsed: ParsedDocument; readonly repairs: readonly Repair[] } {
  if (content !== 'xml') {
    const printed = inItsPlace(text, start, end);
    return { parsed: content === 'html' ? parseFormHtml(printed) : parsePrintedForm(printed), repairs: [] };
  }
  const whole = rejoinCutLines(text, start, end);
  if (whole) return { parsed: parseOwnershipXml(whole.text, whole.lines), repairs: whole.repairs };
  const lines = SourceLines.of(text).from(start);
  return { parsed: parseOwnershipXml(text.slice(start, end), lines), repairs: [] };
}

/** The part of a text with nothing but blanks before it, so that its places are those of the whole text. */
function inItsPlace(text: string, start: number, end: number): string {
  const [line, column] = SourceLines.of(text).place(start, start);
  return '\n'.repeat(line - 1) + ' '.repeat(column - 1) + text.slice(start, end);
}

function withHeader(
  form: Filing,
  header: FilingHeader | undefined,
  problems: ProblemList,
  repairs: readonly Repair[],
): Filing {
  if (header) problems.addAll(headerDisagreements(header, form));
  problems.addAll(form.problems);
  return {
    ...form,
    format: 'submission',
    parser: `${EDGAR_SUBMISSION_PARSER}+${form.parser}`,
    ...(header && { header }),
    problems: problems.toArray(),
    repairs: [...form.repairs, ...repairs],
  };
}
