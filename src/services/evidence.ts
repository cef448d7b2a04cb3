import type { FilingAmends, FilingRow, KnownBasis, ProblemRow, StepRow } from '../core/ledger/person-ledger';
import { POSSIBLE_SPLIT } from '../core/ledger/reconciliation/possible-splits';

/** The filing, line and place in a source document that a figure rests on. */
export interface Evidence {
  /** Event id of the line: asks for its holding, or for the event itself. */
  readonly lineId: string;
  readonly table: 'I' | 'II';
  /** From 1 within the table, in filed order. */
  readonly row: number;
  /** Ids of the footnotes on the line's cells, such as `F1,F3`. */
  readonly footnotes: string;
  /** Accession number where one is known, otherwise the fingerprint of the filing. */
  readonly filingKey: string;
  readonly accession: string | null;
  readonly formType: string;
  readonly signedOn: string | null;
  readonly filedOn: string | null;
  readonly knownOn: string;
  readonly knownBasis: KnownBasis;
  /** EDGAR's acceptance time, US Eastern, without an offset: from then on the filing is known. */
  readonly acceptedAt: string | null;
  readonly sourceName: string;
  /** First line of the row in the source document, from 1; null where the document gives none. */
  readonly sourceLine: number | null;
  /** SHA-256 of the source document, under which it is kept. */
  readonly sourceSha256: string;
}

/**
 * What a reader must know of a figure before relying on it: `impliedOpening` computed back from the first
 * transaction, never filed; `stated` an opening that a person states; `corrected` a person replaced a cell of
 * its line; `repaired` a damaged cell of its line was healed; `issuerInferred` the form does
 * not show its issuer; `jointly` reported by several owners, attribution unknown; `differs` the reported
 * balance is not the computed one; `underlying` stands for a balance that Form 3 does not give; `unreported`
 * no balance was filed, the computed one stands alone; `split` multiplied by a stated split;
 * `possibleSplit` its lot may count twice, before and after a split that nobody has stated; `restates` its line
 * takes the place of an earlier one; `added` an amendment adds its line; `originalUnknown` an amendment whose
 * original is not known brings it.
 */
export type Label =
  | 'impliedOpening'
  | 'stated'
  | 'corrected'
  | 'repaired'
  | 'issuerInferred'
  | 'jointly'
  | 'differs'
  | 'underlying'
  | 'unreported'
  | 'split'
  | 'possibleSplit'
  | 'restates'
  | 'added'
  | 'originalUnknown';

/** Rows of a person that evidence is told from. */
export interface PersonFilings {
  readonly filings: ReadonlyMap<string, FilingRow>;
  /** Lines with a healed cell, as `filingKey table row`. */
  readonly repaired: ReadonlySet<string>;
  /** Lines whose lots may stand there twice, over a split that nobody has stated; as `filingKey table row`. */
  readonly possiblySplit: ReadonlySet<string>;
  /** Problems and repairs, in the order of the ledger. */
  readonly problems: readonly ProblemRow[];
}

export function personFilings(filings: readonly FilingRow[], problems: readonly ProblemRow[]): PersonFilings {
  const repairs = problems.filter(({ kind, row }) => kind === 'repair' && row !== null);
  return {
    filings: new Map(filings.map((filing) => [filing.filingKey, filing])),
    repaired: new Set(repairs.map(lineKey)),
    possiblySplit: new Set(problems.filter(({ code }) => code === POSSIBLE_SPLIT).map(lineKey)),
    problems,
  };
}

/** The evidence of a step: its own line, or for an implied opening the line that implies it. */
export function evidenceOf(step: StepRow, { filings }: PersonFilings): Evidence {
  const filing = filings.get(step.filingKey);
  return {
    lineId: step.lineId,
    table: step.table,
    row: step.row,
    footnotes: step.footnotes,
    filingKey: step.filingKey,
    accession: filing?.accession ?? null,
    formType: step.formType,
    signedOn: filing?.signedOn ?? null,
    filedOn: filing?.filedOn ?? null,
    knownOn: step.knownOn,
    knownBasis: step.knownBasis,
    acceptedAt: filing?.acceptedAt ?? null,
    sourceName: step.sourceName,
    sourceLine: step.sourceLine,
    sourceSha256: step.sourceSha256,
  };
}

/** The labels of the balance after a step. */
export function labelsOf(step: StepRow, { filings, repaired, possiblySplit }: PersonFilings): Label[] {
  const labels: Label[] = [];
  if (step.status === 'opening') labels.push('impliedOpening');
  if (step.status === 'stated') labels.push('stated');
  if (step.status === 'split') labels.push('split');
  if (step.decisions.some(({ type }) => type === 'LineCorrected')) labels.push('corrected');
  if (step.status === 'differs' || step.status === 'underlying' || step.status === 'unreported') {
    labels.push(step.status);
  }
  if (possiblySplit.has(lineKey(step))) labels.push('possibleSplit');
  if (repaired.has(lineKey(step))) labels.push('repaired');
  if (filings.get(step.filingKey)?.issuerInferred) labels.push('issuerInferred');
  if (step.jointly) labels.push('jointly');
  const amended = amendmentLabel(step, filings.get(step.filingKey)?.amends);
  return amended ? [...labels, amended] : labels;
}

function amendmentLabel({ table, row }: StepRow, amends: FilingAmends | null | undefined): Label | undefined {
  if (!amends) return undefined;
  if (amends.standing !== 'matched') return 'originalUnknown';
  const effect = amends.lines.find((line) => line.table === table && line.row === row)?.effect;
  return effect === 'restate' || effect === 'void' ? 'restates' : effect === 'add' ? 'added' : undefined;
}

function lineKey(line: { filingKey: string; table: string | null; row: number | null }): string {
  return `${line.filingKey} ${line.table} ${line.row}`;
}
