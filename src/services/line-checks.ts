import { versionsOf } from '../core/ledger/amendments/amended-filings';
import { isHeldBothWays, kindOfLine } from '../core/ledger/decided-joins';
import type { FoldedHolding, FoldedPerson } from '../core/ledger/person-holdings';
import { lineIds } from '../core/ledger/person-rows';
import type { ReportedLine } from '../core/ledger/reported-line';
import { InvalidQuestion, NotFound } from './answer';

/**
 * Throws NotFound unless both event ids are of lines of the person's holdings, InvalidQuestion for one line and itself,
 * for lines of two tables, issuers or units, and for two holdings of one filing that its column D/I tells apart: no
 * decision makes them one holding, and nothing else does.
 */
export function checkLines([one, other]: readonly [string, string], person: FoldedPerson | undefined): void {
  const [left, right] = [lineOf(one, person), lineOf(other, person)];
  if (left.line === right.line) throw new InvalidQuestion('line', `"${one}" and "${other}" are one line`);
  if (kindOfLine(left.line) !== kindOfLine(right.line)) {
    throw new InvalidQuestion('line', 'the two lines are of two tables, issuers or units: never one holding');
  }
  if (left.holding === right.holding || !isHeldBothWays(linesOf(left.holding), linesOf(right.holding)))
    return;
  throw new InvalidQuestion(
    'line',
    'one filing reports the holdings of both lines, the one held directly and the other indirectly: never one holding',
  );
}

function lineOf(id: string, person: FoldedPerson | undefined) {
  for (const holding of person?.holdings ?? []) {
    const line = linesOf(holding).find((each) => versionsOf(each).flatMap(lineIds).includes(id));
    if (line) return { line, holding };
  }
  throw new NotFound(`no holding has the line "${id}"; "holdings history PERSON --json" tells them`);
}

function linesOf({ steps }: FoldedHolding): readonly ReportedLine[] {
  return steps.map(({ line }) => line);
}
