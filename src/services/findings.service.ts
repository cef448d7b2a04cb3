import { Injectable } from '@nestjs/common';
import { paddedCik } from '../core/ledger/parties';
import type { Finding } from '../core/ledger/reconciliation/finding';
import { findingsOf } from '../core/ledger/reconciliation/findings-of';
import { findingsOverTime } from '../core/ledger/reconciliation/findings-over-time';
import { type PossibleDouble, possibleDoubles } from '../core/ledger/reconciliation/possible-doubles';
import { type SpelledHolding, spellingsOf } from '../core/ledger/reconciliation/spellings';
import { bareWords } from '../core/values/folded-text';
import { NotFound } from './answer';
import type { Clocks } from './clocks';
import { PeopleService } from './people.service';
import { type FoldBasis, PersonFolds } from './person-folds';

/** Whose findings are asked for: a person's by id, or an issuer's; everybody's when neither is given. */
export interface FindingsSubject {
  readonly personId?: string;
  /** CIK or id of an issuer, its trading symbol, or words of its name. */
  readonly issuer?: string;
}

export interface FindingsAnswer {
  /** Of the person asked about; null for an issuer and for all. */
  readonly personId: string | null;
  readonly basis: FoldBasis;
  readonly open: number;
  readonly explained: number;
  /** Told of a person and of an issuer, not of all. */
  readonly resolved: number;
  /** Person by person, issuer by issuer, holding by holding, in effective order; resolved ones last. */
  readonly findings: readonly Finding[];
  /** Holdings that were put together although their class, nature of ownership or terms are filed otherwise. */
  readonly spellings: readonly SpelledHolding[];
  /** Holdings that may be one, and would then count twice: a person's decision settles it. */
  readonly doubles: readonly PossibleDouble[];
  /** In words: decisions on holdings that could not be followed. */
  readonly doubts: readonly string[];
}

/** The use case "what does not add up, and why". */
@Injectable()
export class FindingsService {
  constructor(
    private readonly folds: PersonFolds,
    private readonly people: PeopleService,
  ) {}

  /**
   * The findings on whoever is meant by the text: a person (see PeopleService.named), or else an issuer. Throws
   * NotFound when neither is, AmbiguousPerson, InvalidQuestion for clocks that cannot be read.
   */
  async about(text: string, clocks: Clocks = {}): Promise<FindingsAnswer> {
    const personId = await this.personNamed(text);
    if (personId !== undefined) return this.findings({ personId }, clocks);
    try {
      return await this.findings({ issuer: text }, clocks);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw new NotFound(`neither a reporting person nor an issuer matches "${text}"`);
    }
  }

  /**
   * The findings on balances up to the effective date; of an issuer and of all, a joint filing counts once. Throws
   * NotFound for an issuer that nobody reports on, InvalidQuestion for clocks that cannot be read.
   */
  async findings(subject: FindingsSubject = {}, clocks: Clocks = {}): Promise<FindingsAnswer> {
    const { personId, issuer } = subject;
    const { asOf } = clocks;
    const found: Finding[] = [];
    const spellings: SpelledHolding[] = [];
    const doubles: PossibleDouble[] = [];
    const doubts: string[] = [];
    let met = issuer === undefined;
    const basis = await this.folds.each(personId, clocks, ({ events, person, knowledge, isCounted }) => {
      const ofIssuer = person.filings.filter((filing) => issuer === undefined || isIssuer(issuer, filing));
      met ||= ofIssuer.length > 0;
      const wanted = new Set(ofIssuer.filter(isCounted).map(({ filingKey }) => filingKey));
      if (wanted.size === 0) return;
      // Looking back costs a fold for each day on which something came late.
      const all =
        personId === undefined && issuer === undefined
          ? findingsOf(person)
          : findingsOverTime(events, knowledge, person.personId);
      found.push(...all.filter((finding) => wanted.has(finding.filingKey) && isUntil(finding, asOf)));
      spellings.push(
        ...spellingsOf(person).filter(
          ({ spellings: [first, second] }) => wanted.has(first!.filingKey) && isUntil(second!, asOf),
        ),
      );
      doubles.push(
        ...possibleDoubles(person).filter(
          ({ goesOn }) => wanted.has(goesOn.filingKey) && isUntil(goesOn, asOf),
        ),
      );
      doubts.push(...person.doubts);
    });
    if (!met) throw new NotFound(`no filing reports holdings of an issuer "${issuer}"`);
    const count = (status: Finding['status']) => found.filter((finding) => finding.status === status).length;
    return {
      personId: personId ?? null,
      basis,
      open: count('open'),
      explained: count('explained'),
      resolved: count('resolved'),
      findings: inOrder(found),
      spellings,
      doubles,
      doubts,
    };
  }

  private async personNamed(text: string): Promise<string | undefined> {
    try {
      return (await this.people.named(text)).personId;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}

function isUntil({ effectiveOn }: { readonly effectiveOn: string }, asOf: string | undefined): boolean {
  return asOf === undefined || effectiveOn <= asOf;
}

/** As they were found, resolved ones last. */
function inOrder(found: readonly Finding[]): readonly Finding[] {
  const isResolved = ({ status }: Finding) => status === 'resolved';
  return [...found.filter((finding) => !isResolved(finding)), ...found.filter(isResolved)];
}

interface Issued {
  readonly issuerId: string;
  readonly facts: {
    readonly issuer: {
      readonly issuerName?: { readonly value?: string };
      readonly issuerTradingSymbol?: { readonly value?: string };
    };
  };
}

function isIssuer(text: string, { issuerId, facts: { issuer } }: Issued): boolean {
  const words = bareWords(text);
  if (issuerId === (paddedCik(text) ?? text)) return true;
  if (words === '') return false;
  const name = bareWords(issuer.issuerName?.value ?? '');
  return bareWords(issuer.issuerTradingSymbol?.value ?? '') === words || name.includes(words);
}
