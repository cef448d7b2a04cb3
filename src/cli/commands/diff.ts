import type { LineDiff } from '../../core/ledger/amendments/amendment-diff';
import { AmendmentsService } from '../../services/amendments.service';
import type { Clocks } from '../../services/clocks';
import { PeopleService } from '../../services/people.service';
import { amendmentText } from '../amendment-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';

/** One changed box, or the line alone where none changed. */
interface ChangeRecord extends Pick<LineDiff, 'effect' | 'reason' | 'line' | 'original'> {
  readonly column: string | null;
  readonly cell: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const COLUMNS: CsvColumns<ChangeRecord> = [
  ['effect', ({ effect }) => effect],
  ['table', ({ line, original }) => (line ?? original)!.table],
  ['row', ({ line }) => line?.row ?? null],
  ['originalFiling', ({ original }) => original?.filingKey ?? null],
  ['originalRow', ({ original }) => original?.row ?? null],
  ['title', ({ line, original }) => (line ?? original)!.title],
  ['column', ({ column }) => column],
  ['cell', ({ cell }) => cell],
  ['before', ({ before }) => before],
  ['after', ({ after }) => after],
  ['reason', ({ reason }) => reason],
];

/** `holdings diff ACCESSION [--person PERSON]`: what an amendment changed, line by line and cell by cell. */
export function diff(
  filing: string,
  person: string | undefined,
  clocks: Clocks,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const personId =
      person === undefined ? undefined : (await ledger.get(PeopleService).named(person)).personId;
    const answer = await ledger.get(AmendmentsService).diff(filing, clocks, personId);
    if (format === 'json') await output.json(answer);
    else if (format === 'csv') await writeCsv(COLUMNS, answer.lines.flatMap(recordsOf), output);
    else await output.lines(amendmentText(answer));
  });
}

function recordsOf(line: LineDiff): readonly ChangeRecord[] {
  const changes = [
    ...line.cells,
    ...line.footnotes.map(({ column, cell, before, after }) => ({
      column,
      cell: `${cell} footnotes`,
      before: before.join(' | ') || null,
      after: after.join(' | ') || null,
    })),
  ];
  if (changes.length === 0) return [{ ...line, column: null, cell: null, before: null, after: null }];
  return changes.map(({ column, cell, before, after }) => ({ ...line, column, cell, before, after }));
}
