import type { PersonRow } from '../../core/ledger/person-ledger';
import { MAX_PAGE_ROWS, PeopleService } from '../../services/people.service';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import { type Column, textTable } from '../text-table';

const COLUMNS: CsvColumns<PersonRow> = [
  ['personId', ({ personId }) => personId],
  ['cik', ({ cik }) => cik],
  ['name', ({ name }) => name],
  ['filings', ({ filings }) => filings],
  ['holdings', ({ holdings }) => holdings],
  ['problems', ({ problems }) => problems],
  ['firstEffectiveOn', ({ firstEffectiveOn }) => firstEffectiveOn],
  ['lastEffectiveOn', ({ lastEffectiveOn }) => lastEffectiveOn],
];

/** `holdings people [SEARCH]`: everybody in the ledger, or those whose name holds the words. */
export function people(search: string | undefined, { environment, format, output }: Call): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const found = everybody(ledger.get(PeopleService), search);
    if (format === 'csv') return writeCsv(COLUMNS, found, output);
    const list: PersonRow[] = [];
    for await (const person of found) list.push(person);
    if (format === 'json') await output.json({ people: list });
    else await output.lines(peopleText(list));
  });
}

async function* everybody(service: PeopleService, search: string | undefined): AsyncGenerator<PersonRow> {
  for (let after: string | null | undefined; after !== null; ) {
    const page = await service.page({
      ...(search !== undefined && { search }),
      ...(after !== undefined && { after }),
      limit: MAX_PAGE_ROWS,
    });
    yield* page.people;
    after = page.next;
  }
}

function peopleText(found: readonly PersonRow[]): string[] {
  if (found.length === 0) return ['Nobody.'];
  const columns: Column[] = [
    { title: 'Id' },
    { title: 'Name', width: 44 },
    { title: 'Filings', align: 'right' },
    { title: 'Holdings', align: 'right' },
    { title: 'Problems', align: 'right' },
    { title: 'From' },
    { title: 'To' },
  ];
  const rows = found.map(
    ({ personId, name, filings, holdings, problems, firstEffectiveOn, lastEffectiveOn }) => ({
      cells: [
        personId,
        name,
        String(filings),
        String(holdings),
        String(problems),
        firstEffectiveOn ?? '',
        lastEffectiveOn ?? '',
      ],
    }),
  );
  return textTable(columns, rows);
}
