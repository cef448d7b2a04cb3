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
import { type FoldBasis, type PersonFold, PersonFolds } from './person-folds';

/** Whose findings are asked for: a person's or an issuer's by id, or those of issuers by words; everybody's without. */
export interface FindingsSubject {
  readonly personId?: string;
  readonly issuerId?: string;
  /** Trading symbol, or words of the name of issuers. */
  readonly words?: string;
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
   * The findings on whoever is meant by the text: a person (see PeopleService.named), or else an issuer by its CIK,
   * symbol or name. Throws NotFound when neither is, AmbiguousPerson, InvalidQuestion for clocks that cannot be read.
   */
  async about(text: string, clocks: Clocks = {}): Promise<FindingsAnswer> {
    const personId = await this.personNamed(text);
    const answer =
      personId === undefined
        ? ((await this.found({ issuerId: paddedCik(text) ?? text }, clocks)) ??
          (await this.found({ words: text }, clocks)))
        : await this.found({ personId }, clocks);
    if (answer) return answer;
    throw new NotFound(`neither a reporting person nor an issuer matches "${text}"`);
  }

  /**
   * The findings on balances up to the effective date; of an issuer and of all, a joint filing counts once. Throws
   * NotFound for an issuer that nobody reports on, InvalidQuestion for clocks that cannot be read.
   */
  async findings(subject: FindingsSubject = {}, clocks: Clocks = {}): Promise<FindingsAnswer> {
    const answer = await this.found(subject, clocks);
    if (answer) return answer;
    throw new NotFound(`no filing reports holdings of an issuer "${subject.issuerId ?? subject.words}"`);
  }

  /** Undefined when nobody filed on such an issuer. */
  private async found(subject: FindingsSubject, clocks: Clocks): Promise<FindingsAnswer | undefined> {
    const { personId, issuerId, words } = subject;
    const { asOf } = clocks;
    const found: Finding[] = [];
    const spellings: SpelledHolding[] = [];
    const doubles: PossibleDouble[] = [];
    const doubts: string[] = [];
    let met = words === undefined;
    const take = ({ events, person, knowledge, isCounted }: PersonFold) => {
      const id = issuerId === undefined ? undefined : person.identity.issuerOf(issuerId);
      const asked = person.filings
        .filter((filing) => id === undefined || filing.issuerId === id)
        .filter((filing) => words === undefined || isNamed(words, filing));
      met ||= asked.length > 0;
      const wanted = new Set(asked.filter(isCounted).map(({ filingKey }) => filingKey));
      if (wanted.size === 0) return;
      // Looking back costs a fold for each day on which something came late.
      const all =
        (personId ?? issuerId ?? words)
          ? findingsOverTime(events, knowledge, person.personId)
          : findingsOf(person);
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
    };
    const basis =
      issuerId === undefined
        ? await this.folds.each(personId, clocks, take)
        : await this.folds.eachOn(issuerId, clocks, take);
    if (!basis || !met) return undefined;
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
  readonly facts: {
    readonly issuer: {
      readonly issuerName?: { readonly value?: string };
      readonly issuerTradingSymbol?: { readonly value?: string };
    };
  };
}

/** By its symbol, or by words of its name. */
function isNamed(text: string, { facts: { issuer } }: Issued): boolean {
  const words = bareWords(text);
  if (words === '') return false;
  const name = bareWords(issuer.issuerName?.value ?? '');
  return bareWords(issuer.issuerTradingSymbol?.value ?? '') === words || name.includes(words);
}
