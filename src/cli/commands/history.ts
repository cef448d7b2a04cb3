import { ratioText } from '../../core/ledger/splits';
import type { Clocks } from '../../services/clocks';
import { HistoryService, type HoldingHistoryAnswer, type StepAnswer } from '../../services/history.service';
import { PeopleService } from '../../services/people.service';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { EVIDENCE_COLUMNS, TERMS_COLUMNS } from '../csv-columns';
import { historyText } from '../history-text';
import { ask } from '../open-ledger';

const COLUMNS: CsvColumns<HoldingHistoryAnswer & StepAnswer> = [
  ...TERMS_COLUMNS,
  ['ordinal', ({ ordinal }) => ordinal],
  ['kind', ({ kind }) => kind],
  ['status', ({ status }) => status],
  ['effectiveOn', ({ effectiveOn }) => effectiveOn],
  ['eventType', ({ eventType }) => eventType],
  ['code', ({ code }) => code],
  ['change', ({ change }) => change],
  ['price', ({ price }) => price],
  ['reported', ({ reported }) => reported],
  ['computed', ({ computed }) => computed],
  ['labels', ({ labels }) => labels.join(' ')],
  ['split', ({ split }) => split && ratioText(split)],
  ['adjustment', ({ adjustment }) => adjustment && ratioText(adjustment)],
  ...EVIDENCE_COLUMNS,
];

export interface HistoryQuestion extends Clocks {
  /** Event id of any line of the one holding that is asked for. */
  readonly lineId?: string;
  /** In the shares of one day; as filed unless true. */
  readonly adjusted?: true;
}

/** `holdings history PERSON [--holding ID]`: each step of a person's holdings, or of the one with that line. */
export function history(
  person: string,
  { lineId, adjusted, ...clocks }: HistoryQuestion,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const answer = await ledger
      .get(HistoryService)
      .history(personId, lineId, clocks, { adjusted: adjusted === true });
    if (format === 'json') await output.json(answer);
    else if (format === 'csv') await writeCsv(COLUMNS, stepsOf(answer.holdings), output);
    else await output.lines(historyText(answer));
  });
}

function* stepsOf(holdings: readonly HoldingHistoryAnswer[]) {
  for (const holding of holdings) for (const step of holding.steps) yield { ...holding, ...step };
}
