import type { PersonRow } from '../../core/ledger/person-ledger';
import { MAX_PAGE_ROWS } from '../../services/people.service';
import { PeopleListService, type PeopleQuestion } from '../../services/people-list.service';
import { foldBasisText } from '../basis-text';
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
export function people(question: PeopleQuestion, { environment, format, output }: Call): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const { list, basis } = await everybody(ledger.get(PeopleListService), question);
    if (format === 'json') await output.json({ people: list, basis });
    else if (format === 'csv') await writeCsv(COLUMNS, list, output);
    else await output.lines([...peopleText(list), '', foldBasisText(basis)]);
  });
}

/** All pages, each as of the position of the first one. */
async function everybody(service: PeopleListService, question: PeopleQuestion) {
  const onClocks = question.asOf ?? question.knownAt ?? question.recordedAt;
  // On a clock each page folds everybody: one page, then.
  if (onClocks !== undefined) return everybodyAt(service, question);
  const first = await service.page({ ...question, limit: MAX_PAGE_ROWS });
  const { basis } = first;
  const list = [...first.people];
  for (let { next } = first; next !== null; ) {
    const page = await service.page({ ...question, after: next, limit: MAX_PAGE_ROWS });
    list.push(...page.people);
    next = page.next;
    if (page.basis.position !== basis.position) {
      // Something was recorded meanwhile: the list is asked for once more, as of where it began.
      const recordedAt = basis.position === null ? {} : { recordedAt: basis.position };
      return everybodyAt(service, { ...question, ...recordedAt });
    }
  }
  return { list, basis };
}

async function everybodyAt(service: PeopleListService, question: PeopleQuestion) {
  const { people: list, basis } = await service.page({ ...question, limit: Number.MAX_SAFE_INTEGER });
  return { list, basis };
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
