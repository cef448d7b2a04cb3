import { Injectable } from '@nestjs/common';
import { type ExplainedStep, explainedStep } from '../core/ledger/explained-step';
import type { FoldedHolding } from '../core/ledger/person-holdings';
import type { PersonRow, StepStatus } from '../core/ledger/person-ledger';
import { holdingRow, lineIds } from '../core/ledger/person-rows';
import type { Finding } from '../core/ledger/reconciliation/finding';
import { findingsOf } from '../core/ledger/reconciliation/findings-of';
import { balanceOf } from '../core/ledger/step-balance';
import { bareWords } from '../core/values/folded-text';
import { type AnswerBasis, NotFound } from './answer';
import type { Clocks } from './clocks';
import { type Evidence, evidenceOf, type Label, labelsOf, type PersonFilings } from './evidence';
import { type HoldingTerms, inAnswerOrder, termsOf } from './holding-terms';
import { PersonReader } from './person-reader';

export interface ExplainQuestion extends Clocks {
  /** Event id of any line of the holding, or words of its title; every holding without it. */
  readonly holding?: string;
}

/** One step to a figure: what it rests on, and by which rule. */
export interface StepExplanation extends ExplainedStep {
  /** Balance after the step; null when nothing is known to count from. */
  readonly balance: string | null;
  /** The rule that gave the balance, in words. */
  readonly rule: string;
  /** What does not add up here, with its causes; null where the balance agrees. */
  readonly finding: Finding | null;
  readonly labels: readonly Label[];
  readonly evidence: Evidence;
}

export interface HoldingExplanation extends HoldingTerms {
  /** False when the holding was not yet known on the date. */
  readonly known: boolean;
  /** The figure that is explained. */
  readonly balance: string | null;
  /** In effective order, up to the date asked for. */
  readonly steps: readonly StepExplanation[];
}

export interface ExplainAnswer {
  readonly person: PersonRow;
  readonly basis: AnswerBasis;
  readonly holdings: readonly HoldingExplanation[];
}

/** How each kind of step gets its balance. */
const RULES: Readonly<Record<StepStatus, string>> = {
  opening: 'implied by the first transaction: its following balance less its change; never filed',
  stated: 'stated by a person in place of what the first transaction implies',
  recomputed: 'the balance before plus the change; the reported balance agrees',
  differs: 'the reported balance, although the balance before plus the change is another one',
  asserted: 'the reported balance: the row shows no change that could be counted',
  underlying: 'the underlying shares, which stand for the balance that Form 3 does not give',
  unreported: 'the balance before plus the change; no balance was filed',
  split: 'the balance before, multiplied by a stated split that no line reports',
};

/** The use case "why this figure": the ordered steps to a balance, down to the boxes of the forms. */
@Injectable()
export class ExplainService {
  constructor(private readonly reader: PersonReader) {}

  /**
   * The steps of the holdings asked for. Throws NotFound for an unknown person and when no known holding has
   * that line or title, InvalidQuestion for clocks that cannot be read.
   */
  async explain(personId: string, question: ExplainQuestion): Promise<ExplainAnswer> {
    const { person, basis, filings, rows } = await this.reader.events(personId, question);
    const { folded } = rows;
    const known = folded?.holdings ?? [];
    const findings = new Map(folded && findingsOf(folded).map((finding) => [finding.lineId, finding]));
    const { holding, asOf } = question;
    const asked = holding === undefined ? known : chosen(known, holding);
    if (holding !== undefined && asked.length === 0) throw new NotFound(notThere(person, known, holding));
    const holdings = asked.map((each) => explanation(personId, each, asOf, { filings, findings }));
    return { person, basis, holdings: inAnswerOrder(holdings) };
  }
}

/** By the id of a line, otherwise by the words of the title. */
function chosen(holdings: readonly FoldedHolding[], holding: string): readonly FoldedHolding[] {
  const withLine = holdings.filter(({ holdingId, steps }) =>
    [holdingId, ...steps.flatMap(({ line }) => lineIds(line))].includes(holding.toLowerCase()),
  );
  if (withLine.length > 0) return withLine;
  const words = bareWords(holding);
  return words === '' ? [] : holdings.filter((each) => bareWords(titleOf(each)).includes(words));
}

function titleOf({ steps }: FoldedHolding): string {
  return steps.at(-1)!.line.line.cells.securityTitle?.value ?? '';
}

function notThere(person: PersonRow, known: readonly FoldedHolding[], holding: string): string {
  const titles = [...new Set(known.map(titleOf))].map((title) => `"${title}"`).join(', ');
  const there = titles === '' ? 'none is known' : `known are ${titles}`;
  return `no holding of ${person.name} has a line with the id, or a title with the words, "${holding}"; ${there}`;
}

function explanation(
  personId: string,
  { holdingId, steps }: FoldedHolding,
  asOf: string | undefined,
  { filings, findings }: { readonly filings: PersonFilings; readonly findings: ReadonlyMap<string, Finding> },
): HoldingExplanation {
  const explained = steps
    .map((step, ordinal) => explainedStep(personId, holdingId, ordinal, step))
    .filter(({ effectiveOn }) => asOf === undefined || effectiveOn <= asOf)
    .map((step) => ({
      ...step,
      balance: balanceOf(step),
      rule: RULES[step.status],
      finding: step.kind === 'opening' || step.kind === 'split' ? null : (findings.get(step.lineId) ?? null),
      labels: labelsOf(step, filings),
      evidence: evidenceOf(step, filings),
    }));
  return {
    ...termsOf(holdingRow(personId, holdingId, steps)),
    known: explained.length > 0,
    balance: explained.at(-1)?.balance ?? null,
    steps: explained,
  };
}
