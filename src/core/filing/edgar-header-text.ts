import type { HeaderFields, HeaderParty } from './edgar-header';

/**
 * The fields of a header as EDGAR writes it before the documents of a submission: lines of names and values
 * under `<SEC-HEADER>`, or tags without ends (`<ACCESSION-NUMBER>0000899243-17-024441`), even all on one line.
 */
export function readHeaderText(text: string): HeaderFields {
  return text.includes('<ACCESSION-NUMBER>') ? readTags(text) : readLines(text);
}

const LINE = /^(\s*)([A-Z][A-Z -]*):(.*)$/;
const ACCEPTED = /<ACCEPTANCE-DATETIME>(\d+)/;
const NAMED_BY_ENVELOPE = /<SEC-DOCUMENT>(\d{10}-\d{2}-\d{6})/;

function readLines(text: string): HeaderFields {
  const fields: HeaderFields = { issuers: [], owners: [] };
  /** The issuer or owner whose lines are being read. */
  let party: HeaderParty | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, indent, key, rest] = LINE.exec(line) ?? [];
    if (key === undefined) continue;
    const value = rest!.trim();
    if (indent === '' && value === '') party = beginParty(key, fields);
    else if (party && key === 'CENTRAL INDEX KEY') party.cik ??= value;
    else if (party && key === 'COMPANY CONFORMED NAME') party.name ??= value;
    else if (!party) readField(key, value, fields);
  }
  fields.accession ??= NAMED_BY_ENVELOPE.exec(text)?.[1] ?? '';
  const accepted = ACCEPTED.exec(text)?.[1];
  if (accepted !== undefined) fields.accepted = accepted;
  return fields;
}

function readTags(text: string): HeaderFields {
  const fields: HeaderFields = { issuers: [], owners: [] };
  let party: HeaderParty | undefined;
  for (const [, slash, key, content] of text.matchAll(/<(\/?)([A-Z][A-Z-]*)>([^<]*)/g)) {
    const value = content!.trim();
    if (key === 'ISSUER' || key === 'REPORTING-OWNER') party = slash ? undefined : beginParty(key, fields);
    else if (party && key === 'CIK') party.cik ??= value;
    else if (party && key === 'CONFORMED-NAME') party.name ??= value;
    else if (!party) readField(key!, value, fields);
  }
  return fields;
}

function beginParty(key: string, fields: HeaderFields): HeaderParty | undefined {
  const list = key === 'ISSUER' ? fields.issuers : key === 'REPORTING-OWNER' ? fields.owners : undefined;
  if (!list) return undefined;
  const party: HeaderParty = {};
  list.push(party);
  return party;
}

function readField(key: string, value: string, fields: HeaderFields): void {
  switch (key) {
    case 'ACCESSION NUMBER':
    case 'ACCESSION-NUMBER':
      fields.accession ??= value;
      break;
    case 'CONFORMED SUBMISSION TYPE':
    case 'TYPE':
      fields.formType ??= value;
      break;
    case 'CONFORMED PERIOD OF REPORT':
    case 'PERIOD':
      fields.period ??= value;
      break;
    case 'FILED AS OF DATE':
    case 'FILING-DATE':
      fields.filed ??= value;
      break;
    case 'ACCEPTANCE-DATETIME':
      fields.accepted ??= value;
      break;
  }
}
