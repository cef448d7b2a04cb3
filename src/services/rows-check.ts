import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../core/ledger/events';
import { projectPerson } from '../core/ledger/project-person';
import { rowHashOf } from '../core/ledger/row-hash';
import { LiveGeneration } from '../read-model/live-generation';
import type { ReadModel } from '../read-model/read-model';
import type { VerifyFinding } from './verify.service';

/** Makes a person's rows again from the events and compares them with those that are kept. */
@Injectable()
export class RowsCheck {
  constructor(private readonly live: LiveGeneration) {}

  /** Tells what differs; returns the number of persons whose rows were compared: 0 for a stream without rows. */
  async check(events: readonly StoredEvent[], tell: (finding: VerifyFinding) => void): Promise<number> {
    const ledger = projectPerson(events);
    if (!ledger) return 0;
    const { personId } = ledger.person;
    const { stream } = events[0]!;
    const found = { stream, revision: null, position: null };
    const { kept, hashOfRows } = await this.live.read(async (readModel) => ({
      kept: await readModel.rowHash(personId),
      hashOfRows: await hashOfRowsOf(personId, readModel),
    }));
    if (kept === undefined) {
      const what = 'the read model has no rows of this person: rebuild it';
      tell({ kind: 'corruption', ...found, what });
    } else if (kept !== hashOfRows) {
      const what = 'the rows that are kept are not those that were written: rebuild the read model';
      tell({ kind: 'corruption', ...found, what });
    } else if (kept !== ledger.rowHash) {
      const what = 'today’s rules make other rows of the same events than those that are kept: rebuild';
      tell({ kind: 'otherRules', ...found, what });
    }
    return 1;
  }
}

async function hashOfRowsOf(personId: string, readModel: ReadModel): Promise<string | undefined> {
  const person = await readModel.person(personId);
  if (!person) return undefined;
  const histories = await readModel.history(personId);
  return rowHashOf({
    person,
    filings: await readModel.filings(personId),
    holdings: histories.map(({ holding }) => holding),
    steps: histories.flatMap(({ steps }) => steps),
    problems: await readModel.problems(personId),
    lots: (await readModel.lots(personId)).map(({ lot }) => lot),
    tranches: await readModel.tranches(personId),
    draws: await readModel.draws(personId),
  });
}
