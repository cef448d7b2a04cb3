import type { Cause, Finding } from '../../core/ledger/reconciliation/finding';
import type { DoubleSide, PossibleDouble } from '../../core/ledger/reconciliation/possible-doubles';
import type { SpelledHolding } from '../../core/ledger/reconciliation/spellings';
import type { Clocks } from '../../services/clocks';
import { type FindingsAnswer, FindingsService } from '../../services/findings.service';
import { foldBasisText } from '../basis-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import { type Column, grouped, noteLines, plainText, textTable } from '../text-table';

const CSV: CsvColumns<Finding> = [
  ['status', ({ status }) => status],
  ['cause', ({ causes }) => causes[0]?.kinds.join(' ') ?? null],
  ['certainty', ({ causes }) => causes[0]?.certainty ?? null],
  ['arithmetic', ({ causes }) => causes[0]?.arithmetic.join('; ') ?? null],
  [
    'candidates',
    ({ causes }) =>
      causes
        .slice(1)
        .map(({ kinds }) => kinds.join('+'))
        .join(' '),
  ],
  ['personId', ({ personId }) => personId],
  ['issuerId', ({ issuerId }) => issuerId],
  ['tradingSymbol', ({ tradingSymbol }) => tradingSymbol],
  ['holdingId', ({ holdingId }) => holdingId],
  ['lineId', ({ lineId }) => lineId],
  ['filingKey', ({ filingKey }) => filingKey],
  ['formType', ({ formType }) => formType],
  ['formTable', ({ table }) => table],
  ['formRow', ({ row }) => row],
  ['title', ({ title }) => title],
  ['ownership', ({ ownership }) => ownership],
  ['nature', ({ nature }) => nature],
  ['code', ({ code }) => code],
  ['effectiveOn', ({ effectiveOn }) => effectiveOn],
  ['knownOn', ({ knownOn }) => knownOn],
  ['before', ({ before }) => before],
  ['change', ({ change }) => change],
  ['computed', ({ computed }) => computed],
  ['reported', ({ reported }) => reported],
  ['difference', ({ difference }) => difference],
  ['residual', ({ residual }) => residual],
  ['resolvedOn', ({ resolvedOn }) => resolvedOn],
  ['resolvedBy', ({ resolvedBy }) => resolvedBy.join(' ')],
  ['sourceName', ({ sourceName }) => sourceName],
];

const COLUMNS: readonly Column[] = [
  { title: 'On' },
  { title: 'Issuer' },
  { title: 'Holding', width: 36 },
  { title: 'Filing', width: 36 },
  { title: 'Row' },
  { title: 'Code' },
  { title: 'Computed', align: 'right' },
  { title: 'Reported', align: 'right' },
  { title: 'Difference', align: 'right' },
];

const SECTIONS: readonly (readonly [Finding['status'], string])[] = [
  ['open', 'Open: what nothing proves'],
  ['explained', 'Explained: the cause is told in a filing, or its sum proves it'],
  ['resolved', 'Resolved: were open as known earlier'],
];

/** `holdings findings [PERSON|ISSUER]`: the balances that do not add up, with their causes. */
export function findings(
  subject: string | undefined,
  clocks: Clocks,
  { environment, format, output }: Call,
): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const service = ledger.get(FindingsService);
    const answer =
      subject === undefined ? await service.findings({}, clocks) : await service.about(subject, clocks);
    if (format === 'json') await output.json(answer);
    else if (format === 'csv') await writeCsv(CSV, answer.findings, output);
    else await output.lines(findingsText(answer));
  });
}

function findingsText(answer: FindingsAnswer): string[] {
  const { basis, open, explained, resolved, findings: all, spellings, doubles, doubts } = answer;
  const lines = [
    foldBasisText(basis),
    `${open} open, ${explained} explained, ${resolved} resolved since they were known`,
  ];
  for (const [status, title] of SECTIONS) {
    const these = all.filter((finding) => finding.status === status);
    if (these.length > 0) lines.push('', title, ...textTable(COLUMNS, these.map(rowOf)));
  }
  if (doubles.length > 0) {
    lines.push('', 'May be one holding, which would then count twice', ...doubles.flatMap(doubleText));
  }
  if (spellings.length > 0) {
    lines.push('', 'Spellings that one holding has, by its balance', ...spellings.map(spellingsText));
  }
  return [...lines, ...doubts.flatMap((doubt) => noteLines(`doubt: ${doubt}`))];
}

/** Both holdings with their balances, and the command that settles it. */
function doubleText(double: PossibleDouble): string[] {
  const { tradingSymbol, issuerId, left, goesOn, arithmetic, proposal } = double;
  const side = ({ title, nature, balance }: DoubleSide) =>
    `"${plainText(nature === null ? title : `${title}, ${nature}`)}", which stands at ${grouped(balance)}`;
  return [
    `${plainText(tradingSymbol ?? issuerId)}: ${side(left)}, and ${side(goesOn)}`,
    ...noteLines(arithmetic),
    ...(proposal === undefined ? joinText(left, goesOn) : [`    ${proposal}`]),
  ];
}

function joinText(left: DoubleSide, goesOn: DoubleSide): string[] {
  return [
    ...noteLines('if they are one; "part" instead of "join" says that they are two:'),
    `    holdings decide join ${left.lineId} ${goesOn.lineId} --author NAME --reason TEXT`,
  ];
}

function spellingsText({ tradingSymbol, issuerId, spellings }: SpelledHolding): string {
  const texts = spellings.map(({ title, nature, terms, effectiveOn, balance }) => {
    const name = plainText([title, nature, terms].filter((text) => text !== null).join(', '));
    return balance === null ? `"${name}"` : `"${name}" from ${grouped(balance)} on ${effectiveOn}`;
  });
  return `${plainText(tradingSymbol ?? issuerId)}: ${texts.join('; ')}`;
}

function rowOf(finding: Finding): { cells: string[]; notes: string[] } {
  const { tradingSymbol, issuerName, issuerId, ownership, nature, title, table, row, code } = finding;
  const { filingKey, effectiveOn, computed, reported, difference, causes, resolvedOn, resolvedBy } = finding;
  const unnumbered = filingKey.includes(':');
  return {
    cells: [
      effectiveOn,
      tradingSymbol ?? issuerName ?? issuerId,
      ownership === 'I' ? `${title}, ${nature ?? 'indirect'}` : title,
      unnumbered ? finding.sourceName : filingKey,
      `${table} ${row}`,
      code ?? '',
      grouped(computed),
      grouped(reported),
      grouped(difference),
    ],
    notes: [
      ...(resolvedOn === null
        ? []
        : [`resolved on ${resolvedOn} by ${resolvedBy.join(', ') || 'a decision'}`]),
      ...causes.flatMap(causeNotes),
    ],
  };
}

const CERTAINTY_TEXTS = {
  told: 'told',
  exact: 'exact',
  possible: 'possible',
  ruledOut: 'ruled out',
} as const;

/** The cause, and on a line of its own, to be copied, the command that would settle it. */
function causeNotes({ kinds, certainty, arithmetic, proposal }: Cause): string[] {
  const text = `${kinds.join(' and ')}, ${CERTAINTY_TEXTS[certainty]}: ${arithmetic.join('; ')}`;
  return proposal === undefined ? [text] : [text, proposal];
}
