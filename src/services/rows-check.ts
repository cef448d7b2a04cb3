import { Inject, Injectable } from '@nestjs/common';
import { personOfStream, streamOf } from '../core/ledger/parties';
import type { PersonLedger } from '../core/ledger/person-ledger';
import { projectPerson } from '../core/ledger/project-person';
import { rowHashOf } from '../core/ledger/row-hash';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { foldFamily } from '../read-model/person-fold';
import { PersonStreams } from '../read-model/person-streams';
import type { ReadModel } from '../read-model/read-model';
import { EVENT_STORE } from './ledger-tokens';
import type { VerifyFinding } from './verify.service';

/** Makes the rows of persons again from the events and compares them with those that are kept. */
@Injectable()
export class RowsCheck {
  constructor(
    private readonly live: LiveGeneration,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * Tells what differs in the rows of a stream's person, and of everybody who was ever linked to the person; returns
   * the number of persons whose rows were compared: 0 for a stream without rows, and for one whose person is looked
   * at with another stream.
   */
  async check(stream: string, tell: (finding: VerifyFinding) => void): Promise<number> {
    const personId = personOfStream(stream);
    if (personId === undefined) return 0;
    const { personIds, events } = await new PersonStreams(this.store).of(personId);
    const first = personIds.find((id) => events.some((event) => event.stream === streamOf(id)));
    if (first !== personId) return 0;
    const { ledgers } = foldFamily(projectPerson, personIds, events);
    for (const ledger of ledgers) await this.compare(ledger, tell);
    for (const id of personIds) {
      if (ledgers.some(({ person }) => person.personId === id)) continue;
      if ((await this.live.read((readModel) => readModel.rowHash(id))) === undefined) continue;
      const what = 'the read model has rows of this person, who is linked to another one: rebuild it';
      tell({ kind: 'corruption', stream: streamOf(id), revision: null, position: null, what });
    }
    return ledgers.length;
  }

  private async compare(
    { person: { personId }, rowHash }: PersonLedger,
    tell: (finding: VerifyFinding) => void,
  ): Promise<void> {
    const found = { stream: streamOf(personId), revision: null, position: null };
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
    } else if (kept !== rowHash) {
      const what = 'today’s rules make other rows of the same events than those that are kept: rebuild';
      tell({ kind: 'otherRules', ...found, what });
    }
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
