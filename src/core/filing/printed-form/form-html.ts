import type { ParsedDocument } from '../filing';
import { recogniseForm } from './form-recogniser';
import { readHtmlSheet } from './html-sheet';
import { refusal } from './printed-form';

/**
 * Reads a Form 3, 4 or 5 as EDGAR renders it in HTML, or a web copy of one. CIKs come from the links. Never throws;
 * what cannot be read is told.
 */
export function parseFormHtml(html: string): ParsedDocument {
  return refusal(html) ?? recogniseForm(readHtmlSheet(html), { format: 'html', parser: 'form-html/1' });
}
