import type { Filing } from '../../src/core/filing/filing';
import { printGrid } from './printed-form-grid';
import { printHtml } from './printed-form-html';
import { printSpaced } from './printed-form-spaced';
import { tearColumns } from './printed-form-tears';

/**
 * Prints a filing as the form that people print and scan, in several layouts: the other direction of the
 * recogniser, written without its code, so that parse(print(filing)) can be compared with the filing.
 */
export const LAYOUTS = ['html', 'markdown', 'tabs', 'clipboard', 'spaces'] as const;
export type PrintLayout = (typeof LAYOUTS)[number];

export function printForm(filing: Filing, layout: PrintLayout): string {
  if (layout === 'html') return printHtml(filing);
  return layout === 'spaces' ? printSpaced(filing) : printGrid(filing, layout);
}

/** The form in tabs, with columns of its tables cut in two as a scan does it. */
export function printTorn(filing: Filing, random: () => number): string {
  return printGrid(filing, 'tabs', (rows) => tearColumns(rows, random));
}

/** The form as a browser copies it, through a program that makes one blank of every run of white space. */
export function printBlanks(filing: Filing): string {
  return printGrid(filing, 'clipboard')
    .split('\n')
    .map((line) =>
      line
        .split('\t')
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(' '),
    )
    .join('\n');
}
