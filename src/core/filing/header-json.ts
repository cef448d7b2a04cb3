import { MAX_HEADER_LENGTH } from '../limits';
import { type HeaderFields, type HeaderParty, headerOf } from './edgar-header';
import { FORM_TYPES, type ParsedDocument } from './filing';
import { excerpt, ProblemList, rejected } from './problem-list';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads EDGAR's header of a filing as JSON: `submission` with accession number, dates, reporting owners and
 * issuer, each of them a list or a single object. Rejects JSON that is something else, or of another form.
 */
export function parseHeaderJson(text: string): ParsedDocument {
  if (text.length > MAX_HEADER_LENGTH) {
    const most = MAX_HEADER_LENGTH.toLocaleString('en-US');
    return rejected(
      'notHeader',
      `JSON of more than ${most} characters, too long for EDGAR's header of a filing; get the filing itself`,
    );
  }
  const submission = objectIn(parse(text), 'submission');
  if (!submission || textIn(submission, 'ACCESSION-NUMBER') === undefined) {
    const message = `JSON without submission.ACCESSION-NUMBER, so not EDGAR's header of a filing: "${excerpt(text)}"`;
    return rejected('notHeader', message);
  }
  const problems = new ProblemList();
  const header = headerOf(fieldsOf(submission), problems);
  if (!header) return { kind: 'rejected', problems: problems.toArray() };
  if (!FORM_TYPES.some((type) => type === header.formType)) {
    const message = `EDGAR's header of ${header.accession}, a ${excerpt(header.formType)}; only Forms 3, 4 and 5 are read`;
    return rejected('formType', message);
  }
  return { kind: 'header', header, problems: problems.toArray() };
}

function fieldsOf(submission: Json): HeaderFields {
  const fields: HeaderFields = {
    issuers: listIn(submission, 'ISSUER').map((issuer) => partyIn(issuer, 'COMPANY-DATA')),
    owners: listIn(submission, 'REPORTING-OWNER').map((owner) => partyIn(owner, 'OWNER-DATA')),
  };
  const take = (name: 'accession' | 'formType' | 'period' | 'filed' | 'accepted', key: string) => {
    const value = textIn(submission, key);
    if (value !== undefined) fields[name] = value;
  };
  take('accession', 'ACCESSION-NUMBER');
  take('formType', 'TYPE');
  take('period', 'PERIOD');
  take('filed', 'FILING-DATE');
  take('accepted', 'ACCEPTANCE-DATETIME');
  return fields;
}

function partyIn(party: Json, key: string): HeaderParty {
  const data = objectIn(party, key) ?? {};
  const [cik, name] = [textIn(data, 'CIK'), textIn(data, 'CONFORMED-NAME')];
  return { ...(cik !== undefined && { cik }), ...(name !== undefined && { name }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectIn(parent: unknown, key: string): Json | undefined {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : undefined;
}

function listIn(parent: Json, key: string): readonly Json[] {
  const value = parent[key];
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function textIn(parent: Json, key: string): string | undefined {
  const value = parent[key];
  return typeof value === 'string' ? value.trim() : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
