import { createHash } from 'node:crypto';
import type { DrawRow, LotRow, LotRows, TrancheRow } from '../../src/core/ledger/lot-rows';
import type {
  FilingRow,
  HoldingRow,
  PersonLedger,
  PersonRow,
  ProblemRow,
  StepRow,
} from '../../src/core/ledger/person-ledger';
import type { Checkpoint } from '../../src/read-model/read-model';

/** A step as a test speaks of it: its date, the balance after it, and whatever else matters. */
export type GivenStep = readonly [effectiveOn: string, computed: string | null, more?: Partial<StepRow>];

export interface GivenLedger {
  readonly name?: string;
  readonly cik?: string | null;
  readonly linked?: PersonRow['linked'];
  /** Steps by the holding's id, in the fold's order. */
  readonly holdings?: Readonly<Record<string, readonly GivenStep[]>>;
  readonly holding?: Partial<HoldingRow>;
  readonly filings?: readonly Partial<FilingRow>[];
  readonly problems?: readonly Partial<ProblemRow>[];
  /** Tranches (date and units) by the id of the lot, which is that of its holding. */
  readonly lots?: Readonly<Record<string, readonly (readonly [vestsOn: string | null, units: string])[]>>;
}

/** A checkpoint at this position of some log. */
export function at(position: string): Checkpoint {
  return { position, stream: 'reportingPerson-0001211060', revision: 3, hash: `hash at ${position}` };
}

/** A ledger made by hand. Lines are called `<holdingId>/<ordinal>` unless the step says otherwise. */
export function ledger(personId: string, given: GivenLedger = {}): PersonLedger {
  const steps = Object.entries(given.holdings ?? {}).flatMap(([holdingId, each]) =>
    each.map((step, ordinal) => stepRow(personId, holdingId, ordinal, step)),
  );
  const holdings = Object.keys(given.holdings ?? {}).map((holdingId) =>
    holdingRow(personId, holdingId, steps, given.holding),
  );
  const filings = (given.filings ?? []).map((filing, place) => filingRow(personId, place, filing));
  const problems = (given.problems ?? []).map((problem, ordinal) => problemRow(personId, ordinal, problem));
  const person = {
    personId,
    cik: given.cik === undefined ? personId : given.cik,
    name: given.name ?? `PERSON ${personId}`,
    otherNames: [],
    linked: given.linked ?? [],
    filings: filings.length,
    holdings: holdings.length,
    problems: problems.length,
    firstEffectiveOn: steps[0]?.effectiveOn ?? null,
    lastEffectiveOn: steps.at(-1)?.effectiveOn ?? null,
  };
  const rows = { person, filings, holdings, steps, problems, ...givenLots(personId, given.lots ?? {}) };
  return { ...rows, rowHash: createHash('sha256').update(JSON.stringify(rows)).digest('hex') };
}

function givenLots(personId: string, given: NonNullable<GivenLedger['lots']>): LotRows {
  const lots = Object.keys(given).map(
    (lotId): LotRow => ({
      personId,
      lotId,
      holdingId: lotId,
      origin: 'grant',
      acquiredOn: '2008-11-12',
      units: '8000',
      underlyingShares: null,
      exercisableOn: '2009-02-12',
      expiresOn: null,
      settlesIn: 'shares',
      exercisableBeforeVesting: false,
      source: 'footnote',
      certainty: 'assumed',
      reason: 'rounded',
      footnote: 'F3',
      filingKey: '0001179110-08-012345',
      text: 'Vests.',
      decisions: [{ eventId: 'd', type: 'ScheduleStated', author: 'A', reason: 'r', knownOn: '2009-01-01' }],
      doubts: ['a doubt'],
      countsHere: true,
    }),
  );
  const tranches = Object.entries(given).flatMap(([lotId, each]) =>
    each.map(([vestsOn, units], ordinal): TrancheRow => {
      const undated = vestsOn === null;
      return {
        personId,
        lotId,
        ordinal,
        units,
        vestsOn,
        notBefore: undated ? '2009-01-01' : null,
        notAfter: null,
        awaits: undated ? ['nextAnnualMeeting'] : [],
      };
    }),
  );
  const draws = Object.keys(given).map(
    (lotId): DrawRow => ({
      personId,
      lotId,
      ordinal: 0,
      lineId: `${lotId}/1`,
      effectiveOn: '2010-01-01',
      units: '10',
      kind: 'exercise',
      code: 'M',
      rule: 'the only lot of the holding',
    }),
  );
  return { lots, tranches, draws };
}

function stepRow(
  personId: string,
  holdingId: string,
  ordinal: number,
  [effectiveOn, computed, more]: GivenStep,
): StepRow {
  return {
    personId,
    holdingId,
    ordinal,
    lineId: `${holdingId}/${ordinal}`,
    kind: 'transaction',
    status: 'recomputed',
    effectiveOn,
    knownOn: effectiveOn,
    knownBasis: 'signatureDate',
    eventType: 'PurchaseReported',
    code: 'P',
    change: null,
    price: null,
    reported: computed,
    computed,
    filingKey: '0001179110-08-012345',
    formType: '4',
    table: 'I',
    row: 1,
    footnotes: '',
    jointly: false,
    decisions: [],
    split: null,
    sourceLine: null,
    sourceSha256: 'a'.repeat(64),
    sourceName: 'form4.xml',
    ...more,
  };
}

function holdingRow(
  personId: string,
  holdingId: string,
  steps: readonly StepRow[],
  more: Partial<HoldingRow> = {},
): HoldingRow {
  const own = steps.filter((step) => step.holdingId === holdingId);
  const last = own.at(-1)!;
  return {
    personId,
    holdingId,
    issuerId: '0000855654',
    issuerName: 'IMMUNOGEN INC',
    table: 'I',
    title: 'Common Stock',
    ownership: 'D',
    nature: null,
    natureFootnotes: null,
    strike: null,
    exercisableOn: null,
    expiresOn: null,
    underlyingTitle: null,
    unit: 'shares',
    knownFrom: own[0]!.effectiveOn,
    impliedOpening: null,
    statedOpening: null,
    reported: last.reported,
    computed: last.computed,
    lastEffectiveOn: last.effectiveOn,
    steps: own.length,
    ...more,
  };
}

function filingRow(personId: string, place: number, more: Partial<FilingRow>): FilingRow {
  return {
    personId,
    filingKey: `0001179110-08-00000${place}`,
    fingerprint: `1:${place}`,
    accession: `0001179110-08-00000${place}`,
    formType: '4',
    issuerId: '0000855654',
    issuerName: 'IMMUNOGEN INC',
    tradingSymbol: 'IMGN',
    issuerInferred: false,
    periodOfReport: '2008-06-17',
    signedOn: '2008-06-18',
    filedOn: null,
    acceptedAt: null,
    accessionBasis: 'document',
    knownOn: '2008-06-18',
    knownBasis: 'signatureDate',
    owners: 1,
    lines: 2,
    eventId: `filing ${place}`,
    twins: [],
    amends: null,
    sources: [],
    ...more,
  };
}

function problemRow(personId: string, ordinal: number, more: Partial<ProblemRow>): ProblemRow {
  return {
    personId,
    ordinal,
    filingKey: '0001179110-08-000000',
    kind: 'problem',
    code: 'unreadable',
    message: 'cannot be read',
    table: null,
    row: null,
    cell: null,
    sourceLine: null,
    ...more,
  };
}
