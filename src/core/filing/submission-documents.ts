import { FORM_TYPES } from './filing';

/** One document of a submission: what it says it is, and where its content stands in the submission. */
export interface SubmissionDocument {
  readonly type: string;
  readonly content: 'xml' | 'html' | 'text';
  /** Offsets of the content, tags of the envelope and white space around it left out. */
  readonly start: number;
  readonly end: number;
  /** True when the document's end tag is missing. */
  readonly cutOff: boolean;
}

/** The documents of a submission. */
export interface SubmissionDocuments {
  /** The first document of a type 3, 3/A, 4, 4/A, 5 or 5/A that is XML, or else the first of such a type. */
  readonly form?: SubmissionDocument;
  /** How many documents have such a type. */
  readonly forms: number;
  /** Types of all documents, the first few of them. */
  readonly types: readonly string[];
  /** Offset of the first document; -1 when there is none. */
  readonly first: number;
}

const OPEN = '<DOCUMENT>';
const CLOSE = '</DOCUMENT>';
/** Characters of a document in which its type and the start of its text are looked for. */
const HEAD_LENGTH = 4096;
const MOST_TYPES = 8;

/** Finds the documents of a submission. Their tags may stand on lines of their own or all on one line. */
export function findDocuments(submission: string): SubmissionDocuments {
  let form: SubmissionDocument | undefined;
  let forms = 0;
  const types: string[] = [];
  const first = submission.indexOf(OPEN);
  for (let at = first; at >= 0; at = submission.indexOf(OPEN, at)) {
    const start = at + OPEN.length;
    const close = submission.indexOf(CLOSE, start);
    const end = close < 0 ? submission.length : close;
    const head = submission.slice(start, Math.min(end, start + HEAD_LENGTH));
    const type = /<TYPE>([^<\r\n]*)/.exec(head)?.[1]?.trim() ?? '';
    if (types.length < MOST_TYPES) types.push(type);
    if (FORM_TYPES.some((formType) => formType === type)) {
      forms++;
      if (form?.content !== 'xml') {
        const content = contentIn(submission, start, end, head);
        if (!form || content.content === 'xml') form = { type, ...content, cutOff: close < 0 };
      }
    }
    at = end;
  }
  return { ...(form && { form }), forms, types, first };
}

/** Where the content stands: inside `<XML>`, or else inside `<TEXT>`. */
function contentIn(
  submission: string,
  start: number,
  end: number,
  head: string,
): Pick<SubmissionDocument, 'content' | 'start' | 'end'> {
  const wrapper = /<TEXT>\s*(<XML>\s*)?/.exec(head);
  const from = wrapper ? start + wrapper.index + wrapper[0].length : start;
  const close = submission.slice(from, end).lastIndexOf(wrapper?.[1] ? '</XML>' : '</TEXT>');
  const to = close < 0 ? end : from + close;
  const beginning = submission.slice(from, Math.min(to, from + HEAD_LENGTH));
  const xml = wrapper?.[1] !== undefined || /^(?:<\?xml|<ownershipDocument)\b/.test(beginning);
  const content = xml ? 'xml' : /^<(?:!doctype\s+)?html\b/i.test(beginning) ? 'html' : 'text';
  return { content, start: from, end: to };
}
