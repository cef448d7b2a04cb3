import type { Cell, Owner, Problem, Repair } from '../filing/filing';
import type { HoldingDecision } from './decided-holdings';
import { type DecisionEvent, decisionKnownOn, ofType } from './decisions-in-force';
import { eventId } from './event-id';
import type { StoredEventOf } from './events';
import type { PersonFiling } from './filings-of-person';
import { type HoldingStep, isFiledStep } from './holding-steps';
import type { Identity } from './identity';
import { personIdOf } from './parties';
import type { FoldedPerson } from './person-holdings';
import type {
  FilingAmends,
  FilingRow,
  HoldingRow,
  PersonLink,
  PersonRow,
  ProblemRow,
  StepDecision,
  StepRow,
  StepSplit,
  StepStatus,
} from './person-ledger';
import { lineEventType } from './record-filing';
import type { ReportedLine } from './reported-line';
import { changeOf, type SplitOfHolding } from './split-steps';
import { ratioText } from './splits';

/** Id of the event behind a line. */
export function lineId({ filing, line }: Pick<ReportedLine, 'filing' | 'line'>): string {
  return eventId(filing.stream, filing.fingerprint, `${line.table}.${line.row}`);
}

/** All event ids by which a line can be named, the one above first: several where its filing has twins. */
export function lineIds(line: Pick<ReportedLine, 'filing' | 'line'>): readonly string[] {
  const { twins } = line.filing;
  const { table, row } = line.line;
  return [
    lineId(line),
    ...twins.map(({ stream, fingerprint }) => eventId(stream, fingerprint, `${table}.${row}`)),
  ];
}

export function personRow(
  { personId, filings, identity, decisions }: FoldedPerson,
  holdings: readonly HoldingRow[],
  steps: readonly StepRow[],
  problems: readonly ProblemRow[],
): PersonRow {
  const dates = steps.map((step) => step.effectiveOn).sort();
  const cik = personId.startsWith('name.') ? null : personId;
  const names = namesOf(personId, filings, identity);
  return {
    personId,
    cik,
    name: names[0] ?? personId,
    otherNames: names.slice(1),
    linked: linksOf(personId, identity, decisions),
    filings: filings.length,
    holdings: holdings.length,
    problems: problems.length,
    firstEffectiveOn: dates[0] ?? null,
    lastEffectiveOn: dates.at(-1) ?? null,
  };
}

/** Names on the person's filings, each once, the one known last first. */
function namesOf(personId: string, filings: readonly PersonFiling[], identity: Identity): readonly string[] {
  const names = filings.map(
    ({ facts: { owners } }) => ownerOf(personId, owners, identity)?.rptOwnerName?.value,
  );
  return [...new Set(names.toReversed().filter((name) => name !== undefined))];
}

/** The owner who is the person; the first one where nobody is known by the person's ids. */
export function ownerOf(personId: string, owners: readonly Owner[], identity: Identity): Owner | undefined {
  const isPerson = (owner: Owner) => {
    const id = personIdOf(owner);
    return id !== undefined && identity.personOf(id) === personId;
  };
  return owners.find(isPerson) ?? owners[0];
}

/** Links in force that name any of the person's ids, as they became known. */
function linksOf(
  personId: string,
  identity: Identity,
  decisions: readonly DecisionEvent[],
): readonly PersonLink[] {
  if (identity.none) return [];
  const members = new Set(identity.members(personId));
  return ofType(decisions, 'PersonsLinked')
    .filter(({ data: { persons } }) => members.has(persons[0]) && identity.arePersonsLinked(persons))
    .map((event) => {
      const { persons, author, reason } = event.data;
      return { persons, author, reason, knownOn: decisionKnownOn(event), eventId: event.id };
    });
}

export function filingRow(
  personId: string,
  filing: PersonFiling,
  amends: FilingAmends | null = null,
): FilingRow {
  const { issuer } = filing.facts;
  return {
    personId,
    filingKey: filing.filingKey,
    fingerprint: filing.fingerprint,
    accession: filing.accession,
    formType: filing.facts.formType,
    issuerId: filing.issuerId,
    issuerName: issuer.issuerName?.value ?? null,
    tradingSymbol: issuer.issuerTradingSymbol?.value ?? null,
    issuerInferred: issuer.issuerName?.doubt === 'inferred',
    periodOfReport: filing.facts.periodOfReport?.value ?? null,
    signedOn: filing.signedOn,
    filedOn: filing.filedOn,
    acceptedAt: filing.acceptedAt,
    accessionBasis: filing.accessionBasis,
    knownOn: filing.knownOn,
    knownBasis: filing.knownBasis,
    owners: filing.owners,
    lines: filing.lines.length,
    amends,
    eventId: filing.eventId,
    twins: filing.twins,
    sources: filing.sources,
  };
}

export function holdingRow(personId: string, holdingId: string, steps: readonly HoldingStep[]): HoldingRow {
  const newest = steps.at(-1)!;
  const counted = newest.status === 'recomputed' || newest.kind === 'split';
  const { filing, line, unit } = newest.line;
  const { cells } = line;
  const opening = (status: StepStatus) => (steps[0]!.status === status ? (steps[0]!.computed ?? null) : null);
  return {
    personId,
    holdingId,
    issuerId: filing.issuerId,
    issuerName: filing.facts.issuer.issuerName?.value ?? null,
    table: line.table,
    title: cells.securityTitle?.value ?? '',
    ownership: cells.directOrIndirectOwnership?.value ?? null,
    nature: cells.natureOfOwnership?.value ?? null,
    natureFootnotes: natureFootnotes(newest.line),
    strike: newest.split?.strikes?.after ?? cells.conversionOrExercisePrice?.value ?? null,
    exercisableOn: cells.exerciseDate?.value ?? null,
    expiresOn: cells.expirationDate?.value ?? null,
    underlyingTitle: cells.underlyingSecurityTitle?.value ?? null,
    unit,
    knownFrom: steps[0]!.effectiveOn,
    impliedOpening: opening('opening'),
    statedOpening: opening('stated'),
    // What is recomputed agrees with the reported balance, which may stand on another row of the filing or, after a
    // split, count in other shares.
    reported: (counted ? newest.computed : newest.line.reported) ?? null,
    computed: newest.computed ?? null,
    lastEffectiveOn: newest.effectiveOn,
    steps: steps.length,
  };
}

