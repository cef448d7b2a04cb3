/**
 * Everything the ledger knows, as events. Open this file first.
 *
 * A stream per reporting person (`reportingPerson-0001494730`, or `reportingPerson-name.carter-david-warren`
 * while only a printed name is known) holds, for each filing, one event for the filing and then one for each
 * of its lines. Events say what the form said; what it means is computed from them and can be computed again.
 *
 * Events are never changed in place. A changed shape gets a new version here and an upcaster beside it.
 */
import type {
  Cell,
  FilingHeader,
  Footnote,
  FormType,
  Issuer,
  Line,
  LineCells,
  Owner,
  Place,
  Problem,
  Repair,
  Signature,
  SourceFormat,
  Table,
} from '../filing/filing';
import { type DecisionData, type DecisionType, isDecisionType } from './decision-events';

/** The version of the shapes below; stored in every event's metadata. */
export const EVENT_VERSION = 1;

/** Facts of a whole filing that are the same in every owner's stream. */
export interface FilingFacts {
  readonly formType: FormType;
  readonly schemaVersion?: Cell;
  readonly periodOfReport?: Cell;
  readonly dateOfOriginalSubmission?: Cell;
  readonly noSecuritiesOwned?: Cell<boolean>;
  readonly notSubjectToSection16?: Cell<boolean>;
  readonly form3HoldingsReported?: Cell<boolean>;
  readonly form4TransactionsReported?: Cell<boolean>;
  readonly aff10b5One?: Cell<boolean>;
  readonly issuer: Issuer;
  readonly owners: readonly Owner[];
  readonly footnotes: readonly Footnote[];
  readonly remarks?: Cell;
  readonly signatures: readonly Signature[];
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
}

/** `FilingRecorded`: a filing was read. Comes first in each owner's stream, before the filing's lines. */
export interface FilingRecorded extends FilingFacts {
  /** Versioned fingerprint of form, owners, issuer, period, lines and footnotes: what makes two documents one filing. */
  readonly fingerprint: string;
  /** EDGAR's header, when the document came with it: accession number, filing date, acceptance time. */
  readonly header?: FilingHeader;
  /** The streams of all owners, so that a filing that was cut off between two of them is found and completed. */
  readonly streams: readonly string[];
  readonly lineCount: { readonly I: number; readonly II: number };
}

/** One row of Table I or II, under the event type that its transaction code gives it. */
export interface LineReported {
  /** Fingerprint of the filing; the filing's own event has it too. */
  readonly fingerprint: string;
  readonly table: Table;
  /** From 1 within the table, in filed order. */
  readonly row: number;
  readonly at?: Place;
  /** `true` when several owners filed jointly and the form does not say whose line this is. */
  readonly jointly?: true;
  readonly cells: LineCells;
}

/** One cell in which two documents of the same filing disagree. */
export interface SourceDifference {
  /** Such as `I.3.transactionShares`, `footnotes.F2` or `periodOfReport`. */
  readonly cell: string;
  readonly recorded: string | null;
  readonly found: string | null;
}

/** A whole filing as one document shows it. */
export interface SourceReading {
  readonly facts: FilingFacts;
  readonly lines: readonly Line[];
}

/** `FilingSourceAdded`: another document of a filing that is recorded already. Adds a source, never lines. */
export interface FilingSourceAdded {
  /** Of the filing as it was recorded. */
  readonly fingerprint: string;
  readonly format: SourceFormat;
  readonly header?: FilingHeader;
  readonly problems: readonly Problem[];
  readonly repairs: readonly Repair[];
  /** Where this document disagrees with the recorded one; the first format in SOURCE_FORMATS is believed. */
  readonly differences: readonly SourceDifference[];
  /** What this document says, when it disagrees. */
  readonly reading?: SourceReading;
}

/** `HeaderRecorded`: EDGAR's header of a filing, met on its own. Gives a bare XML file its accession and filing date. */
export interface HeaderRecorded {
  readonly header: FilingHeader;
}

