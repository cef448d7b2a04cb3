import { type ExplainQuestion, ExplainService } from '../../services/explain.service';
import { PeopleService } from '../../services/people.service';
import type { Call } from '../call';
import { explainText } from '../explain-text';
import { ask } from '../open-ledger';

/** `holdings explain PERSON`: the ordered steps to each figure, down to the boxes of the forms. */
export function explain(
  person: string,
  question: ExplainQuestion,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const answer = await ledger.get(ExplainService).explain(personId, question);
    if (format === 'json') await output.json(answer);
    else await output.lines(explainText(answer));
  });
}
