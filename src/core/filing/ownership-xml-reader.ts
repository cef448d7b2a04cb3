import { MAX_ELEMENTS, MAX_FOOTNOTES } from '../limits';
import { foldSpace } from '../values/folded-text';
import { type Filing, FORM_TYPES, type FormType, type Place } from './filing';
import { FilingDraft } from './filing-draft';
import { ownershipProblems } from './ownership-checks';
import { type CellDraft, readCell } from './ownership-xml-cells';
import type { OwnershipElement, ValueKind } from './ownership-xml-elements';
import { OwnershipXmlWalk } from './ownership-xml-walk';
import { walkPlain } from './plain-xml-walk';
import { excerpt } from './problem-list';
import { Refusal } from './refusal';
import type { SourceLines } from './source-lines';
import { isPlain, textContent } from './xml-text';

/** Bumped when the reader makes something else of a document. */
export const OWNERSHIP_XML_PARSER = 'ownership-xml/1';

/**
 * Puts a filing together from the walk over its document. Texts are cut from the source between their tags
 * instead of being collected from the XML parser: that makes places exact, and reading fast.
 */
export class OwnershipXmlReader {
  private readonly draft = new FilingDraft();
  private formType: FormType | undefined;
  /** Where the open cell's value stands; -1 while it has none. */
  private valueStart = -1;
  private valueEnd = -1;
  /** Footnotes of the open cell. */
  private footnotes: string[] = [];
  private firstFootnoteAt: Place | undefined;
  private footnoteId = '';
  /** The text that is being read; one object for all of them, because there are many. */
  private readonly current = {
    name: '',
    start: 0,
    end: 0,
    filed: '',
    text: '',
    at: NOWHERE,
    report: (code: string, message: string) => {
      const { name, start, end } = this.current;
      this.problem(code, message, start, end, name);
    },
  };

  private constructor(
    private readonly xml: string,
    private readonly source: SourceLines,
  ) {}

  /** The filing; throws a Refusal when the document is to be rejected. */
  static read(xml: string, source: SourceLines): Filing {
    const plain = new OwnershipXmlReader(xml, source);
    return walkPlain(xml, plain) ? plain.filing() : OwnershipXmlReader.readAnyXml(xml, source);
  }

  /** The same by the general XML parser, which also reads what EDGAR does not write. */
  static readAnyXml(xml: string, source: SourceLines): Filing {
    const reader = new OwnershipXmlReader(xml, source);
    new OwnershipXmlWalk(xml, reader).run();
    return reader.filing();
  }

  private filing(): Filing {
    if (!this.formType) throw new Refusal('documentType', NO_DOCUMENT_TYPE, 0);
    const filing = this.draft.filing(this.formType, OWNERSHIP_XML_PARSER);
    this.draft.problems.addAll(ownershipProblems(filing));
    return { ...filing, problems: this.draft.problems.toArray() };
  }

  start(element: OwnershipElement, id: string | undefined, start: number, end: number): void {
    switch (element.role) {
      case 'cell':
        this.valueStart = -1;
        if (this.footnotes.length > 0) this.footnotes = [];
        break;
      case 'footnoteId':
        this.reference(id, start, end);
        break;
      case 'footnote':
        this.footnoteId = id ?? '';
        break;
      case 'row':
        this.draft.beginRow(element.row!);
        this.limit(this.draft.lines.length, 'rows', start, end);
        break;
      case 'owner':
        this.draft.beginOwner();
        this.limit(this.draft.owners.length, 'owners', start, end);
        break;
      case 'signature':
        this.draft.beginSignature();
        this.limit(this.draft.signatures.length, 'signatures', start, end);
        break;
      case 'issuer':
        this.draft.beginIssuer();
        break;
    }
  }

  end(element: OwnershipElement, start: number, contentStart: number, contentEnd: number, end: number): void {
    switch (element.role) {
      case 'box':
        this.endBox(element.name, element.reads!, contentStart, contentEnd);
        break;
      case 'value':
        this.endValue(contentStart, contentEnd);
        break;
      case 'cell':
        this.endCell(element.name, element.reads!, start, end);
        break;
      case 'footnote':
        this.endFootnote(start, contentStart, contentEnd, end);
        break;
      case 'row':
        this.draft.endRow(this.source.place(start, end));
        break;
      case 'owner':
      case 'signature':
      case 'issuer':
        this.draft.endPart();
        break;
      case 'secret':
        this.problem('filerPassword', FILER_PASSWORD, contentStart, contentEnd);
        break;
    }
  }

