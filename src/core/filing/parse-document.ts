import { MAX_DOCUMENT_BYTES, MAX_LINES } from '../limits';
import { kindOf } from './document-kind';
import { signatureOf } from './document-signature';
import { type DocumentText, decodeDocument } from './document-text';
import { parseEdgarSubmission } from './edgar-submission';
import type { ParsedDocument, Problem } from './filing';
import { parseHeaderJson } from './header-json';
import { rejectPage } from './html-page';
import { parseOwnershipXml } from './ownership-xml';
import { parseFormHtml } from './printed-form/form-html';
import { looksLikePrintedForm, parsePrintedForm } from './printed-form/printed-form';
import { excerpt, rejected } from './problem-list';

/**
 * Reads one document, whatever it is, told from its content alone: ownership XML, an EDGAR submission, EDGAR's
 * header of a filing as JSON, or a printed form as text or HTML. Anything else is rejected with one problem, one
 * line that says what it is and what to do. Never throws. Places count in the decoded text, without byte order
 * mark; lines end with CR LF, LF or CR.
 */
export function parseDocument(bytes: Uint8Array): ParsedDocument {
  if (bytes.length === 0) return rejected('empty', 'an empty file; get it again');
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    const [size, most] = [bytes.length, MAX_DOCUMENT_BYTES].map((count) => count.toLocaleString('en-US'));
    return rejected(
      'tooLarge',
      `${size} bytes, more than the ${most} that a filing can have; it was not read`,
    );
  }
  const what = signatureOf(bytes);
  if (what !== undefined) return rejected('binary', what);
  const document = decodeDocument(bytes);
  if ('rejection' in document) return { kind: 'rejected', problems: [document.rejection] };
  return withProblem(parseText(document), document.problem);
}

function parseText(document: Exclude<DocumentText, { rejection: Problem }>): ParsedDocument {
  const { text, assumed } = document;
  if (hasTooManyLines(text)) return rejected('tooManyLines', TOO_MANY_LINES);
  const detected = kindOf(text);
  const printed = (detected.kind === 'html' || detected.kind === 'text') && looksLikePrintedForm(text);
  // Only printed forms come from programs that do not say which encoding they write.
  if (assumed && !printed) return rejected('encoding', UNKNOWN_ENCODING);
  switch (detected.kind) {
    case 'blank':
      return rejected('empty', 'nothing but white space; get it again');
    case 'json':
      return parseHeaderJson(text);
    case 'submission':
      return parseEdgarSubmission(text);
    case 'ownershipXml':
      return parseOwnershipXml(text);
    case 'html':
      return printed ? parseFormHtml(text) : rejectPage(text);
    case 'text':
      return printed ? parsePrintedForm(text) : rejected('otherText', otherText(text));
    case 'xml':
      return rejected('otherXml', otherXml(detected.root));
  }
}

const TOO_MANY_LINES = `more than ${MAX_LINES.toLocaleString('en-US')} lines, more than any filing has; it was not read`;
const UNKNOWN_ENCODING =
  'no valid UTF-8, and not a printed form; save it as UTF-8, or get it from EDGAR again';

function hasTooManyLines(text: string): boolean {
  if (text.length < MAX_LINES) return false;
  let lines = 1;
  for (let i = 0; i < text.length && lines <= MAX_LINES; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) lines++;
  }
  return lines > MAX_LINES;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

function otherText(text: string): string {
  return `text without a Form 3, 4 or 5 in it: "${excerpt(text)}"`;
}

function otherXml(root: string): string {
  if (root === '') return 'XML without an element; the file is cut off: get it again';
  if (root === 'edgarSubmission') {
    return 'XML of a filer to EDGAR (<edgarSubmission>); ingest what EDGAR published of it';
  }
  return `XML with the root element <${excerpt(root)}>, not <ownershipDocument>, so no Form 3, 4 or 5`;
}

function withProblem(parsed: ParsedDocument, problem: Problem | undefined): ParsedDocument {
  if (!problem || parsed.kind === 'rejected') return parsed;
  if (parsed.kind === 'header') return { ...parsed, problems: [problem, ...parsed.problems] };
  return { ...parsed, filing: { ...parsed.filing, problems: [problem, ...parsed.filing.problems] } };
}
