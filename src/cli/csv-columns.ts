import type { Evidence } from '../services/evidence';
import type { HoldingTerms } from '../services/holding-terms';
import type { CsvColumns } from './csv';

/** What is held: the first columns of every table about holdings. */
export const TERMS_COLUMNS: CsvColumns<HoldingTerms> = [
  ['holdingId', ({ holdingId }) => holdingId],
  ['issuerId', ({ issuerId }) => issuerId],
  ['issuerName', ({ issuerName }) => issuerName],
  ['formTable', ({ table }) => table],
  ['title', ({ title }) => title],
  ['ownership', ({ ownership }) => ownership],
  ['nature', ({ nature }) => nature],
  ['natureFootnotes', ({ natureFootnotes }) => natureFootnotes],
  ['strike', ({ strike }) => strike],
  ['exercisableOn', ({ exercisableOn }) => exercisableOn],
  ['expiresOn', ({ expiresOn }) => expiresOn],
  ['underlyingTitle', ({ underlyingTitle }) => underlyingTitle],
  ['unit', ({ unit }) => unit],
  ['knownFrom', ({ knownFrom }) => knownFrom],
  ['impliedOpening', ({ impliedOpening }) => impliedOpening],
  ['statedOpening', ({ statedOpening }) => statedOpening],
];

/** What a figure rests on: the last columns. */
export const EVIDENCE_COLUMNS: CsvColumns<{ readonly evidence: Evidence }> = [
  ['lineId', ({ evidence }) => evidence.lineId],
  ['formRow', ({ evidence }) => evidence.row],
  ['footnotes', ({ evidence }) => evidence.footnotes],
  ['filingKey', ({ evidence }) => evidence.filingKey],
  ['accession', ({ evidence }) => evidence.accession],
  ['formType', ({ evidence }) => evidence.formType],
  ['signedOn', ({ evidence }) => evidence.signedOn],
  ['filedOn', ({ evidence }) => evidence.filedOn],
  ['knownOn', ({ evidence }) => evidence.knownOn],
  ['knownBasis', ({ evidence }) => evidence.knownBasis],
  ['acceptedAt', ({ evidence }) => evidence.acceptedAt],
  ['sourceName', ({ evidence }) => evidence.sourceName],
  ['sourceLine', ({ evidence }) => evidence.sourceLine],
  ['sourceSha256', ({ evidence }) => evidence.sourceSha256],
];
