import type { CheckedBalance } from '../../core/ledger/balance-check';
import { type BalanceSummary, BalancesService } from '../../services/balances.service';
import type { Clocks } from '../../services/clocks';
import { PeopleService } from '../../services/people.service';
import { momentText, recordedText } from '../basis-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import { type Column, grouped, textTable } from '../text-table';

const CSV: CsvColumns<CheckedBalance> = [
  ['standing', ({ standing }) => standing],
  ['filingKey', ({ filingKey }) => filingKey],
  ['formType', ({ formType }) => formType],
  ['formTable', ({ table }) => table],
  ['formRow', ({ row }) => row],
  ['title', ({ title }) => title],
  ['code', ({ code }) => code],
  ['before', ({ before }) => before],
  ['change', ({ change }) => change],
  ['computed', ({ computed }) => computed],
  ['reported', ({ reported }) => reported],
  ['sourceName', ({ sourceName }) => sourceName],
];

const COLUMNS: readonly Column[] = [
  { title: 'Filing', width: 36 },
  { title: 'Row' },
  { title: 'Title', width: 36 },
  { title: 'Code' },
  { title: 'Before', align: 'right' },
  { title: 'Change', align: 'right' },
  { title: 'Computed', align: 'right' },
  { title: 'Reported', align: 'right' },
];

/** `holdings balances [PERSON]`: how many following balances are recomputed within their filing, and all that are not. */
export function balances(
  person: string | undefined,
  clocks: Omit<Clocks, 'asOf'>,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const named = person === undefined ? undefined : await ledger.get(PeopleService).named(person);
    const rows: CheckedBalance[] = [];
    const summary = await ledger
      .get(BalancesService)
      .check(named?.personId, (balance) => rows.push(balance), clocks);
    if (format === 'json') await output.json({ summary, rows });
    else if (format === 'csv') await writeCsv(CSV, rows, output);
    else await output.lines(balancesText(summary, rows));
  });
}

function balancesText(summary: BalanceSummary, rows: readonly CheckedBalance[]): string[] {
  const { basis, filings, balances: all, recomputed, otherHolding, unexplainedOpening, differs } = summary;
  const known = basis.knownAt === null ? '' : `known by ${momentText(basis.knownAt)} · `;
  const lines = [
    `${known}${recordedText(basis)}`,
    `${count(filings)} filings with ${count(all)} balances that follow another of the same table, title and D/I`,
    `${share(recomputed + otherHolding, all)} recomputed exactly: ${count(recomputed)} follow the balance before them,`,
    `${count(otherHolding)} open another holding (nature of ownership, strike, dates or their footnotes differ)`,
    `${count(differs)} differ; ${count(unexplainedOpening)} were taken as openings although nothing on the row says so`,
  ];
  const section = (title: string, standing: CheckedBalance['standing']) => {
    const these = rows.filter((row) => row.standing === standing);
    if (these.length > 0) lines.push('', title, ...textTable(COLUMNS, these.map(rowOf)));
  };
  section('Differ', 'differs');
  section('Taken as openings although nothing on the row says so', 'unexplainedOpening');
  section('Open another holding', 'otherHolding');
  return lines;
}

function rowOf(balance: CheckedBalance): { cells: string[]; notes: string[] } {
  const { filingKey, table, row, title, code, before, change, computed, reported, sourceName } = balance;
  const figure = (decimal: string | null) => (decimal === null ? '' : grouped(decimal));
  const unnumbered = filingKey.includes(':');
  return {
    cells: [
      unnumbered ? 'no accession number' : filingKey,
      `${table} ${row}`,
      title,
      code ?? '',
      figure(before),
      figure(change),
      figure(computed),
      figure(reported),
    ],
    notes: unnumbered || balance.standing === 'differs' ? [sourceName] : [],
  };
}

/** Cut, not rounded: 99.996 % are not 100.00 %. */
function share(part: number, whole: number): string {
  return whole === 0 ? 'nothing' : `${(Math.floor((part * 10_000) / whole) / 100).toFixed(2)} %`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
