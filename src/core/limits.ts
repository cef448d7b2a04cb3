/** Every bound of the ledger, with its reason. */

/** Largest source document that is read. EDGAR's largest Section 16 submissions, exhibits included, stay far below. */
export const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

/** Owners of one filing: EDGAR Ownership XML Technical Specification. More is reported, not refused. */
export const MAX_OWNERS = 10;
/** Rows of each table: EDGAR Ownership XML Technical Specification. More is reported, not refused. */
export const MAX_ROWS = 30;
/** Footnotes of one filing, F1 to F99: EDGAR Ownership XML Technical Specification. More is reported, not refused. */
export const MAX_FOOTNOTES = 99;
/** Rows, owners, footnotes, signatures or unknown elements beyond which a document is no Section 16 form but an attack on memory: refused. */
export const MAX_ELEMENTS = 10_000;
/** Longest text of one element or footnote (characters) before a document is refused; EDGAR's longest is 2,000. */
export const MAX_TEXT_LENGTH = 100_000;
/** Lines of a document before it is refused: an index of their starts is kept. EDGAR's longest submissions, pictures encoded as text included, have half as many. */
export const MAX_LINES = 1_000_000;
/** Longest header of a submission, or header JSON, in characters; EDGAR's, with ten owners, stay below 30,000. */
export const MAX_HEADER_LENGTH = 1_000_000;
/** Depth of elements that the schema does not have, before a document is refused; EDGAR's own nest 7 deep. */
export const MAX_DEPTH = 32;
/** Attributes of one XML tag before a document is refused; EDGAR's have at most one. */
export const MAX_ATTRIBUTES = 32;
/** Problems kept of one filing; a form with more is unreadable and the rest would say the same. */
export const MAX_PROBLEMS = 500;

/** Entries of one archive. They are read one at a time, so this bounds time; EDGAR takes in fewer Forms 3, 4 and 5 a year. */
export const MAX_ARCHIVE_ENTRIES = 500_000;
/** Bytes that the entries of one archive may inflate to in all; a year of ownership XML stays below. Bounds time, too. */
export const MAX_ARCHIVE_INFLATED_BYTES = 8 * 1024 * 1024 * 1024;
/** Inflated size of an archive, in multiples of its own size, once past MAX_DOCUMENT_BYTES. XML compresses 5 to 30 times. */
export const MAX_ARCHIVE_RATIO = 200;
/** Longest text of a printed form or its HTML (characters): 60 rows and 99 footnotes, with exhibits, stay far below. */
export const MAX_PRINTED_FORM_LENGTH = 1024 * 1024;

/** Tranches of one schedule before it is no vesting schedule: daily vesting over ten years, leap days included. */
export const MAX_TRANCHES = 3_653;
/** Months or days from an anchor to a tranche before a schedule is not believed: a century. */
export const MAX_SCHEDULE_MONTHS = 1_200;
export const MAX_SCHEDULE_DAYS = 36_525;
/** Largest denominator of a portion: percentages with four decimals need 1,000,000. Bounds the exact arithmetic. */
export const MAX_PORTION_DENOMINATOR = 1_000_000;
