import { Injectable } from '@nestjs/common';
import { type AmendmentDiff, amendmentDiff } from '../core/ledger/amendments/amendment-diff';
import { foldPerson } from '../core/ledger/person-holdings';
import type { FilingAmends, FilingRow, PersonRow } from '../core/ledger/person-ledger';
import { LiveGeneration } from '../read-model/live-generation';
import { type AnswerBasis, InvalidQuestion, NotFound } from './answer';
import type { Clocks } from './clocks';
import { PersonReader } from './person-reader';

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

/** A filing that is, or may be, the original of an amendment. */
export interface OriginalAnswer extends FilingAnswer {
  readonly confidence: FilingAmends['originals'][number]['confidence'];
  /** In words, what speaks for it. */
  readonly evidence: readonly string[];
}

/** What an amendment changed, and of which filing. */
export interface AmendmentAnswer extends AmendmentDiff {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly amendment: FilingAnswer;
  readonly standing: FilingAmends['standing'];
  /** The original, or the filings that tie; none when unmatched. */
  readonly originals: readonly OriginalAnswer[];
  /** What is left open, in words. */
  readonly problems: readonly string[];
}

/** Characters of a fingerprint from which on its beginning is enough to name a filing. */
const MIN_FINGERPRINT = 11;

/** The use case "what did this amendment change". */
@Injectable()
export class AmendmentsService {
  constructor(
    private readonly live: LiveGeneration,
    private readonly reader: PersonReader,
  ) {}

  /**
   * What the amendment with this accession number (or fingerprint, where it has no number) changed, as far as is
   * known; the joint owners of a filing share one answer, `personId` picks whose stream it is read from. Throws
   * NotFound for a filing that is not recorded, InvalidQuestion for one that is no amendment.
   */
  async diff(key: string, clocks: Clocks = {}, personId?: string): Promise<AmendmentAnswer> {
    const filing = await this.filing(key, personId);
    const { person, basis, filings, rows } = await this.reader.events(filing.personId, clocks);
    const folded = foldPerson(rows.events, rows.knowledge);
    const found = folded?.amendments.find(({ amendment }) => amendment.fingerprint === filing.fingerprint);
    if (!found) throw notThere(filing, filings.filings);
    const answerOf = (filingKey: string) => filingAnswer(filings.filings.get(filingKey)!);
    return {
      person,
      basis,
      amendment: answerOf(found.amendment.filingKey),
      standing: found.standing,
      originals: found.originals.map(({ filing: original, confidence, evidence }) => ({
        ...answerOf(original.filingKey),
        confidence,
        evidence,
      })),
      ...amendmentDiff(found),
      problems: found.problems.map(({ message }) => message),
    };
  }

  /** The filing of that key: of the person asked for, or of the first of its owners. */
  private async filing(text: string, personId: string | undefined): Promise<FilingRow> {
    const key = accessionNumber(text) ?? text.trim();
    const beginning = /^v\d+:/.test(key) && key.length >= MIN_FINGERPRINT;
    const found = await this.live.read((rows) => rows.filingsByKey(key, beginning));
    const [first] = personId === undefined ? found : found.filter((filing) => filing.personId === personId);
    if (!first) {
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
    return first;
  }
}

/** EDGAR's accession number with its dashes; undefined when the text is none. */
function accessionNumber(text: string): string | undefined {
  const digits = /^\s*(\d{10})-?(\d{2})-?(\d{6})\s*$/.exec(text);
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : undefined;
}

function notThere(filing: FilingRow, known: ReadonlyMap<string, FilingRow>): Error {
  const { filingKey, formType, knownOn } = filing;
  if (formType.endsWith('/A')) {
    return new NotFound(`${filingKey}, a Form ${formType}, is known only from ${knownOn} on`);
  }
  const amendments = [...known.values()].filter(({ amends }) =>
    amends?.originals.some((original) => original.filingKey === filingKey),
  );
  const by = amendments.map((each) => each.filingKey).join(', ');
  return new InvalidQuestion(
    'filing',
    `${filingKey} is a Form ${formType}, no amendment; ${by ? `ask for what amends it: ${by}` : 'nothing that is known amends it'}`,
  );
}

function filingAnswer(filing: FilingRow): FilingAnswer {
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
