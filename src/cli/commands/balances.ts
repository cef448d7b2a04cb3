import type { BalanceStanding, CheckedBalance } from '../../core/ledger/balance-check';
import type { BalanceStyle } from '../../core/ledger/reconciliation/balance-style';
import type { ClassStyle } from '../../core/ledger/reconciliation/person-styles';
import {
  type BalanceCounts,
  type BalanceSummary,
  BalancesService,
  SOUND_STANDINGS,
} from '../../services/balances.service';
import type { Clocks } from '../../services/clocks';
import { PeopleService } from '../../services/people.service';
import { foldBasisText } from '../basis-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import { type Column, grouped, plainText, textTable } from '../text-table';

const CSV: CsvColumns<CheckedBalance> = [
  ['scope', ({ scope }) => scope],
  ['standing', ({ standing }) => standing],
  ['cause', ({ cause }) => cause?.kinds.join(' ') ?? null],
  ['certainty', ({ cause }) => cause?.certainty ?? null],
  ['personId', ({ personId }) => personId],
  ['filingKey', ({ filingKey }) => filingKey],
  ['formType', ({ formType }) => formType],
  ['formTable', ({ table }) => table],
  ['formRow', ({ row }) => row],
  ['title', ({ title }) => title],
  ['ownership', ({ ownership }) => ownership],
  ['nature', ({ nature }) => nature],
  ['effectiveOn', ({ effectiveOn }) => effectiveOn],
  ['code', ({ code }) => code],
  ['style', ({ style }) => style],
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

/** `holdings balances [PERSON]`: how many following balances add up, within filings and across, and all that do not. */
export function balances(
  person: string | undefined,
  clocks: Clocks,
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

const SECTIONS: readonly (readonly [BalanceStanding, string])[] = [
  ['differs', 'Differ, and nothing proves why'],
  ['unexplainedOpening', 'Taken as openings although nothing on the row says so'],
  ['explained', 'Differ, and the cause is told or proved'],
  ['ownGrant', 'Grants beside others of the same terms, reported per grant'],
  ['otherHolding', 'Open another holding'],
];

function balancesText(summary: BalanceSummary, rows: readonly CheckedBalance[]): string[] {
  const { basis, filings, within, across } = summary;
  const lines = [
    foldBasisText(basis),
    `${count(filings)} filings; each balance with one to follow (same table, title and D/I) is checked by arithmetic`,
    '',
    `within a filing: ${inWords(within)}`,
    `across the filings of one person and issuer: ${inWords(across)}`,
    `filings with several rows of one holding: ${stylesText(summary)}`,
    ...classesText(summary),
  ];
  for (const scope of ['within', 'across'] as const) {
    for (const [standing, title] of SECTIONS) {
      const these = rows.filter((row) => row.scope === scope && row.standing === standing);
      if (these.length === 0) continue;
      const where = scope === 'within' ? 'within a filing' : 'across filings';
      lines.push('', `${title} (${where}, ${count(these.length)})`, ...textTable(COLUMNS, these.map(rowOf)));
    }
  }
  return lines;
}

const STYLE_TEXTS: { readonly [Style in BalanceStyle]: string } = {
  single: 'one row',
  runningTally: 'running tally',
  newestFirst: 'newest first',
  finalTotal: 'final total on each row',
  lastRowOnly: 'balance on the last row only',
  otherOrder: 'another order',
  unclear: 'unclear',
};

function stylesText({ styles }: BalanceSummary): string {
  const told = Object.entries(styles) as [BalanceStyle, number][];
  return told.length === 0
    ? 'none'
    : told.map(([style, n]) => `${count(n)} ${STYLE_TEXTS[style]}`).join(', ');
}

function classesText({ classes }: BalanceSummary): string[] {
  if (classes.length === 0) return [];
  const text = (each: ClassStyle) =>
    `  ${plainText(each.tradingSymbol ?? each.issuerId)} ${plainText(each.title)}: ` +
    `${count(each.perGrant)} per grant, ${count(each.perClass)} per class`;
  return ['balances of grants, where units of earlier ones were left:', ...classes.map(text)];
}

function inWords(counts: BalanceCounts): string {
  const {
    balances: all,
    recomputed,
    explained,
    ownGrant,
    otherHolding,
    differs,
    unexplainedOpening,
  } = counts;
  const sound = SOUND_STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
  return (
    `${share(sound, all)} of ${count(all)} are exact or carry a cause that is told or proved: ` +
    `${count(recomputed)} follow, ${count(explained)} are explained, ${count(ownGrant)} reported per grant, ` +
    `${count(otherHolding)} open another holding (ownership, strike, dates or footnotes differ); ` +
    `left over: ${count(differs)} differ, ${count(unexplainedOpening)} openings that nothing on the row explains`
  );
}

function rowOf(balance: CheckedBalance): { cells: string[]; notes: string[] } {
  const { filingKey, table, row, title, code, before, change, computed, reported, sourceName, cause } =
    balance;
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
    notes: [
      ...(unnumbered || balance.standing === 'differs' ? [sourceName] : []),
      ...(cause ? [`${cause.kinds.join(' and ')} (${cause.certainty}): ${cause.arithmetic.join('; ')}`] : []),
    ],
  };
}

/** Cut, not rounded: 99.996 % are not 100.00 %. */
function share(part: number, whole: number): string {
  return whole === 0 ? 'nothing' : `${(Math.floor((part * 10_000) / whole) / 100).toFixed(2)} %`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
