import { Injectable } from '@nestjs/common';
import type { FilingRow } from '../core/ledger/person-ledger';
import { LiveGeneration } from '../read-model/live-generation';
import { InvalidQuestion, NotFound } from './answer';

/** One filing in an answer. */
export type FilingAnswer = Pick<
  FilingRow,
  | 'filingKey'
  | 'accession'
  | 'formType'
  | 'issuerId'
  | 'issuerName'
  | 'periodOfReport'
  | 'signedOn'
  | 'filedOn'
  | 'knownOn'
  | 'knownBasis'
>;

/** Characters of a fingerprint from which on its beginning is enough to name a filing. */
const MIN_FINGERPRINT = 11;

/** The use case "which filing is meant". */
@Injectable()
export class FilingsService {
  constructor(private readonly live: LiveGeneration) {}

  /**
   * The filing with this accession number, or fingerprint (its beginning is enough), in the ledger of each of its
   * owners, or of the one person; never empty. Throws NotFound, InvalidQuestion for a beginning of several.
   */
  async named(text: string, personId?: string): Promise<readonly FilingRow[]> {
    const key = accessionNumber(text) ?? text.trim();
    const beginning = /^v\d+:/.test(key) && key.length >= MIN_FINGERPRINT;
    const found = await this.live.read((rows) => rows.filingsByKey(key, beginning));
    const filings = personId === undefined ? found : found.filter((filing) => filing.personId === personId);
    if (filings.length === 0) {
      const whose = personId === undefined || found.length === 0 ? '' : ` of ${personId}`;
      throw new NotFound(`no filing${whose} has the accession number or fingerprint "${text}"`);
    }
    const keys = [...new Set(found.map(({ filingKey }) => filingKey))];
    if (keys.length > 1) {
      throw new InvalidQuestion(
        'filing',
        `"${text}" is the beginning of ${keys.length} fingerprints: ${keys.join(', ')}`,
      );
    }
    return filings;
  }
}

/** What an answer tells of a filing. */
export function filingAnswer(filing: FilingRow): FilingAnswer {
  const { filingKey, accession, formType, issuerId, issuerName, periodOfReport } = filing;
  const { signedOn, filedOn, knownOn, knownBasis } = filing;
  return {
    filingKey,
    accession,
    formType,
    issuerId,
    issuerName,
    periodOfReport,
    signedOn,
    filedOn,
    knownOn,
    knownBasis,
  };
}

/** EDGAR's accession number with its dashes; undefined when the text is none. */
function accessionNumber(text: string): string | undefined {
  const digits = /^\s*(\d{10})-?(\d{2})-?(\d{6})\s*$/.exec(text);
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : undefined;
}
