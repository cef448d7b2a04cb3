import { DOMParser, type Element, type Node } from '@xmldom/xmldom';

/**
 * A second reader of ownership XML for comparison: on a DOM instead of a stream, by walking whatever stands in
 * the document instead of following a schema, with normalisations of its own. Shares no code with the product.
 */
export interface IndependentReading {
  readonly boxes: ReadonlyMap<string, IndependentBox>;
  readonly rows: number;
  readonly footnotes: number;
}

export interface IndependentBox {
  /** Normalised text; booleans as `true` and `false`; null for a box that only has footnotes. */
  readonly value: string | null;
  readonly filed: string | null;
  readonly footnotes: readonly string[];
}

const ROWS: Readonly<Record<string, string>> = {
  nonDerivativeTransaction: 'I transaction',
  nonDerivativeHolding: 'I holding',
  derivativeTransaction: 'II transaction',
  derivativeHolding: 'II holding',
};

const AMOUNTS = /Shares$|Value$|Price$|PerShare$|OwnedFollowingTransaction$/;
const DATES = /Date$|^periodOfReport$|^dateOfOriginalSubmission$/;
const CIKS = /Cik$/;
const FLAGS =
  /^is[A-Z]|^notSubject|^noSecurities|^form[34]|^aff10b5One$|^equitySwapInvolved$|Flag$|GoodAddress$/;

/**
 * Every box that is not blank, under names such as `I.3.transactionShares`, `owners.1.rptOwnerName`,
 * `issuer.issuerCik`, `footnotes.2`, `signatures.1.signatureDate`, `periodOfReport`; rows and lists from 1.
 */
export function readIndependently(xml: string): IndependentReading {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const root = document.documentElement!;
  const boxes = new Map<string, IndependentBox>();
  const counts = { owners: 0, signatures: 0, footnotes: 0, rows: 0, I: 0, II: 0 };
  const next = (list: keyof typeof counts) => ++counts[list];
  for (const child of elementsIn(root)) {
    if (child.tagName === 'reportingOwner') collect(child, `owners.${next('owners')}.`, boxes);
    else if (child.tagName === 'ownerSignature') collect(child, `signatures.${next('signatures')}.`, boxes);
    else if (child.tagName === 'issuer') collect(child, 'issuer.', boxes);
    else if (child.tagName === 'footnotes') {
      for (const footnote of elementsIn(child)) {
        const text = footnote.textContent ?? '';
        const key = `footnotes.${next('footnotes')}`;
        boxes.set(key, { value: text, filed: text, footnotes: [footnote.getAttribute('id') ?? ''] });
      }
    } else if (child.tagName.endsWith('Table')) {
      for (const row of elementsIn(child)) {
        const [table, kind] = ROWS[row.tagName]!.split(' ') as ['I' | 'II', string];
        const key = `${table}.${next(table)}`;
        boxes.set(key, { value: kind, filed: null, footnotes: [] });
        next('rows');
        collect(row, `${key}.`, boxes);
      }
    } else collect(child, '', boxes);
  }
  return { boxes, rows: counts.rows, footnotes: counts.footnotes };
}

/** Takes every box at or below the element: one with a `value` or `footnoteId` inside, or with plain text. */
function collect(element: Element, prefix: string, boxes: Map<string, IndependentBox>): void {
  const children = elementsIn(element);
  const footnotes = children
    .filter((child) => child.tagName === 'footnoteId')
    .map((child) => child.getAttribute('id')!);
  const value = children.find((child) => child.tagName === 'value');
  const rest = children.filter((child) => child.tagName !== 'footnoteId' && child.tagName !== 'value');
  const filed = value?.textContent ?? (children.length === 0 ? element.textContent : null) ?? '';
  const blank = filed.trim() === '';
  if (!blank || footnotes.length > 0) {
    boxes.set(prefix + element.tagName, {
      value: blank ? null : normalise(element.tagName, filed),
      filed: blank ? null : filed,
      footnotes,
    });
  }
  for (const child of rest) collect(child, prefix, boxes);
}

function normalise(name: string, filed: string): string {
  const text = filed.split(/\s/).filter(Boolean).join(' ');
  if (FLAGS.test(name)) return String({ '1': true, true: true, '0': false, false: false }[text]);
  if (CIKS.test(name)) return `000000000${text}`.slice(-10);
  if (DATES.test(name)) return text.slice(0, 10);
  if (AMOUNTS.test(name)) return shortDecimal(text);
  return text;
}

function shortDecimal(text: string): string {
  const [whole, fraction = ''] = text.split('.') as [string, string?];
  const digits = fraction.replace(/0+$/, '');
  return BigInt(whole || '0').toString() + (digits ? `.${digits}` : '');
}

function elementsIn(parent: Element): Element[] {
  return Array.from(parent.childNodes as unknown as Iterable<Node>).filter(
    (node): node is Element => node.nodeType === node.ELEMENT_NODE,
  );
}

/** Text content of a fragment of XML. */
export function textOfFragment(fragment: string): string {
  const document = new DOMParser().parseFromString(`<fragment>${fragment}</fragment>`, 'text/xml');
  return document.documentElement!.textContent ?? '';
}
