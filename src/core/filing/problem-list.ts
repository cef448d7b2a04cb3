import { MAX_PROBLEMS } from '../limits';
import { foldSpace } from '../values/folded-text';
import type { FormPlace, ParsedDocument, Problem } from './filing';

/** The problems of one filing as they are met, at most MAX_PROBLEMS of them. */
export class ProblemList {
  private readonly problems: Problem[] = [];
  private dropped = 0;

  /** How many problems were added, those that were not kept included. */
  get count(): number {
    return this.problems.length + this.dropped;
  }

  /** Adds a problem; the message is put after the words for where it is. */
  add(code: string, message: string, where: FormPlace = {}): void {
    this.push({ code, message: `${wordsFor(where)}${message}`, ...where });
  }

  /** Adds problems as they are. */
  addAll(problems: readonly Problem[]): void {
    for (const problem of problems) this.push(problem);
  }

  /** All problems in the order met; the last one says how many more there were. */
  toArray(): readonly Problem[] {
    if (this.dropped === 0) return this.problems;
    const message = `${this.dropped} more problems, not listed: the document is hardly a form that EDGAR took`;
    return [...this.problems, { code: 'moreProblems', message }];
  }

  private push(problem: Problem): void {
    if (this.problems.length === MAX_PROBLEMS - 1) this.dropped++;
    else this.problems.push(problem);
  }
}

/** `Table I, row 3, transactionShares: `; empty when nothing is known. */
function wordsFor({ table, row, cell }: FormPlace): string {
  const words = [table && `Table ${table}`, row && `row ${row}`, cell].filter(Boolean);
  return words.length === 0 ? '' : `${words.join(', ')}: `;
}

/** A document that is not taken in, for one reason, in one line. */
export function rejected(code: string, message: string, where: FormPlace = {}): ParsedDocument {
  return { kind: 'rejected', problems: [{ code, message, ...where }] };
}

const EXCERPT_LENGTH = 60;

/** The beginning of a text in one line, short enough for a message. */
export function excerpt(text: string): string {
  const line = foldSpace(text.slice(0, 2 * EXCERPT_LENGTH));
  const whole = line.length <= EXCERPT_LENGTH && text.length <= 2 * EXCERPT_LENGTH;
  return whole ? line : `${line.slice(0, EXCERPT_LENGTH)}…`;
}
