import { Inject, Injectable } from '@nestjs/common';
import type { DecidedHoldings } from '../core/ledger/decided-holdings';
import { type IssuerClass, issuerClasses, type PersonRowsOfIssuer } from '../core/ledger/issuer-positions';
import { paddedCik } from '../core/ledger/parties';
import type { FilingRow } from '../core/ledger/person-ledger';
import { bareWords } from '../core/values/folded-text';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { type AnswerBasis, checkAsOf, NotFound } from './answer';
import { type Clocks, recordedPosition } from './clocks';
import { EVENT_STORE } from './ledger-tokens';
import { PersonReader } from './person-reader';

/** Who holds how much of an issuer's securities. */
export interface IssuerAnswer {
  readonly issuer: {
    readonly issuerId: string;
    /** As on the filing known last; null when none shows it. */
    readonly name: string | null;
    readonly tradingSymbol: string | null;
  };
  readonly basis: AnswerBasis;
  /** Table I before Table II, by title. */
  readonly classes: readonly IssuerClass[];
}

/** The use case "who holds an issuer's securities", on any of the three clocks: a joint position once. */
@Injectable()
export class IssuersService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly live: LiveGeneration,
    private readonly reader: PersonReader,
  ) {}

  /**
   * The holders of the issuer with this CIK (or id, where only a name is known). Throws NotFound for an issuer
   * that nobody reports on, InvalidQuestion for clocks that cannot be read.
   */
  async holders(issuer: string, clocks: Clocks = {}): Promise<IssuerAnswer> {
    checkAsOf(clocks.asOf);
    const issuerId = paddedCik(issuer) ?? issuer;
    const personIds = await this.live.read((rows) => rows.personsOfIssuer(issuerId));
    if (personIds.length === 0) throw new NotFound(`no filing reports holdings of an issuer "${issuer}"`);
    const position = await recordedPosition(this.store, clocks, undefined);
    const recorded = { ...clocks, ...(position !== null && { recordedAt: position }) };
    const ledgers: PersonRowsOfIssuer[] = [];
    let basis: AnswerBasis | undefined;
    let decided: DecidedHoldings | undefined;
    for (const personId of personIds) {
      const reading = await this.reader.events(personId, recorded);
      if (reading.rows.ledger) ledgers.push(ofIssuer(reading.rows.ledger, issuerId));
      basis = newer(basis, reading.basis);
      decided ??= reading.rows.folded?.filings[0]?.decided;
    }
    const filings = ledgers.flatMap((ledger) => ledger.filings);
    const newest = filings.reduce<FilingRow | undefined>(
      (last, filing) => (last && last.knownOn >= filing.knownOn ? last : filing),
      undefined,
    );
    return {
      issuer: {
        issuerId,
        name: newest?.issuerName ?? null,
        tradingSymbol: newest?.tradingSymbol ?? null,
      },
      basis: basis!,
      classes: issuerClasses(issuerId, ledgers, clocks.asOf, (title) =>
        classWordsOf(issuerId, title, decided),
      ),
    };
  }
}

/** Titles that persons have grouped are one class; the decisions on an issuer are the same for all who report on it. */
function classWordsOf(issuerId: string, title: string, decided: DecidedHoldings | undefined): string {
  return decided?.classWords(issuerId, title) ?? bareWords(title);
}

/** Only what tells of the issuer is kept while the other persons are read. */
function ofIssuer(
  { person, filings, holdings, steps }: PersonRowsOfIssuer,
  issuerId: string,
): PersonRowsOfIssuer {
  const own = holdings.filter((holding) => holding.issuerId === issuerId);
  const ids = new Set(own.map(({ holdingId }) => holdingId));
  return {
    person,
    filings: filings.filter((filing) => filing.issuerId === issuerId),
    holdings: own,
    steps: steps.filter(({ holdingId }) => ids.has(holdingId)),
  };
}

function newer(basis: AnswerBasis | undefined, other: AnswerBasis): AnswerBasis {
  if (basis === undefined || (other.knownOn ?? '') > (basis.knownOn ?? '')) return other;
  return basis;
}
