import type { Clocks } from '../../services/clocks';
import { type HoldingAnswer, HoldingsService } from '../../services/holdings.service';
import { PeopleService } from '../../services/people.service';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { EVIDENCE_COLUMNS, TERMS_COLUMNS } from '../csv-columns';
import { holdingsText } from '../holdings-text';
import { ask } from '../open-ledger';

const COLUMNS: CsvColumns<HoldingAnswer> = [
  ...TERMS_COLUMNS,
  ['known', ({ known }) => known],
  ['balance', ({ balance }) => balance],
  ['reported', ({ reported }) => reported],
  ['computed', ({ computed }) => computed],
  ['since', ({ since }) => since],
  ['labels', ({ labels }) => labels.join(' ')],
  ...EVIDENCE_COLUMNS,
];

/** `holdings show PERSON [--as-of DATE] [--known-at MOMENT] [--recorded-at EVENT]`: what a person holds, each figure with its evidence. */
export function show(person: string, clocks: Clocks, { environment, format, output }: Call): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId = await ledger.get(PeopleService).idMeant(person);
    const answer = await ledger.get(HoldingsService).holdings(personId, clocks);
    if (format === 'json') await output.json(answer);
    else if (format === 'csv') await writeCsv(COLUMNS, answer.holdings, output);
    else await output.lines(holdingsText(answer));
  });
}