/** Line events by transaction code (EDGAR Ownership XML Technical Specification 3.6.9; Form 4 General Instruction 8). */
export const LINE_EVENT_BY_CODE = {
  A: 'GrantReported',
  M: 'ExerciseReported',
  X: 'ExerciseReported',
  O: 'ExerciseReported',
  C: 'ConversionReported',
  P: 'PurchaseReported',
  S: 'SaleReported',
  D: 'DispositionToIssuerReported',
  F: 'WithholdingReported',
  G: 'GiftReported',
  I: 'DiscretionaryTransactionReported',
  E: 'ExpirationReported',
  H: 'ExpirationReported',
  L: 'SmallAcquisitionReported',
  W: 'InheritanceReported',
  Z: 'VotingTrustTransferReported',
  U: 'TenderReported',
  J: 'OtherTransactionReported',
  K: 'OtherTransactionReported',
} as const;

/** A row without a transaction. */
export const HOLDING_EVENT = 'HoldingReported';
/** A transaction row whose code is missing, unreadable or none of the SEC's. */
export const UNKNOWN_CODE_EVENT = 'OtherTransactionReported';

export type LineEventType =
  | (typeof LINE_EVENT_BY_CODE)[keyof typeof LINE_EVENT_BY_CODE]
  | typeof HOLDING_EVENT;

/** Every event type and its data: what a newcomer needs to know of what the system knows. */
export type EventData = {
  FilingRecorded: FilingRecorded;
  FilingSourceAdded: FilingSourceAdded;
  HeaderRecorded: HeaderRecorded;
} & { [Type in LineEventType]: LineReported } & DecisionData;

export type EventType = keyof EventData;

/** The document an event was read from. */
export interface EventSource {
  /** SHA-256 of the source document, hex: the key under which it is kept. */
  readonly sha256: string;
  readonly format: SourceFormat | 'header';
  /** Reader and version, such as `ownership-xml/1`. */
  readonly parser: string;
  /** Name of the document as it was given; says nothing about its content. */
  readonly name: string;
}

/** Dates as found in the document, none of them interpreted (ISO; acceptance in US Eastern local time). */
export interface EventDates {
  readonly transaction?: string;
  readonly signature?: string;
  readonly filing?: string;
  readonly acceptance?: string;
}

/** What is known about every event beside its data. The store adds `previousHash` and `hash` when it seals it. */
export interface RecordingMetadata {
  /** Id of the ingest run, or of the session in which a decision was made. */
  readonly $correlationId: string;
  /** Event id of the filing that it belongs to; of itself for a filing, a header and a decision. */
  readonly $causationId: string;
  readonly version: number;
  /** Instant of recording, ISO with Z; read at the edge. */
  readonly recordedAt: string;
}

/** What is known besides about an event that was read from a document. */
export interface EventMetadata extends RecordingMetadata {
  readonly source: EventSource;
  readonly dates: EventDates;
}

/** A decision comes from a person, not from a document. */
export interface DecisionMetadata extends RecordingMetadata {
  readonly source?: undefined;
  readonly dates?: undefined;
}

/** An event that is ready to be appended. */
export type NewEvent = {
  [Type in EventType]: {
    /** UUIDv5 of stream, fingerprint, table and row: recording a filing twice makes the same ids. */
    readonly id: string;
    readonly type: Type;
    readonly data: EventData[Type];
    readonly metadata: Type extends DecisionType ? DecisionMetadata : EventMetadata;
  };
}[EventType];

/** An event as it stands in the store. */
export type StoredEvent = NewEvent & {
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Place in the whole log: opaque, ordered by the store. */
  readonly position: string;
  readonly metadata: { readonly previousHash: string; readonly hash: string };
};

/** An event of the types asked for, as it stands in the store. */
export type StoredEventOf<Type extends EventType> = Extract<StoredEvent, { readonly type: Type }>;

/** An event that was read from a document. */
export type FiledEvent = Exclude<StoredEvent, StoredEventOf<DecisionType>>;

/** Tells decisions from what was read from documents. */
export function isDecision(event: StoredEvent): event is StoredEventOf<DecisionType> {
  return isDecisionType(event.type);
}
