import { versionsOf } from '../core/ledger/amendments/amended-filings';
import { kindOfLine } from '../core/ledger/decided-joins';
import type { FoldedPerson } from '../core/ledger/person-holdings';
import { lineIds } from '../core/ledger/person-rows';
import type { ReportedLine } from '../core/ledger/reported-line';
import { InvalidQuestion, NotFound } from './answer';

/**
 * Throws NotFound unless both event ids are of lines of the person's holdings, InvalidQuestion for one line and itself,
 * and for lines of two tables, issuers or units: no decision makes them one holding, and nothing else does.
 */
export function checkLines([one, other]: readonly [string, string], person: FoldedPerson | undefined): void {
  const [left, right] = [lineOf(one, person), lineOf(other, person)];
  if (left === right) throw new InvalidQuestion('line', `"${one}" and "${other}" are one line`);
  if (kindOfLine(left) === kindOfLine(right)) return;
  throw new InvalidQuestion('line', 'the two lines are of two tables, issuers or units: never one holding');
}

function lineOf(id: string, person: FoldedPerson | undefined): ReportedLine {
  const lines = (person?.holdings ?? []).flatMap(({ steps }) => steps.map(({ line }) => line));
  const line = lines.find((each) => versionsOf(each).flatMap(lineIds).includes(id));
  if (line) return line;
  throw new NotFound(`no holding has the line "${id}"; "holdings history PERSON --json" tells them`);
}