  problem(code: string, message: string, start: number, end: number, cell?: string): void {
    this.draft.problem(code, message, this.source.place(start, end), cell);
    this.limit(this.draft.problems.count, 'problems', start, end);
  }

  private reference(id: string | undefined, start: number, end: number): void {
    const { footnotes } = this;
    if (!id) this.problem('footnoteReference', 'a footnote is referred to without its id', start, end);
    else if (footnotes.includes(id)) {
      this.problem('footnoteReferencedTwice', `${excerpt(id)} is referred to twice in one cell`, start, end);
    } else if (footnotes.length === MAX_FOOTNOTES) {
      const message = `${excerpt(id)} is one footnote more than the ${MAX_FOOTNOTES} a cell can have; it was left out`;
      this.problem('tooManyFootnotes', message, start, end);
    } else if (footnotes.push(id) === 1) this.firstFootnoteAt = this.source.place(start, end);
  }

  private endValue(start: number, end: number): void {
    if (this.valueStart >= 0) {
      this.duplicate('value', start, end);
      return;
    }
    this.valueStart = start;
    this.valueEnd = end;
  }

  private endBox(name: string, reads: ValueKind, start: number, end: number): void {
    const cell = this.cell(name, reads, start, end);
    if (!cell) return;
    if (name === 'documentType') this.formType = this.formType ?? formTypeOf(cell, start, end);
    if (!this.draft.put(name, cell)) this.duplicate(name, start, end);
  }

  private endCell(name: string, reads: ValueKind, start: number, end: number): void {
    let cell = this.valueStart < 0 ? undefined : this.cell(name, reads, this.valueStart, this.valueEnd);
    if (this.footnotes.length > 0) {
      cell ??= { at: this.firstFootnoteAt! };
      cell.footnotes = this.footnotes;
    }
    if (cell && !this.draft.put(name, cell)) this.duplicate(name, start, end);
  }

  private duplicate(name: string, start: number, end: number): void {
    const text = excerpt(textContent(this.xml.slice(start, end)).trim());
    this.problem('duplicateElement', `stands here twice; "${text}" was not read`, start, end, name);
  }

  /** The cell of a text with its place; undefined when it is blank. */
  private cell(name: string, reads: ValueKind, start: number, end: number): CellDraft | undefined {
    const { current } = this;
    const source = this.xml.slice(start, end);
    const plain = isPlain(this.xml, start, end);
    current.name = name;
    current.start = start;
    current.end = end;
    current.filed = plain ? source : textContent(source);
    current.text = plain ? source : foldSpace(current.filed);
    current.at = this.source.place(start, end);
    const cell = readCell(reads, current);
    // The place is longer than the text where the document broke the text in two.
    if (cell && current.at[2] !== end - start) cell.doubt ??= 'repaired';
    return cell;
  }

  private endFootnote(start: number, contentStart: number, contentEnd: number, end: number): void {
    const id = this.footnoteId;
    const at = this.source.place(contentStart, contentEnd);
    this.draft.footnotes.push({ id, text: textContent(this.xml.slice(contentStart, contentEnd)), at });
    if (id === '') this.problem('footnoteId', 'a footnote has no id, so nothing can refer to it', start, end);
    this.limit(this.draft.footnotes.length, 'footnotes', start, end);
  }

  private limit(count: number, what: string, start: number, end: number): void {
    if (count <= MAX_ELEMENTS) return;
    const message = `more than ${MAX_ELEMENTS.toLocaleString('en-US')} ${what}: this is no Form 3, 4 or 5`;
    throw new Refusal('tooManyElements', message, start, end);
  }
}

function formTypeOf(cell: CellDraft, start: number, end: number): FormType {
  const formType = FORM_TYPES.find((type) => type === cell.value);
  if (formType) return formType;
  const message = `documentType is "${excerpt(String(cell.value))}"; only 3, 3/A, 4, 4/A, 5 and 5/A are read`;
  throw new Refusal('documentType', message, start, end);
}

const NOWHERE: Place = [1, 1, 0];
const NO_DOCUMENT_TYPE = 'the form has no documentType, which says whether it is a Form 3, 4 or 5';
const FILER_PASSWORD =
  "the document carries the filer's EDGAR password (CCC), which EDGAR takes out before it publishes; it was not read, and should be changed";
