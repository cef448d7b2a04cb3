import type { LineDiff } from '../../core/ledger/amendments/amendment-diff';
import type { ComparedLine } from '../../core/ledger/amendments/filings-diff';
import { AmendmentsService } from '../../services/amendments.service';
import type { Clocks } from '../../services/clocks';
import { PeopleService } from '../../services/people.service';
import { amendmentText, comparisonText } from '../amendment-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';

/** One changed box, or its changed footnotes. */
interface BoxRecord {
  readonly column: string;
  readonly cell: string;
  readonly before: string | null;
  readonly after: string | null;
}

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

interface ComparedRecord extends Pick<ComparedLine, 'standing' | 'reason' | 'before' | 'after'> {
  readonly change: BoxRecord | null;
}

const COMPARED_COLUMNS: CsvColumns<ComparedRecord> = [
  ['standing', ({ standing }) => standing],
  ['table', ({ before, after }) => (after ?? before)!.table],
  ['firstRow', ({ before }) => before?.row ?? null],
  ['secondRow', ({ after }) => after?.row ?? null],
  ['title', ({ before, after }) => (after ?? before)!.title],
  ['column', ({ change }) => change?.column ?? null],
  ['cell', ({ change }) => change?.cell ?? null],
  ['before', ({ change }) => change?.before ?? null],
  ['after', ({ change }) => change?.after ?? null],
  ['reason', ({ reason }) => reason],
];

/** What is asked about: an amendment, or two filings. */
export interface DiffQuestion extends Clocks {
  readonly filing: string;
  /** The filing that it is compared with. */
  readonly other?: string;
  /** Whose filings; an id, a CIK or a name. */
  readonly person?: string;
}

/**
 * `holdings diff ACCESSION [OTHER] [--person PERSON]`: what an amendment changed, or in what two filings differ, line
 * by line and cell by cell.
 */
export function diff(
  { filing, other, person, ...clocks }: DiffQuestion,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const amendments = ledger.get(AmendmentsService);
    const personId =
      person === undefined ? undefined : (await ledger.get(PeopleService).named(person)).personId;
    if (other === undefined) {
      const answer = await amendments.diff(filing, clocks, personId);
      if (format === 'json') await output.json(answer);
      else if (format === 'csv') await writeCsv(COLUMNS, answer.lines.flatMap(recordsOf), output);
      else await output.lines(amendmentText(answer));
      return;
    }
    const answer = await amendments.compare(filing, other, clocks, personId);
    if (format === 'json') await output.json(answer);
    else if (format === 'csv')
      await writeCsv(COMPARED_COLUMNS, answer.lines.flatMap(comparedRecordsOf), output);
    else await output.lines(comparisonText(answer));
  });
}

function comparedRecordsOf(line: ComparedLine): readonly ComparedRecord[] {
  const changes = changesOf(line);
  return changes.length === 0 ? [{ ...line, change: null }] : changes.map((change) => ({ ...line, change }));
}

function recordsOf(line: LineDiff): readonly ChangeRecord[] {
  const changes = changesOf(line);
  if (changes.length === 0) return [{ ...line, column: null, cell: null, before: null, after: null }];
  return changes.map(({ column, cell, before, after }) => ({ ...line, column, cell, before, after }));
}

function changesOf({ cells, footnotes }: Pick<LineDiff, 'cells' | 'footnotes'>): readonly BoxRecord[] {
  return [
    ...cells,
    ...footnotes.map(({ column, cell, before, after }) => ({
      column,
      cell: `${cell} footnotes`,
      before: before.join(' | ') || null,
      after: after.join(' | ') || null,
    })),
  ];
}
