import { PeopleService } from '../../services/people.service';
import { type ReplayQuestion, ReplayService } from '../../services/replay.service';
import type { Call } from '../call';
import { ask } from '../open-ledger';
import { replayText } from '../replay-text';

/** `holdings replay PERSON --to EVENT|DATE`: the ledger as it stood, and what changed up to there. */
export function replay(
  person: string,
  question: ReplayQuestion,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const answer = await ledger.get(ReplayService).replay(personId, question);
    if (format === 'json') await output.json(answer);
    else await output.lines(replayText(answer));
  });
}
