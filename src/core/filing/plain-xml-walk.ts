import { MAX_TEXT_LENGTH } from '../limits';
import { OWNERSHIP_DOCUMENT, type OwnershipElement } from './ownership-xml-elements';
import { type OwnershipXmlVisitor, TEXT_ROLES } from './ownership-xml-walk';

/** An XML declaration as EDGAR writes it, and the blanks around it. */
const DECLARATION =
  /^(?:<\?xml version="1\.0"(?: encoding="[\w.-]{1,20}")?(?: standalone="(?:yes|no)")? ?\?>)?[\t\n\r ]*/;
/** The attribute of a footnote or of a reference to one, to the end of its tag. */
const ID_TO_END_OF_TAG = / id="([\w ]{0,20})" ?(\/?)>/y;
/** In a text: a reference that is none of XML's five, a section end, or a character that XML may not have. */
const UNPLAIN_TEXT = /&(?!(?:amp|lt|gt|quot|apos);)|\]\]>|[^\t\n\r -\ud7ff\ue000-\ufffd]/;

/**
 * Walks a document that is written as EDGAR writes them: elements of the schema and nothing else, no comments,
 * sections, instructions or attributes but the footnotes' ids. Nearly every filing is, and is read this way at
 * several times the speed of a general XML parser.
 *
 * False as soon as anything else stands there, well-formed or not: then what the visitor was told is worth
 * nothing, and OwnershipXmlWalk, which knows all of XML, has to read the document from its start. Both tell the
 * same of a document that both can read; a test holds that.
 */
export function walkPlain(xml: string, visitor: OwnershipXmlVisitor): boolean {
  return new PlainXmlWalk(xml, visitor).run();
}

class PlainXmlWalk {
  private readonly open: OwnershipElement[] = [];
  private readonly starts: number[] = [];
  private readonly contentStarts: number[] = [];
  /** For each open element, which of its children was met last: filings keep to the order of the schema. */
  private readonly nextChild: number[] = [0];
  /** Where reading goes on. */
  private at: number;

  constructor(
    private readonly xml: string,
    private readonly visitor: OwnershipXmlVisitor,
  ) {
    this.at = DECLARATION.exec(xml)![0].length;
  }

  run(): boolean {
    if (!this.startTag(OWNERSHIP_DOCUMENT)) return false;
    while (this.open.length > 0) {
      const parent = this.open[this.open.length - 1]!;
      const isText = TEXT_ROLES.has(parent.role);
      if (!(isText ? this.skipText() : this.skipBlanks())) return false;
      const ends = this.xml.charCodeAt(this.at + 1) === SLASH;
      if (!(ends ? this.endTag(parent) : !isText && this.childTag(parent))) return false;
    }
    return !this.skipBlanks() && this.at === this.xml.length;
  }

  /** To the next tag; false when anything but blanks stands before it, or none comes. */
  private skipBlanks(): boolean {
    const { xml } = this;
    let at = this.at;
    let code = xml.charCodeAt(at);
    while (code === LINE_FEED || code === SPACE || code === TAB || code === CARRIAGE_RETURN) {
      code = xml.charCodeAt(++at);
    }
    this.at = at;
    return code === LESS_THAN;
  }

  /** To the end of a text; false when it has what plain text has not, or is past the limit. */
  private skipText(): boolean {
    const { xml, at: start } = this;
    let at = start;
    let suspect = false;
    for (let code = xml.charCodeAt(at); code !== LESS_THAN; code = xml.charCodeAt(++at)) {
      if (code >= SPACE && code <= LAST_PRINTABLE && code !== AMPERSAND && code !== BRACKET) continue;
      if (Number.isNaN(code)) return false;
      suspect = true;
    }
    this.at = at;
    return at - start <= MAX_TEXT_LENGTH && !(suspect && UNPLAIN_TEXT.test(xml.slice(start, at)));
  }

  private childTag(parent: OwnershipElement): boolean {
    const { children } = parent;
    const depth = this.open.length;
    let index = this.nextChild[depth]!;
    for (let tried = 0; tried < children.length; tried++) {
      if (this.startTag(children[index]!)) {
        this.nextChild[depth] = index;
        return true;
      }
      index = index + 1 < children.length ? index + 1 : 0;
    }
    return false;
  }

  /** Reads the tag when it is the one that starts this element; false when it is not. */
  private startTag(element: OwnershipElement): boolean {
    const { xml, at: start } = this;
    if (!xml.startsWith(element.name, start + 1) || xml.charCodeAt(start) !== LESS_THAN) return false;
    let end = start + 1 + element.name.length;
    let id: string | undefined;
    let empty = false;
    const code = xml.charCodeAt(end);
    if (code === GREATER_THAN) end += 1;
    else if (code === SLASH && xml.charCodeAt(end + 1) === GREATER_THAN) {
      empty = true;
      end += 2;
    } else if (element.hasId && code === SPACE) {
      ID_TO_END_OF_TAG.lastIndex = end;
      const attribute = ID_TO_END_OF_TAG.exec(xml);
      if (!attribute) return false;
      id = attribute[1]!.trim();
      empty = attribute[2] !== '';
      end = ID_TO_END_OF_TAG.lastIndex;
    } else return false;
    this.visitor.start(element, id, start, end);
    this.at = end;
    if (empty) this.visitor.end(element, start, end, end, end);
    else {
      this.open.push(element);
      this.nextChild[this.open.length] = 0;
      this.starts.push(start);
      this.contentStarts.push(end);
    }
    return true;
  }

  private endTag(element: OwnershipElement): boolean {
    const { xml, at: contentEnd } = this;
    const end = contentEnd + 3 + element.name.length;
    if (!xml.startsWith(element.name, contentEnd + 2) || xml.charCodeAt(end - 1) !== GREATER_THAN)
      return false;
    this.open.pop();
    this.visitor.end(element, this.starts.pop()!, this.contentStarts.pop()!, contentEnd, end);
    this.at = end;
    return true;
  }
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const BRACKET = 0x5d;
const LAST_PRINTABLE = 0x7e;
