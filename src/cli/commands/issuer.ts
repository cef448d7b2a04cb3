import type { IssuerClass, IssuerPosition, PositionHolder } from '../../core/ledger/issuer-positions';
import type { Clocks } from '../../services/clocks';
import { type IssuerAnswer, IssuersService } from '../../services/issuers.service';
import { basisText } from '../basis-text';
import type { Call } from '../call';
import { type CsvColumns, writeCsv } from '../csv';
import { ask } from '../open-ledger';
import { type Column, grouped, plainText, textTable } from '../text-table';

interface HolderRecord {
  readonly of: IssuerClass;
  /** From 1 within the class: holders of one position have the same number. */
  readonly number: number;
  readonly position: IssuerPosition;
  readonly holder: PositionHolder;
}

const CSV: CsvColumns<HolderRecord> = [
  ['formTable', ({ of }) => of.table],
  ['title', ({ of }) => of.title],
  ['unit', ({ of }) => of.unit],
  ['position', ({ number }) => number],
  ['positionBalance', ({ position }) => position.balance],
  ['positionSince', ({ position }) => position.since],
  ['ownership', ({ position }) => position.ownership],
  ['nature', ({ position }) => position.nature],
  ['personId', ({ holder }) => holder.personId],
  ['name', ({ holder }) => holder.name],
  ['holderBalance', ({ holder }) => holder.balance],
  ['holderSince', ({ holder }) => holder.since],
  ['holdingId', ({ holder }) => holder.holdingId],
  ['filingKey', ({ position }) => position.filingKey],
  ['formRow', ({ position }) => position.row],
];

const COLUMNS: readonly Column[] = [
  { title: 'Holder', width: 40 },
  { title: 'Owned', width: 34 },
  { title: 'Balance', align: 'right' },
  { title: 'Since' },
];

/** `holdings issuer CIK [--as-of DATE]`: who holds how much of an issuer's securities, a joint position once. */
export function issuer(text: string, clocks: Clocks, { environment, format, output }: Call): Promise<void> {
  return ask(environment, output, async (ledger) => {
    const answer = await ledger.get(IssuersService).holders(text, clocks);
    if (format === 'json') return output.json(answer);
    if (format === 'csv') return writeCsv(CSV, answer.classes.flatMap(recordsOf), output);
    return output.lines(issuerText(answer));
  });
}

function recordsOf(of: IssuerClass): readonly HolderRecord[] {
  return of.positions.flatMap((position, place) =>
    position.holders.map((holder) => ({ of, number: place + 1, position, holder })),
  );
}

function issuerText({ issuer: { issuerId, name, tradingSymbol }, basis, classes }: IssuerAnswer): string[] {
  const symbol = tradingSymbol ? ` [${tradingSymbol}]` : '';
  const lines = [
    plainText(`${name ?? issuerId}${symbol} · ${issuerId}`),
    basis.effectiveOn ? `Held by reporting persons on ${basis.effectiveOn}` : 'Held by reporting persons now',
    basisText(basis),
  ];
  for (const of of classes) {
    const unit = of.unit === 'dollars' ? ' dollars' : '';
    const unknown = of.unknown > 0 ? `, and ${of.unknown} whose balance is not known` : '';
    const heading = `Table ${of.table} · ${of.title}: ${grouped(of.total)}${unit}${unknown}`;
    lines.push('', plainText(heading), ...textTable(COLUMNS, of.positions.map(rowOf)));
  }
  if (classes.length === 0) lines.push('', 'Nothing is held.');
  return lines;
}

function rowOf({ balance, since, ownership, nature, holders }: IssuerPosition) {
  const [first, ...others] = holders;
  const form = ownership === 'D' ? 'direct' : ownership === 'I' ? 'indirect' : 'unreadable';
  const differing = holders.filter((holder) => holder.balance !== balance);
  return {
    cells: [
      first!.name,
      nature ? `${form}, ${nature}` : form,
      balance === null ? 'not known' : grouped(balance),
      since,
    ],
    notes: [
      ...(others.length > 0 ? [`reported jointly with ${others.map(({ name }) => name).join('; ')}`] : []),
      ...differing.map(
        (holder) =>
          `${holder.name} reported ${holder.balance === null ? 'no balance' : grouped(holder.balance)} last, on ${holder.since}`,
      ),
    ],
  };
}
