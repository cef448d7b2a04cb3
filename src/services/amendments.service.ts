import { Injectable } from '@nestjs/common';
import { type AmendmentDiff, amendmentDiff } from '../core/ledger/amendments/amendment-diff';
import { type FilingsDiff, filingsDiff } from '../core/ledger/amendments/filings-diff';
import type { PersonFiling } from '../core/ledger/filings-of-person';
import type { FilingAmends, FilingRow, PersonRow } from '../core/ledger/person-ledger';
import { type AnswerBasis, InvalidQuestion, NotFound } from './answer';
import type { Clocks } from './clocks';
import { type FilingAnswer, FilingsService, filingAnswer } from './filings.service';
import { PersonReader } from './person-reader';

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

/** In what two filings of one person differ. */
export interface FilingsComparison extends FilingsDiff {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly before: FilingAnswer;
  readonly after: FilingAnswer;
}

/** The use case "what did this amendment change", and in what do two filings differ. */
@Injectable()
export class AmendmentsService {
  constructor(
    private readonly filings: FilingsService,
    private readonly reader: PersonReader,
  ) {}

  /**
   * What the amendment with this accession number (or fingerprint, where it has no number) changed, as far as is
   * known; the joint owners of a filing share one answer, `personId` picks whose stream it is read from. Throws
   * NotFound for a filing that is not recorded, InvalidQuestion for one that is no amendment.
   */
  async diff(key: string, clocks: Clocks = {}, personId?: string): Promise<AmendmentAnswer> {
    const [filing] = (await this.filings.named(key, personId)) as [FilingRow];
    const { person, basis, filings, rows } = await this.reader.events(filing.personId, clocks);
    const found = rows.folded?.amendments.find(
      ({ amendment }) => amendment.fingerprint === filing.fingerprint,
    );
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
      ...amendmentDiff(found, clocks.asOf),
      problems: found.problems.map(({ message }) => message),
    };
  }

  /**
   * In what the second filing differs from the first one, as both were filed. Both are filings of one person: of
   * `personId`, or of the first who filed both. Throws NotFound for a filing that is not recorded or not known,
   * InvalidQuestion for filings that nobody filed both.
   */
  async compare(
    before: string,
    after: string,
    clocks: Clocks = {},
    personId?: string,
  ): Promise<FilingsComparison> {
    const [first, second] = [
      await this.filings.named(before, personId),
      await this.filings.named(after, personId),
    ];
    const owners = new Set(second.map((filing) => filing.personId));
    const one = first.find((filing) => owners.has(filing.personId));
    if (!one) {
      throw new InvalidQuestion('filing', `nobody filed both ${before} and ${after}; name two of one person`);
    }
    const other = second.find((filing) => filing.personId === one.personId)!;
    const { person, basis, filings, rows } = await this.reader.events(one.personId, clocks);
    const [was, is] = [one, other].map(({ filingKey, fingerprint, formType, knownOn }) => {
      const known = rows.folded?.filings.find((filing) => filing.fingerprint === fingerprint);
      if (known) return known;
      throw new NotFound(`${filingKey}, a Form ${formType}, is known only from ${knownOn} on`);
    }) as [PersonFiling, PersonFiling];
    const answerOf = ({ filingKey }: PersonFiling) => filingAnswer(filings.filings.get(filingKey)!);
    return {
      person,
      basis,
      before: answerOf(was),
      after: answerOf(is),
      ...filingsDiff(was, is, clocks.asOf),
    };
  }
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
