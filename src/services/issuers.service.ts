import { Injectable } from '@nestjs/common';
import type { DecidedHoldings } from '../core/ledger/decided-holdings';
import { type IssuerClass, issuerClasses, type PersonRowsOfIssuer } from '../core/ledger/issuer-positions';
import { paddedCik } from '../core/ledger/parties';
import type { FilingRow } from '../core/ledger/person-ledger';
import { holdingsLedger } from '../core/ledger/project-person';
import { bareWords } from '../core/values/folded-text';
import { type AnswerBasis, NotFound } from './answer';
import type { Clocks } from './clocks';
import { PersonFolds } from './person-folds';

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
  constructor(private readonly folds: PersonFolds) {}

  /**
   * The holders of the issuer with this CIK (or id, where only a name is known), as persons and issuers were linked
   * then. Throws NotFound for an issuer that nobody reports on, InvalidQuestion for clocks that cannot be read.
   */
  async holders(issuer: string, clocks: Clocks = {}): Promise<IssuerAnswer> {
    const asked = paddedCik(issuer) ?? issuer;
    const ledgers: PersonRowsOfIssuer[] = [];
    let issuerId = asked;
    let decided: DecidedHoldings | undefined;
    const fixed = await this.folds.eachOn(asked, clocks, ({ person }) => {
      issuerId = person.identity.issuerOf(asked);
      const own = person.filings.filter((filing) => filing.issuerId === issuerId);
      if (own.length === 0) return;
      ledgers.push(ofIssuer(holdingsLedger(person), issuerId));
      decided ??= own[0]!.decided;
    });
    if (!fixed) throw new NotFound(`no filing reports holdings of an issuer "${issuer}"`);
    const filings = ledgers.flatMap((ledger) => ledger.filings);
    const newest = filings.reduce<FilingRow | undefined>(
      (last, filing) => (last && last.knownOn >= filing.knownOn ? last : filing),
      undefined,
    );
    const { knownOn = null, knownBasis = null } = newest ?? {};
    return {
      issuer: {
        issuerId,
        name: newest?.issuerName ?? null,
        tradingSymbol: newest?.tradingSymbol ?? null,
      },
      basis: { ...fixed, knownOn, knownBasis },
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
