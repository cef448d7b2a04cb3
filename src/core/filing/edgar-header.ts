import { isCalendarDate } from '../values/calendar-date';
import type { FilingHeader } from './filing';
import { excerpt, type ProblemList } from './problem-list';

/** The parts of EDGAR's header that we use, as they stand there, whichever of its forms they were read from. */
export interface HeaderFields {
  accession?: string;
  formType?: string;
  period?: string;
  filed?: string;
  accepted?: string;
  readonly issuers: HeaderParty[];
  readonly owners: HeaderParty[];
}

export interface HeaderParty {
  cik?: string;
  name?: string;
}

const ACCESSION = /^\d{10}-\d{2}-\d{6}$/;
const CIK = /^\d{1,10}$/;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})$/;
const COMPACT_TIME = /^(\d{8})([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/;

/** The header of the fields; undefined when it does not say which filing it is of. Adds what is wrong to `problems`. */
export function headerOf(fields: HeaderFields, problems: ProblemList): FilingHeader | undefined {
  const { accession, formType, issuers, owners } = fields;
  if (accession === undefined || !ACCESSION.test(accession)) {
    const found = accession ? `"${excerpt(accession)}" is none` : 'there is none';
    problems.add(
      'headerAccession',
      `EDGAR's header needs an accession number, and ${found}; it was left out`,
    );
    return undefined;
  }
  if (!formType) {
    problems.add('headerFormType', `EDGAR's header of ${accession} names no form type; it was left out`);
    return undefined;
  }
  const periodOfReport = isoDate('period of report', fields.period, problems);
  const filedOn = isoDate('filing date', fields.filed, problems);
  const acceptedAt = isoTime(fields.accepted, problems);
  if (new Set(issuers.map(({ cik }) => cik)).size > 1) {
    problems.add('headerIssuer', `EDGAR's header names ${issuers.length} issuers; the first was taken`);
  }
  return {
    accession,
    formType,
    ...(periodOfReport !== undefined && { periodOfReport }),
    ...(filedOn !== undefined && { filedOn }),
    ...(acceptedAt !== undefined && { acceptedAt }),
    issuer: party(issuers[0] ?? {}, problems),
    owners: owners.map((owner) => party(owner, problems)),
  };
}

function isoDate(what: string, text: string | undefined, problems: ProblemList): string | undefined {
  if (text === undefined || text === '') return undefined;
  const date = text.replace(COMPACT_DATE, '$1-$2-$3');
  if (isCalendarDate(date)) return date;
  problems.add(
    'headerDate',
    `the ${what} of EDGAR's header, "${excerpt(text)}", is no date; it was left out`,
  );
  return undefined;
}

function isoTime(text: string | undefined, problems: ProblemList): string | undefined {
  if (text === undefined || text === '') return undefined;
  const [, day, hour, minute, second] = COMPACT_TIME.exec(text) ?? [];
  const date = day?.replace(COMPACT_DATE, '$1-$2-$3');
  if (date !== undefined && isCalendarDate(date)) return `${date}T${hour}:${minute}:${second}`;
  const message = `the acceptance time of EDGAR's header, "${excerpt(text)}", is none; it was left out`;
  problems.add('headerDate', message);
  return undefined;
}

function party({ cik, name }: HeaderParty, problems: ProblemList): HeaderParty {
  const known = cik !== undefined && CIK.test(cik);
  if (cik && !known)
    problems.add('headerCik', `"${excerpt(cik)}" in EDGAR's header is no CIK; it was left out`);
  return { ...(known && { cik: cik.padStart(10, '0') }), ...(name && { name }) };
}
