import { toUnits } from '../../values/quantity';
import type { Cell, FormPlace, Line, Place } from '../filing';
import type { FormReading } from './form-reading';

/** What is known of an amount in columns (A) and (D) of Table II. */
export interface DirectionFacts {
  /** The column that the amount was aligned with. */
  readonly column: 'A' | 'D';
  /** Whether it stands under that column's heading. */
  readonly standing: boolean;
  /** Whether the heading agrees with the row, so that standing there settles it. */
  readonly believed: boolean;
  readonly filed: string;
  readonly at: Place;
  readonly amount: string | undefined;
  readonly following: string | undefined;
  readonly code: string | undefined;
  readonly date: string | undefined;
  readonly where: FormPlace;
}

/** Codes that in Table II nearly always acquire, or dispose of, derivative securities (Form 4 General Instruction 8). */
const USUAL_DIRECTION: Readonly<Record<string, 'A' | 'D'>> = {
  A: 'A',
  P: 'A',
  L: 'A',
  C: 'D',
  D: 'D',
  F: 'D',
  H: 'D',
  M: 'D',
  O: 'D',
  S: 'D',
  U: 'D',
  X: 'D',
};

/**
 * Whether the securities were acquired or disposed of: the column in which the amount stands, where the heading can
 * be believed. Otherwise it is inferred from what the row says, and labelled so; without any value when the evidence
 * does not agree.
 */
export function decideDirection(facts: DirectionFacts, before: readonly Line[], form: FormReading): Cell {
  const { column, believed, filed, at, where } = facts;
  if (believed) return { value: column, at };
  const votes = evidenceFor(facts, before);
  const value = votes.find(({ proof }) => proof)?.value ?? agreed(votes.map((vote) => vote.value));
  if (value === undefined) {
    const message = `cannot tell whether "${filed}" stands under (A) or (D); look it up in the original form`;
    form.problem('unreadableCode', message, { ...where, at });
    return { filed, at, doubt: 'unreadable' };
  }
  form.repair({
    ...where,
    at,
    rule: 'acquiredOrDisposedInferred',
    filed,
    value,
    evidence: votes.filter((vote) => vote.value === value).map((vote) => vote.words),
    alternatives: [value === 'A' ? 'D' : 'A'],
  });
  return { value, at, doubt: 'inferred' };
}

interface Vote {
  readonly value: 'A' | 'D';
  readonly words: string;
  /** True when the other direction is impossible. */
  readonly proof?: true;
}

function evidenceFor(
  { column, standing, code, amount, following, date }: DirectionFacts,
  before: readonly Line[],
): Vote[] {
  const votes: Vote[] = [];
  if (amount !== undefined && following !== undefined && toUnits(following) < toUnits(amount)) {
    const words = `${following} owned following cannot be less than an acquisition of ${amount}`;
    votes.push({ value: 'D', words, proof: true });
  }
  const usual = code === undefined ? undefined : USUAL_DIRECTION[code];
  if (usual) {
    const words = `code ${code} in Table II is usually ${usual === 'A' ? 'an acquisition' : 'a disposition'}`;
    votes.push({ value: usual, words });
  }
  const twin = before.find(
    ({ cells }) =>
      code !== undefined &&
      cells.transactionCode?.value === code &&
      cells.transactionDate?.value === date &&
      cells.transactionAcquiredDisposedCode?.value === 'A',
  );
  if (twin && usual === 'D') {
    const words = `Table I, row ${twin.row} shows the shares acquired by the same transaction`;
    votes.push({ value: 'D', words });
  }
  if (standing) votes.push({ value: column, words: `it stands where column (${column}) is` });
  return votes;
}

function agreed(values: readonly ('A' | 'D')[]): 'A' | 'D' | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}
