import { Parser } from 'htmlparser2';
import { SourceLines } from '../source-lines';
import { type HtmlContent, HtmlTable } from './html-table';
import { CHECKED, markFootnotes, readInlineMarkup, UNCHECKED } from './inline-markup';
import { PlacedText, PlacedTextBuilder } from './placed-text';
import type { Sheet, SheetCell, SheetRow } from './sheet';

/** Tables within tables beyond this depth are read as text: EDGAR's forms nest 3 deep, hostile pages without end. */
const MAX_TABLE_DEPTH = 12;
/** Longer superscripts are no footnote references. */
const MAX_SUPERSCRIPT_LENGTH = 60;
const BLOCKS = new Set([
  'p',
  'div',
  'hr',
  'li',
  'center',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'body',
  'pre',
  'tr',
  'td',
]);
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'noscript', 'template', 'textarea']);
const CIK_IN_LINK = /\bCIK=0*(\d{1,10})\b/i;

/**
 * The rows of a rendered form. The rows of outermost tables become rows, with spans resolved to columns; tables
 * inside a cell become lines of that cell's text. `keepLines` takes line ends outside tables for what they are:
 * text in which only the tables are HTML.
 */
export function readHtmlSheet(source: string, keepLines = false): Sheet {
  const reader = new HtmlReader(keepLines);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes, parser.startIndex),
      ontext: (text) => reader.text(text, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(source);
  return { rows: reader.rows(), superscripts: reader.superscripts, lines: SourceLines.of(source) };
}

/** A mark that is being read: a superscript or a link, open since this length of the text. */
interface OpenMark {
  readonly tag: string;
  readonly from: number;
  readonly builder: PlacedTextBuilder;
  readonly cik?: string;
}

class HtmlReader {
  superscripts = false;
  private readonly page: HtmlContent[] = [];
  private readonly tables: HtmlTable[] = [];
  private builder = new PlacedTextBuilder();
  private marks: OpenMark[] = [];
  private unseen = 0;
  private skippedTables = 0;

  constructor(private readonly keepLines: boolean) {}

  open(name: string, attributes: Record<string, string>, offset: number): void {
    if (UNSEEN.has(name)) this.unseen++;
    if (this.unseen > 0) return;
    if (name === 'table') this.openTable();
    else if (this.skippedTables > 0) this.breakLine(name);
    else if (name === 'tr' && this.tables.length > 0) this.inTable((table) => table.beginRow());
    else if ((name === 'td' || name === 'th') && this.tables.length > 0) {
      this.inTable((table) => table.beginCell(attributes, name === 'th'));
    } else if (name === 'br') this.builder.addLayout('\n');
    else if (name === 'input') this.addBox(attributes, offset);
    else if (name === 'sup') this.openMark({ tag: name, from: this.builder.length, builder: this.builder });
    else if (name === 'a') this.openLink(attributes.href ?? '');
    else this.breakLine(name);
  }

  text(text: string, start: number, end: number): void {
    if (this.unseen > 0) return;
    if (end - start !== text.length) {
      this.builder.addFor(text, start, end);
      return;
    }
    const keep = this.keepLines && this.tables.length === 0;
    const plain = keep ? text : text.replace(/[\n\r\t\f]/g, ' ');
    this.builder.addPlaced(PlacedText.at(plain, start));
  }

  close(name: string): void {
    if (UNSEEN.has(name)) this.unseen = Math.max(0, this.unseen - 1);
    else if (this.unseen > 0) return;
    else if (name === 'table') this.closeTable();
    else if (name === 'sup' || name === 'a') this.closeMark(name);
    else if (name === 'td' || name === 'th' || name === 'tr') this.endText();
    else this.breakLine(name);
  }

  rows(): SheetRow[] {
    while (this.tables.length > 0) this.closeTable();
    this.endText();
    return new RowWriter().write(this.page);
  }

  private openTable(): void {
    if (this.tables.length >= MAX_TABLE_DEPTH) {
      this.skippedTables++;
      return;
    }
    this.endText();
    this.tables.push(new HtmlTable());
  }

  private closeTable(): void {
    if (this.skippedTables > 0) {
      this.skippedTables--;
      return;
    }
    this.endText();
    const table = this.tables.pop();
    if (table) this.content().push(table);
  }

  private inTable(change: (table: HtmlTable) => void): void {
    this.endText();
    change(this.tables[this.tables.length - 1]!);
  }

  /** Where text goes now: the open cell, or the page. */
  private content(): HtmlContent[] {
    return this.tables[this.tables.length - 1]?.cell.content ?? this.page;
  }

  private endText(): void {
    const text = this.builder.build();
    if (!text.isBlank) this.content().push(text);
    this.builder = new PlacedTextBuilder();
    this.marks = [];
  }

  private breakLine(name: string): void {
    if (BLOCKS.has(name) && this.builder.length > 0) this.builder.addLayout('\n');
  }

  private addBox(attributes: Record<string, string>, offset: number): void {
    if (!/^(?:checkbox|radio)$/i.test(attributes.type ?? '')) return;
    this.builder.addFor('checked' in attributes ? CHECKED : UNCHECKED, offset, offset + 1);
  }

  private openLink(href: string): void {
    const cik = CIK_IN_LINK.exec(href)?.[1]?.padStart(10, '0');
    if (cik !== undefined) this.openMark({ tag: 'a', from: this.builder.length, builder: this.builder, cik });
  }

  private openMark(mark: OpenMark): void {
    this.marks.push(mark);
  }

  private closeMark(tag: string): void {
    const mark = this.marks.pop();
    if (!mark || mark.tag !== tag || mark.builder !== this.builder) return;
    if (mark.cik !== undefined) this.builder.markFrom(mark.from, { kind: 'cik', cik: mark.cik });
    else {
      const before = this.builder.markCount;
      markFootnotes(this.builder, mark.from, this.builder.textFrom(mark.from, MAX_SUPERSCRIPT_LENGTH));
      this.superscripts ||= this.builder.markCount > before;
    }
  }
}

/** Writes tables and text, in reading order, as rows of a sheet. */
class RowWriter {
  private readonly rows: SheetRow[] = [];
  private paragraph = 0;

  write(page: readonly HtmlContent[]): SheetRow[] {
    for (const content of page) this.writeContent(content);
    return this.rows;
  }

  private writeContent(content: HtmlContent): void {
    this.paragraph++;
    if (!(content instanceof HtmlTable)) this.writeText(content);
    else if (content.isLayout)
      for (const cell of content.cells()) for (const part of cell.content) this.writeContent(part);
    else this.writeTable(content);
  }

  private writeText(text: PlacedText): void {
    for (const line of text.split('\n')) {
      const plain = readInlineMarkup(line).fold();
      if (plain.isBlank) this.paragraph++;
      else {
        const cell = { from: 0, to: plain.text.length, text: plain };
        this.rows.push({ layout: 'spaces', cells: [cell], width: 0, paragraph: this.paragraph });
      }
    }
  }

  private writeTable(table: HtmlTable): void {
    for (const row of table.grid()) {
      const cells: SheetCell[] = [];
      for (const { from, to, cell } of row.cells) {
        const text = cell.asText();
        if (!text.isBlank) cells.push({ from, to, text, ...(cell.heading && { heading: true }) });
      }
      if (cells.length > 0) {
        this.rows.push({ layout: 'html', cells, width: row.width, paragraph: this.paragraph });
      }
    }
  }
}
