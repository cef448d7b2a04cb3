import { Injectable } from '@nestjs/common';
import { paddedCik } from '../core/ledger/parties';
import type { Finding } from '../core/ledger/reconciliation/finding';
import { findingsOf } from '../core/ledger/reconciliation/findings-of';
import { findingsOverTime } from '../core/ledger/reconciliation/findings-over-time';
import { type SpelledHolding, spellingsOf } from '../core/ledger/reconciliation/spellings';
import { bareWords } from '../core/values/folded-text';
import { NotFound } from './answer';
import type { Clocks } from './clocks';
import { PeopleService } from './people.service';
import { type FoldBasis, PersonFolds } from './person-folds';

export interface FindingsAnswer {
  /** Of the person asked about; null for an issuer and for all. */
  readonly personId: string | null;
  readonly basis: FoldBasis;
  readonly open: number;
  readonly explained: number;
  /** Told of one person only. */
  readonly resolved: number;
  /** Person by person, issuer by issuer, holding by holding, in effective order; resolved ones last. */
  readonly findings: readonly Finding[];
  /** Holdings that were put together although their class or nature of ownership changes its spelling. */
  readonly spellings: readonly SpelledHolding[];
}

/** The use case "what does not add up, and why". */
@Injectable()
export class FindingsService {
  constructor(
    private readonly folds: PersonFolds,
    private readonly people: PeopleService,
  ) {}

  /**
   * The findings on a person (see PeopleService.named), or else on an issuer: its CIK, its trading symbol, or
   * words of its name. All findings without `subject`; a joint filing then counts once. Throws NotFound when
   * neither a person nor an issuer is meant, InvalidQuestion for clocks that cannot be read.
   */
  async findings(subject: string | undefined, clocks: Omit<Clocks, 'asOf'> = {}): Promise<FindingsAnswer> {
    const personId = subject === undefined ? undefined : await this.personNamed(subject);
    const found: Finding[] = [];
    const spellings: SpelledHolding[] = [];
    let issuerMet = false;
    const basis = await this.folds.each(personId, clocks, ({ events, person, knowledge, isCounted }) => {
      if (personId !== undefined) {
        found.push(...findingsOverTime(events, knowledge));
        spellings.push(...spellingsOf(person));
        return;
      }
      const wanted = new Set(
        person.filings
          .filter((filing) => isCounted(filing) && (subject === undefined || isIssuer(subject, filing)))
          .map(({ filingKey }) => filingKey),
      );
      issuerMet ||= wanted.size > 0;
      if (wanted.size === 0) return;
      found.push(...findingsOf(person).filter(({ filingKey }) => wanted.has(filingKey)));
      spellings.push(...spellingsOf(person).filter(({ spellings: [first] }) => wanted.has(first!.filingKey)));
    });
    if (subject !== undefined && personId === undefined && !issuerMet) {
      throw new NotFound(`neither a reporting person nor an issuer matches "${subject}"`);
    }
    const count = (status: Finding['status']) => found.filter((finding) => finding.status === status).length;
    return {
      personId: personId ?? null,
      basis,
      open: count('open'),
      explained: count('explained'),
      resolved: count('resolved'),
      findings: found,
      spellings,
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
