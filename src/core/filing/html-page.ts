import type { ParsedDocument } from './filing';
import { excerpt, rejected } from './problem-list';

/** What pages say that come instead of a document: EDGAR's, proxies', web servers'. */
const ERROR_WORDS =
  /request rate threshold|undeclared automated tool|access denied|forbidden|not found|no ?such ?key|too many requests|service unavailable|bad gateway|gateway time-?out|internal server error|just a moment|unauthori[sz]ed/i;
const ERROR_STATUS = /\b(?:40[0-9]|429|50[0-4])\b/;
/** Characters in which the title is looked for. */
const HEAD_LENGTH = 20_000;

/** Why a page that is no form is not taken in. */
export function rejectPage(html: string): ParsedDocument {
  const head = html.slice(0, HEAD_LENGTH);
  const title = /<title[^>]*>([^<]*)/i.exec(head)?.[1]?.trim() || /<h1[^>]*>([^<]*)/i.exec(head)?.[1]?.trim();
  const page = title ? `an HTML page, "${excerpt(title)}"` : 'an HTML page';
  const isError = ERROR_STATUS.test(title ?? '') || ERROR_WORDS.test(textOf(head));
  return isError
    ? rejected('errorPage', `${page}, that came instead of a filing; get the filing again, and slower`)
    : rejected('htmlPage', `${page}, without a Form 3, 4 or 5 in it`);
}

function textOf(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ');
}