function natureFootnotes({ filing, line }: ReportedLine): string | null {
  const ids = line.cells.natureOfOwnership?.footnotes ?? [];
  const texts = ids.map((id) => filing.facts.footnotes.find((footnote) => footnote.id === id)?.text ?? id);
  return texts.length > 0 ? texts.join('\n') : null;
}

export function stepRow(personId: string, holdingId: string, ordinal: number, step: HoldingStep): StepRow {
  const { filing, line } = step.line;
  const { cells } = line;
  const filed = isFiledStep(step);
  const source = filing.placedIn;
  return {
    personId,
    holdingId,
    ordinal,
    lineId: lineId(step.line),
    kind: step.kind,
    status: step.status,
    effectiveOn: step.effectiveOn,
    knownOn: filing.knownOn,
    knownBasis: filing.knownBasis,
    eventType: step.split ? 'SplitStated' : lineEventType(line.kind, cells.transactionCode?.value),
    code: filed ? (cells.transactionCode?.value ?? null) : null,
    change:
      (step.split ? changeOf(step.split, step.computed!) : filed ? step.line.change : undefined) ?? null,
    price: filed ? (cells.transactionPricePerShare?.value ?? null) : null,
    reported: filed ? (step.line.reported ?? null) : null,
    computed: step.computed ?? null,
    filingKey: filing.filingKey,
    formType: filing.facts.formType,
    table: line.table,
    row: line.row,
    footnotes: footnoteIds(step.line),
    jointly: filing.owners > 1,
    decisions: decisionsOf(step),
    split: step.split ? splitOf(step.split) : null,
    sourceLine: line.at?.[0] ?? null,
    sourceSha256: source.sha256,
    sourceName: source.name,
  };
}

function splitOf({ split, product, rounded, counted, strikes }: SplitOfHolding): StepSplit {
  const { to, from, effectiveOn } = split.decision.data;
  return {
    to,
    from,
    statedOn: effectiveOn,
    product,
    rounded: rounded ?? null,
    counted: counted ?? null,
    strikeBefore: strikes?.before ?? null,
    strikeAfter: strikes?.after ?? null,
  };
}

function decisionsOf({
  line: { filing, line },
  decision,
  split,
  heldBy = [],
}: HoldingStep): readonly StepDecision[] {
  if (split) return [stepDecisionOf(split.split.decision)];
  if (decision) return [{ ...decidedBy(decision), cell: null, filed: null, value: decision.data.balance }];
  const corrections = filing.corrections.get(`${line.table}.${line.row}`) ?? [];
  const corrected = corrections.map(({ cell, filed, corrected: value, decision: by }) => ({
    ...decidedBy(by),
    cell,
    filed: cellText(filed),
    value: cellText(value),
  }));
  return [...corrected, ...heldBy.map(heldDecision)];
}

/** A decision by which the step is of its holding; of titles that are one class, which they are. */
function heldDecision(decision: HoldingDecision): StepDecision {
  const value = decision.type === 'ClassesGrouped' ? decision.data.titles.join(' = ') : null;
  return { ...decidedBy(decision), cell: null, filed: null, value };
}

/** A stated split as the decision that steps rest on. */
export function stepDecisionOf(decision: StoredEventOf<'SplitStated'>): StepDecision {
  return { ...decidedBy(decision), cell: null, filed: null, value: ratioText(decision.data) };
}

function decidedBy(decision: StoredEventOf<StepDecision['type']>) {
  const { id: eventId, type, data } = decision;
  const { author, reason } = data;
  return { eventId, type, author, reason, knownOn: decisionKnownOn(decision) };
}

function cellText(cell: Cell<string | boolean> | undefined): string | null {
  const text = cell?.value ?? cell?.filed;
  return text === undefined ? null : String(text);
}

function footnoteIds({ line }: ReportedLine): string {
  return [...new Set(Object.values(line.cells).flatMap((cell) => cell.footnotes ?? []))].join(',');
}

export function problemRows(personId: string, filing: PersonFiling): readonly ProblemRow[] {
  const place = (where: Problem | Repair) => ({
    table: where.table ?? null,
    row: where.row ?? null,
    cell: where.cell ?? null,
    sourceLine: where.at?.[0] ?? null,
  });
  const { filingKey } = filing;
  return [
    ...filing.problems.map(
      (problem): ProblemRow => ({
        personId,
        ordinal: 0,
        filingKey,
        kind: 'problem',
        code: problem.code,
        message: problem.message,
        ...place(problem),
      }),
    ),
    ...filing.repairs.map(
      (repair): ProblemRow => ({
        personId,
        ordinal: 0,
        filingKey,
        kind: 'repair',
        code: repair.rule,
        message: `"${repair.filed}" is read as "${repair.value}"${because(repair.evidence)}`,
        ...place(repair),
      }),
    ),
  ];
}

function because(evidence: readonly string[]): string {
  return evidence.length > 0 ? `: ${evidence.join('; ')}` : '';
}
