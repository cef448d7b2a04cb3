import { SaxesParser, type SaxesTag } from 'saxes';
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT_LENGTH } from '../limits';
import { OWNERSHIP_DOCUMENT, type OwnershipElement } from './ownership-xml-elements';
import { excerpt } from './problem-list';
import { Refusal } from './refusal';
import { textContent } from './xml-text';

/** What is told of a document: offsets are of its text. */
export interface OwnershipXmlVisitor {
  /** A start tag; `id` is its attribute. */
  start(element: OwnershipElement, id: string | undefined, start: number, end: number): void;
  /** An end tag: the element reaches from `start` to `end`, its content from `contentStart` to `contentEnd`. */
  end(element: OwnershipElement, start: number, contentStart: number, contentEnd: number, end: number): void;
  problem(code: string, message: string, start: number, end: number): void;
}

/** Characters given to the XML parser at a time: between them we look for how long no tag has come. */
const CHUNK_LENGTH = 128 * 1024;

/**
 * Walks a document along the elements of the schema, once. What the schema does not have is told as a problem,
 * with its text. Throws a Refusal for what is ill-formed, cut off, another document, or past a limit.
 */
export class OwnershipXmlWalk {
  private readonly parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true });
  /** Open elements of the schema from the root on, and where they and their contents start. */
  private readonly open: OwnershipElement[] = [];
  private readonly starts: number[] = [];
  private readonly contentStarts: number[] = [];
  /** For each open element, which of its children was met last. */
  private readonly nextChild: number[] = [0];
  /** End of the tag read last. */
  private edge = 0;
  private atEnd = false;
  private prefixSeen = false;
  /** The element that is open and not of the schema; elements in it count as its text. */
  private unknown = { depth: 0, name: '', start: 0, contentStart: 0 };
  private unknownElements = 0;
  /** Of the start tag that is being read. */
  private attributes: string[] = [];
  private id: string | undefined;

  constructor(
    private readonly xml: string,
    private readonly visitor: OwnershipXmlVisitor,
  ) {
    this.parser.on('attribute', ({ name, value }) => this.attribute(name, value));
    this.parser.on('opentag', (tag) => this.startTag(tag));
    this.parser.on('closetag', (tag) => this.endTag(tag));
    this.parser.on('doctype', () => this.documentTypeDeclaration());
    this.parser.on('processinginstruction', ({ target }) => this.instruction(target));
    this.parser.on('error', ({ message }) => this.illFormed(message));
  }

  run(): void {
    const { parser, xml } = this;
    for (let at = 0; at < xml.length; at += CHUNK_LENGTH) {
      parser.write(xml.length <= CHUNK_LENGTH ? xml : xml.slice(at, at + CHUNK_LENGTH));
      // Not parser.position: between two chunks saxes counts the last one twice.
      this.limitText(this.edge, Math.min(at + CHUNK_LENGTH, xml.length));
    }
    this.atEnd = true;
    parser.close();
  }

  private startTag(tag: SaxesTag): void {
    const end = this.parser.position;
    const start = this.tagStart(end - tag.name.length - 2, end);
    if (this.unknown.depth > 0) {
      if (++this.unknown.depth > MAX_DEPTH) throw new Refusal('tooDeep', TOO_DEEP, start, end);
      this.countUnknown(start, end);
    } else {
      const element = this.elementNamed(tag.name, start, end);
      if (element) {
        this.open.push(element);
        this.nextChild[this.open.length] = 0;
        this.starts.push(start);
        this.contentStarts.push(end);
        this.visitor.start(element, this.id, start, end);
      } else {
        this.unknown = { depth: 1, name: tag.name, start, contentStart: end };
        this.countUnknown(start, end);
      }
      if (this.attributes.length > 0) this.endAttributes(element, start, end);
    }
    this.edge = end;
  }

  private endTag(tag: SaxesTag): void {
    const end = this.parser.position;
    const contentEnd = tag.isSelfClosing ? end : this.tagStart(end - tag.name.length - 3, end);
    if (this.unknown.depth > 0) {
      if (--this.unknown.depth === 0) this.endUnknown(contentEnd, end);
    } else {
      const element = this.open.pop()!;
      const contentStart = this.contentStarts.pop()!;
      if (TEXT_ROLES.has(element.role)) this.limitText(contentStart, contentEnd);
      else this.lookForStrayText(element, contentEnd);
      this.visitor.end(element, this.starts.pop()!, contentStart, contentEnd, end);
    }
    this.edge = end;
  }

  /** Where the tag that ends at `end` starts: nearly always at `guess`, where it does without attributes and blanks. */
  private tagStart(guess: number, end: number): number {
    return this.xml.charCodeAt(guess) === LESS_THAN ? guess : this.xml.lastIndexOf('<', end - 1);
  }

  private elementNamed(name: string, start: number, end: number): OwnershipElement | undefined {
    const parent = this.open[this.open.length - 1];
    if (!parent) return this.root(name, start, end);
    if (!TEXT_ROLES.has(parent.role)) this.lookForStrayText(parent, start);
    return this.child(parent, name) ?? this.child(parent, this.localName(name, start, end));
  }

  /** The child of that name, looked for from the one met last: filings keep to the order of the schema. */
  private child({ children }: OwnershipElement, name: string): OwnershipElement | undefined {
    const depth = this.open.length;
    let index = this.nextChild[depth]!;
    for (let tried = 0; tried < children.length; tried++) {
      const child = children[index]!;
      if (child.name === name) {
        this.nextChild[depth] = index;
        return child;
      }
      index = index + 1 < children.length ? index + 1 : 0;
    }
    return undefined;
  }

  private root(name: string, start: number, end: number): OwnershipElement {
    if (this.localName(name, start, end) === OWNERSHIP_DOCUMENT.name) return OWNERSHIP_DOCUMENT;
    const message = `the root element is <${excerpt(name)}>, not <ownershipDocument>; this is no Form 3, 4 or 5 in XML`;
    throw new Refusal('notOwnershipDocument', message, start, end);
  }

  /** The name without a namespace prefix: EDGAR's documents have none, copies that were saved again may. */
  private localName(name: string, start: number, end: number): string {
    const colon = name.indexOf(':');
    if (colon < 0) return name;
    if (!this.prefixSeen) {
      const message = `<${excerpt(name)}> has a namespace prefix, which EDGAR's documents have not; it was read without`;
      this.visitor.problem('namespacePrefix', message, start, end);
    }
    this.prefixSeen = true;
    return name.slice(colon + 1);
  }

  private countUnknown(start: number, end: number): void {
    if (++this.unknownElements > MAX_ELEMENTS) throw new Refusal('tooManyElements', TOO_MANY, start, end);
  }

  private endUnknown(contentEnd: number, end: number): void {
    const { name, start, contentStart } = this.unknown;
    const parent = this.open[this.open.length - 1]!.name;
    const source = this.xml.slice(contentStart, Math.min(contentEnd, contentStart + MAX_TEXT_LENGTH));
    const text = excerpt(textContent(source).trim());
    const message = `<${excerpt(name)}> is not of EDGAR's schema in <${parent}>; ${
      text === '' ? 'it is empty' : `its text "${text}" was not read`
    }`;
    this.visitor.problem('unknownElement', message, start, end);
  }

  /** Text between the tags of an element that should only hold others. */
  private lookForStrayText(parent: OwnershipElement, end: number): void {
    for (let i = this.edge; i < end; i++) {
      if (this.xml.charCodeAt(i) <= SPACE) continue;
      const text = textContent(this.xml.slice(this.edge, end)).trim();
      if (text === '') return;
      const message = `<${parent.name}> has the text "${excerpt(text)}" outside of its elements; it was not read`;
      this.visitor.problem('strayText', message, this.edge, end);
      return;
    }
  }

  private attribute(name: string, value: string): void {
    this.attributes.push(name);
    const at = this.parser.position;
    if (this.attributes.length > MAX_ATTRIBUTES) {
      const message = `a tag has more than ${MAX_ATTRIBUTES} attributes; EDGAR's have one`;
      throw new Refusal('tooManyAttributes', message, at);
    }
    this.limitText(at - value.length, at);
    if (name === 'id') this.id = value.trim();
  }

  private endAttributes(element: OwnershipElement | undefined, start: number, end: number): void {
    for (const name of element ? this.attributes : []) {
      if (name === 'id' && element?.hasId) continue;
      if (name === 'xmlns' || NAMESPACE_ATTRIBUTE.test(name)) continue;
      const message = `<${element?.name}> has an attribute ${excerpt(name)} that is not of EDGAR's schema; it was not read`;
      this.visitor.problem('unknownAttribute', message, start, end);
    }
    this.attributes = [];
    this.id = undefined;
  }

  private instruction(target: string): void {
    const message = `<?${excerpt(target)}?> is an instruction that EDGAR's documents have not; it was not followed`;
    this.visitor.problem('processingInstruction', message, this.edge, this.parser.position);
  }

  private documentTypeDeclaration(): never {
    const end = this.parser.position;
    throw new Refusal('dtd', DTD, this.xml.lastIndexOf('<!DOCTYPE', end), end);
  }

  private limitText(start: number, end: number): void {
    if (end - start <= MAX_TEXT_LENGTH) return;
    const message = `more than ${MAX_TEXT_LENGTH.toLocaleString('en-US')} characters without a tag; EDGAR's longest text has 2,000`;
    throw new Refusal('tooLong', message, start, end);
  }

  private illFormed(saxesMessage: string): never {
    const end = this.parser.position;
    const inside = this.open[this.open.length - 1];
    const ampersand = this.xml.slice(this.edge, end).search(BARE_AMPERSAND);
    if (ampersand >= 0) {
      const at = this.edge + ampersand;
      throw new Refusal('illFormed', BARE_AMPERSAND_MESSAGE, at, at + 1);
    }
    if (this.atEnd) {
      const where = inside ? `inside <${inside.name}>` : 'in the middle of a tag or a comment';
      throw new Refusal(
        'cutOff',
        `the XML ends ${where}: the file is cut off; get it again`,
        this.xml.length,
      );
    }
    const reason = excerpt(saxesMessage.replace(/^\d+:\d+: /, '').replace(/\.$/, ''));
    throw new Refusal(
      'illFormed',
      `the XML is not well-formed (${reason}); get the file again`,
      end - 1,
      end,
    );
  }
}

export const TEXT_ROLES: ReadonlySet<string> = new Set(['box', 'value', 'footnote', 'secret']);
const NAMESPACE_ATTRIBUTE = /^(?:xmlns|xsi|xml):/;
const SPACE = 0x20;
const LESS_THAN = 0x3c;
const DTD =
  'the XML has a document type declaration (<!DOCTYPE), which EDGAR never has and in which an entity bomb can hide; get the document from EDGAR again';
/** An ampersand that begins no reference, and is not the last that came of one. The XML parser goes on to the next semicolon. */
const BARE_AMPERSAND = /&(?![\w#]+;)(?![\w#]*$)/;
const BARE_AMPERSAND_MESSAGE =
  'the XML is not well-formed (an ampersand that is not written &amp;); get the file again';
const TOO_MANY = `more than ${MAX_ELEMENTS.toLocaleString('en-US')} elements that EDGAR does not have: this is no Form 3, 4 or 5`;
const TOO_DEEP = `elements stand more than ${MAX_DEPTH} deep inside an element that EDGAR does not have`;
