import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { DrawRow, LotRow, TrancheRow } from '../core/ledger/lot-rows';
import { paddedCik } from '../core/ledger/parties';
import type {
  FilingRow,
  HoldingRow,
  PersonLedger,
  PersonRow,
  ProblemRow,
  StepRow,
} from '../core/ledger/person-ledger';
import { RULES_VERSION } from '../core/ledger/rules-version';
import { CheckpointEntity } from './entities/checkpoint.entity';
import { DrawEntity } from './entities/draw.entity';
import { FilingEntity } from './entities/filing.entity';
import { HoldingEntity } from './entities/holding.entity';
import { LotEntity } from './entities/lot.entity';
import { PersonEntity } from './entities/person.entity';
import { PersonIdEntity } from './entities/person-id.entity';
import { ProblemEntity } from './entities/problem.entity';
import { StepEntity } from './entities/step.entity';
import { TrancheEntity } from './entities/tranche.entity';
import { type RowDatabase, rowDatabase, type Statement, type TableRows } from './row-database';
import { RowTable, type Value } from './row-table';
import { linkedIdsOf, searchName, searchNames } from './search-name';

/** The row of `checkpoint` that this projection moves. */
const PROJECTION = 'persons';

/** Persons asked for in one statement. Fewer are filled up, so that there are only two texts of it to prepare. */
const PERSONS_PER_QUERY = 100;

/** Filings of one key that are told: EDGAR takes ten owners, a beginning of a fingerprint may fit several. */
const FILINGS_PER_KEY = 100;

/** Words of one search. More is no name, and each is a condition of the statement. */
export const MAX_SEARCH_WORDS = 20;

export interface PeopleQuery {
  /**
   * Words that the person's names must hold, in any order, each as any part of one; or a CIK, with or without leading
   * zeros.
   */
  readonly search?: string;
  /** The last person of the page before. */
  readonly after?: Pick<PersonRow, 'name' | 'personId'>;
  /** Rows of a page, from 1. */
  readonly limit: number;
}

export interface HoldingAsOf {
  readonly holding: HoldingRow;
  /** The last step on or before the date; null when the holding was not yet known then. */
  readonly step: StepRow | null;
}

export interface HeldLot {
  readonly lot: LotRow;
  readonly holding: HoldingRow;
}

export interface HoldingHistory {
  readonly holding: HoldingRow;
  /** In effective order. */
  readonly steps: readonly StepRow[];
}

/** The last event that the rows account for, with all that tells it from an event of another log. */
export interface Checkpoint {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  /** Chain hash: it covers the event and all before it in its stream. */
  readonly hash: string;
  /** Writes since it came here that left it here, as of a decision that concerns many; none when absent. */
  readonly pieces?: number;
}

/** A person's rows, and which events they account for; without that they are made again when in doubt. */
export interface AccountedLedger extends PersonLedger {
  /** The newest of them. The rows contain whatever concerns the person and stands before it in the log. */
  readonly accountsFor?: Checkpoint;
  /** How many of them are in the streams of the person's ids. */
  readonly events?: number;
}

/** Which events a person's rows account for (see AccountedLedger). */
export interface AccountedRows {
  readonly newest: Checkpoint;
  readonly events: number;
}

/** What tells one making of a person's rows from another. */
export interface PersonState {
  /** PersonLedger.rowHash. */
  readonly rowHash: string;
  /** RULES_VERSION by which the rows were made. */
  readonly rulesVersion: number;
  /** Position of the newest event that they account for; null in rows of an older program. */
  readonly newest: string | null;
}

/**
 * Moves the checkpoint: `from` is where the writer believes it to be (null: nothing is projected yet). A write that
 * leaves it at its event counts as one piece more, so that another writer's older rows never replace these.
 */
export interface CheckpointMove {
  readonly from: Checkpoint | null;
  readonly to: Checkpoint;
}

/**
 * The rows of one generation: one data source, one schema. Rows come back as the fold made them, in the fold's
 * order. Each query is a single statement and so sees one state of the database, whatever is written meanwhile.
 */
export class ReadModel {
  private readonly database: RowDatabase;
  private readonly checkpoints: RowTable<CheckpointEntity>;
  private readonly persons: RowTable<PersonRow>;
  private readonly personIds: RowTable<PersonIdEntity>;
  private readonly filingRows: RowTable<FilingRow>;
  private readonly holdingRows: RowTable<HoldingRow>;
  private readonly steps: RowTable<StepRow>;
  private readonly problemRows: RowTable<ProblemRow>;
  private readonly lotRows: RowTable<LotRow>;
  private readonly trancheRows: RowTable<TrancheRow>;
  private readonly drawRows: RowTable<DrawRow>;

  /** `dataSource` comes from createDataSource(): open, with all migrations run. */
  constructor(dataSource: DataSource) {
    this.database = rowDatabase(dataSource);
    this.checkpoints = new RowTable(dataSource, CheckpointEntity);
    this.persons = new RowTable(dataSource, PersonEntity);
    this.personIds = new RowTable(dataSource, PersonIdEntity);
    this.filingRows = new RowTable(dataSource, FilingEntity);
    this.holdingRows = new RowTable(dataSource, HoldingEntity);
    this.steps = new RowTable(dataSource, StepEntity);
    this.problemRows = new RowTable(dataSource, ProblemEntity);
    this.lotRows = new RowTable(dataSource, LotEntity);
    this.trancheRows = new RowTable(dataSource, TrancheEntity);
    this.drawRows = new RowTable(dataSource, DrawEntity);
  }

  /**
   * Puts these ledgers' rows in place of all rows of the same persons, removes those of the persons `gone`, and moves
   * the checkpoint, in one transaction. False, and nothing changed, when the checkpoint is not at `from`: another
   * projector is ahead.
   */
  async replacePersons(
    ledgers: readonly AccountedLedger[],
    { from, to }: CheckpointMove,
    gone: readonly string[] = [],
  ): Promise<boolean> {
    const personIds = [...ledgers.map((ledger) => ledger.person.personId), ...gone];
    return this.database.replace({
      claim: this.move(from, to),
      personIds,
      tables: personIds.length === 0 ? [] : this.rowsOf(ledgers),
    });
  }

  /**
   * Removes all rows and the checkpoint, in one transaction. False, and nothing changed, when the checkpoint is
   * not at `from`: another projector was first.
   */
  async clear(from: Checkpoint): Promise<boolean> {
    return this.database.replace({
      claim: {
        sql: `DELETE FROM ${this.checkpoints.path} WHERE projection = ? AND position = ? AND hash = ?`,
        parameters: [PROJECTION, from.position, from.hash],
      },
      personIds: 'all',
      tables: this.rowsOf([]),
    });
  }

  /** People by name, one page; each person at most once however many pages are asked for. */
  async people({ search, after, limit }: PeopleQuery): Promise<PersonRow[]> {
    const conditions: string[] = [];
    const parameters: Value[] = [];
    const cik = paddedCik(search?.trim() ?? '');
    if (cik !== undefined) {
      conditions.push(`(p.cik = ? OR p.person_id IN (${this.keptAs()}))`);
      parameters.push(cik, cik);
    } else {
      for (const word of searchWords(search)) {
        // Rows of an older program have only the one name.
        conditions.push('(p.search_names LIKE ? OR p.search_name LIKE ?)');
        parameters.push(`%${word}%`, `%${word}%`);
      }
    }
    if (after) {
      conditions.push('(p.search_name, p.person_id) > (?, ?)');
      parameters.push(searchName(after.name), after.personId);
    }
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const rows = await this.database.select({
      sql: `SELECT ${this.persons.selected('p')} FROM ${this.persons.path} p ${where}
        ORDER BY p.search_name, p.person_id LIMIT ?`,
      parameters: [...parameters, limit],
    });
    return rows.map((values) => this.persons.row(values)!);
  }

  async person(personId: string): Promise<PersonRow | undefined> {
    const [values] = await this.database.select({
      sql: `SELECT ${this.persons.selected('p')} FROM ${this.persons.path} p WHERE p.person_id = ?`,
      parameters: [personId],
    });
    return values && this.persons.row(values);
  }

  /** The id under which the person with a linked id is kept; undefined when the id is linked to none. */
  async keptId(linkedId: string): Promise<string | undefined> {
    const [values] = await this.database.select({ sql: this.keptAs(), parameters: [linkedId] });
    return values?.[0] as string | undefined;
  }

  /** Every holding of a person with its last step on or before `asOf` (an ISO date; the very last one without it). */
  async holdings(personId: string, asOf?: string): Promise<HoldingAsOf[]> {
    const rows = await this.database.select({
      sql: `SELECT ${this.holdingRows.selected('h')}, ${this.steps.selected('s')}
        FROM ${this.holdingRows.path} h
        LEFT JOIN ${this.steps.path} s ON s.person_id = h.person_id AND s.holding_id = h.holding_id AND s.ordinal = (
          SELECT t.ordinal FROM ${this.steps.path} t
          WHERE t.person_id = h.person_id AND t.holding_id = h.holding_id
          ${asOf === undefined ? '' : 'AND t.effective_on <= ?'}
          ORDER BY t.effective_on DESC, t.ordinal DESC LIMIT 1)
        WHERE h.person_id = ? ORDER BY h.ordinal`,
      parameters: asOf === undefined ? [personId] : [asOf, personId],
    });
    return rows.map((values) => ({
      holding: this.holdingRows.row(values)!,
      step: this.steps.row(values, this.holdingRows.width) ?? null,
    }));
  }

  /** A person's holdings with all their steps; only the one holding that has this line, when a line's event id is given. */
  async history(personId: string, lineId?: string): Promise<HoldingHistory[]> {
    const rows = await this.database.select({
      sql: `SELECT ${this.holdingRows.selected('h')}, ${this.steps.selected('s')}
        FROM ${this.holdingRows.path} h
        JOIN ${this.steps.path} s ON s.person_id = h.person_id AND s.holding_id = h.holding_id
        WHERE h.person_id = ? ${lineId === undefined ? '' : `AND h.holding_id IN (${this.holdingIdsOfLine()})`}
        ORDER BY h.ordinal, s.ordinal`,
      parameters: lineId === undefined ? [personId] : [personId, lineId],
    });
    const histories: { holding: HoldingRow; steps: StepRow[] }[] = [];
    for (const values of rows) {
      const step = this.steps.row(values, this.holdingRows.width)!;
      if (histories.at(-1)?.holding.holdingId !== step.holdingId) {
        histories.push({ holding: this.holdingRows.row(values)!, steps: [] });
      }
      histories.at(-1)!.steps.push(step);
    }
    return histories;
  }

  /** The split steps of a person's holdings after a date, holding by holding in effective order. */
  async splits(personId: string, after: string): Promise<StepRow[]> {
    const rows = await this.database.select({
      sql: `SELECT ${this.steps.selected('s')} FROM ${this.steps.path} s
        WHERE s.person_id = ? AND s.kind = 'split' AND s.effective_on > ? ORDER BY s.holding_id, s.ordinal`,
      parameters: [personId, after],
    });
    return rows.map((values) => this.steps.row(values)!);
  }

  async filings(personId: string): Promise<FilingRow[]> {
    return this.ofPerson(this.filingRows, personId);
  }

  /**
   * The filings, one for each of its owners, with this key; with any key that begins so, when `beginning` is true.
   * At most FILINGS_PER_KEY, in order of key and person.
   */
  async filingsByKey(key: string, beginning = false): Promise<FilingRow[]> {
    // Keys are ASCII: '~' sorts after every character in them.
    const condition = beginning ? 'r.filing_key >= ? AND r.filing_key < ?' : 'r.filing_key = ?';
    const rows = await this.database.select({
      sql: `SELECT ${this.filingRows.selected('r')} FROM ${this.filingRows.path} r WHERE ${condition}
        ORDER BY r.filing_key, r.person_id LIMIT ${FILINGS_PER_KEY}`,
      parameters: beginning ? [key, `${key}~`] : [key],
    });
    return rows.map((values) => this.filingRows.row(values)!);
  }

  /** Ids of the persons with filings on any of these issuers, in order. */
  async personsWithFilingsOn(issuerIds: readonly string[]): Promise<string[]> {
    if (issuerIds.length === 0) return [];
    const rows = await this.database.select({
      sql: `SELECT DISTINCT r.person_id FROM ${this.filingRows.path} r
        WHERE r.issuer_id IN (${issuerIds.map(() => '?').join(', ')}) ORDER BY r.person_id`,
      parameters: [...issuerIds],
    });
    return rows.map(([personId]) => personId as string);
  }

  /** Ids of the issuers on which filings show this trading symbol (without regard to case), in order. */
  async issuersWithSymbol(symbol: string): Promise<string[]> {
    const rows = await this.database.select({
      sql: `SELECT DISTINCT r.issuer_id FROM ${this.filingRows.path} r
        WHERE upper(r.trading_symbol) = ? ORDER BY r.issuer_id`,
      parameters: [symbol.toUpperCase()],
    });
    return rows.map(([issuerId]) => issuerId as string);
  }

  /** Titles of the issuer's securities that holdings go by, and those of what underlies them, in order. */
  async titlesOfIssuer(issuerId: string): Promise<string[]> {
    const titles = (column: string) =>
      `SELECT h.${column} FROM ${this.holdingRows.path} h WHERE h.issuer_id = ? AND h.${column} IS NOT NULL`;
    const rows = await this.database.select({
      sql: `${titles('title')} UNION ${titles('underlying_title')} ORDER BY 1`,
      parameters: [issuerId, issuerId],
    });
    return rows.map(([title]) => title as string);
  }

  async problems(personId: string): Promise<ProblemRow[]> {
    return this.ofPerson(this.problemRows, personId);
  }

  /** A person's derivative lots, each with the holding that it is a part of. */
  async lots(personId: string): Promise<HeldLot[]> {
    const rows = await this.database.select({
      sql: `SELECT ${this.lotRows.selected('l')}, ${this.holdingRows.selected('h')}
        FROM ${this.lotRows.path} l
        JOIN ${this.holdingRows.path} h ON h.person_id = l.person_id AND h.holding_id = l.holding_id
        WHERE l.person_id = ? ORDER BY l.ordinal`,
      parameters: [personId],
    });
    return rows.map((values) => ({
      lot: this.lotRows.row(values)!,
      holding: this.holdingRows.row(values, this.lotRows.width)!,
    }));
  }

  /** The tranches of a person's lots, lot by lot in the order of the lots. */
  async tranches(personId: string): Promise<TrancheRow[]> {
    return this.ofLots(this.trancheRows, personId);
  }

  /** What was drawn from a person's lots, lot by lot in the order of the lots. */
  async draws(personId: string): Promise<DrawRow[]> {
    return this.ofLots(this.drawRows, personId);
  }

  /** The person's holding that has this line, by the line's event id; undefined when none has it. */
  async holdingOfLine(personId: string, lineId: string): Promise<HoldingRow | undefined> {
    const [values] = await this.database.select({
      sql: `SELECT ${this.holdingRows.selected('h')}
        FROM ${this.steps.path} t
        JOIN ${this.holdingRows.path} h ON h.person_id = t.person_id AND h.holding_id = t.holding_id
        WHERE t.person_id = ? AND t.line_id = ? LIMIT 1`,
      parameters: [personId, lineId],
    });
    return values && this.holdingRows.row(values);
  }

  /** The last event that the rows account for; null when there is none yet. */
  async checkpoint(): Promise<Checkpoint | null> {
    const [values] = await this.database.select({
      sql: `SELECT position, stream, revision, hash, pieces FROM ${this.checkpoints.path} WHERE projection = ?`,
      parameters: [PROJECTION],
    });
    if (!values) return null;
    const [position, stream, revision, hash, pieces] = values as [string, string, number, string, number];
    return { position, stream, revision, hash, ...(pieces > 0 && { pieces }) };
  }

  /** What tells this making of a person's rows from another one; undefined for an unknown person. */
  async personState(personId: string): Promise<PersonState | undefined> {
    const [values] = await this.database.select({
      sql: `SELECT p.row_hash, p.rules_version, p.newest_position FROM ${this.persons.path} p
        WHERE p.person_id = ?`,
      parameters: [personId],
    });
    if (!values) return undefined;
    const [rowHash, rulesVersion, newest] = values as [string, number, string | null];
    return { rowHash, rulesVersion, newest };
  }

  /** PersonLedger.rowHash of a person; undefined for an unknown one. */
  async rowHash(personId: string): Promise<string | undefined> {
    return (await this.personState(personId))?.rowHash;
  }

  /**
   * Ids of persons, and those linked to them, in byte order from after `after` on, at most `limit`. A link or its end
   * moves an id between the two: read page by page, none of them goes missing meanwhile.
   */
  async idsOfPersons(after: string, limit: number): Promise<string[]> {
    const rows = await this.database.select({
      sql: `SELECT p.person_id FROM ${this.persons.path} p WHERE p.person_id > ?
        UNION SELECT i.linked_id FROM ${this.personIds.path} i WHERE i.linked_id > ? ORDER BY 1 LIMIT ?`,
      parameters: [after, after, limit],
    });
    return rows.map(([id]) => id as string);
  }

  /** Row hashes in byte order of the persons' ids, from after the person `after` on, at most `limit`. */
  async rowHashes(after: string, limit: number): Promise<(readonly [personId: string, rowHash: string])[]> {
    const rows = await this.database.select({
      sql: `SELECT p.person_id, p.row_hash FROM ${this.persons.path} p WHERE p.person_id > ?
        ORDER BY p.person_id LIMIT ?`,
      parameters: [after, limit],
    });
    return rows as [string, string][];
  }

  /** Which events the rows of these persons account for, as far as they were made by today's rules. */
  async accountedFor(personIds: readonly string[]): Promise<ReadonlyMap<string, AccountedRows>> {
    const accounted = new Map<string, AccountedRows>();
    for (let from = 0; from < personIds.length; from += PERSONS_PER_QUERY) {
      const some = personIds.slice(from, from + PERSONS_PER_QUERY);
      while (some.length > 1 && some.length < PERSONS_PER_QUERY) some.push(some[0]!);
      const rows = await this.database.select({
        sql: `SELECT p.person_id, p.events, p.newest_position, p.newest_stream, p.stream_revision, p.stream_hash
          FROM ${this.persons.path} p WHERE p.person_id IN (${some.map(() => '?').join(', ')})
          AND p.rules_version = ? AND p.newest_position IS NOT NULL`,
        parameters: [...some, RULES_VERSION],
      });
      for (const [personId, events, position, stream, revision, hash] of rows as AccountedColumns[]) {
        accounted.set(personId, { events, newest: { position, stream, revision, hash } });
      }
    }
    return accounted;
  }

  /** Versions of the rules by which the rows were made, in order; several while some are not yet made again. */
  async rulesVersions(): Promise<number[]> {
    // From each version to the next one in the index: DISTINCT would go through all persons.
    const rows = await this.database.select({
      sql: `WITH RECURSIVE versions (version) AS (
          SELECT min(p.rules_version) FROM ${this.persons.path} p
          UNION ALL
          SELECT (SELECT min(p.rules_version) FROM ${this.persons.path} p WHERE p.rules_version > v.version)
          FROM versions v WHERE v.version IS NOT NULL)
        SELECT v.version FROM versions v WHERE v.version IS NOT NULL ORDER BY v.version`,
      parameters: [],
    });
    return rows.map(([version]) => version as number);
  }

  /** Position of the newest event that any person's rows account for: it may be past the checkpoint. */
  async newestAccounted(): Promise<string | null> {
    const [values] = await this.database.select({
      sql: `SELECT max(p.newest_position) FROM ${this.persons.path} p`,
      parameters: [],
    });
    return (values?.[0] as string | null | undefined) ?? null;
  }

  /** How many events the rows account for, and of how many persons. */
  async accounts(): Promise<{ readonly persons: number; readonly events: number }> {
    const [values] = await this.database.select({
      sql: `SELECT count(*), CAST(coalesce(sum(p.events), 0) AS varchar) FROM ${this.persons.path} p`,
      parameters: [],
    });
    return { persons: Number(values![0]), events: Number(values![1]) };
  }

  /** SHA-256 (hex) over the lines `<personId> <rowHash>\n` of all persons in byte order of their ids. */
  async readModelHash(): Promise<string> {
    const rows = await this.database.select({
      sql: `SELECT p.person_id, p.row_hash FROM ${this.persons.path} p ORDER BY p.person_id`,
      parameters: [],
    });
    const hash = createHash('sha256');
    for (const [personId, rowHash] of rows) hash.update(`${personId} ${rowHash}\n`);
    return hash.digest('hex');
  }

  /** Changes one row when the checkpoint is at `from`, otherwise none. */
  private move(from: Checkpoint | null, to: Checkpoint): Statement {
    const { position, stream, revision, hash, pieces = 0 } = to;
    if (from === null) {
      return {
        sql: `INSERT INTO ${this.checkpoints.path} (projection, position, stream, revision, hash, pieces)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        parameters: [PROJECTION, position, stream, revision, hash, pieces],
      };
    }
    return {
      sql: `UPDATE ${this.checkpoints.path} SET position = ?, stream = ?, revision = ?, hash = ?, pieces = ?
        WHERE projection = ? AND position = ? AND hash = ? AND pieces = ?`,
      parameters: [
        ...[position, stream, revision, hash, pieces],
        ...[PROJECTION, from.position, from.hash, from.pieces ?? 0],
      ],
    };
  }

  private async ofLots<Row extends object>(table: RowTable<Row>, personId: string): Promise<Row[]> {
    const rows = await this.database.select({
      sql: `SELECT ${table.selected('r')} FROM ${table.path} r
        JOIN ${this.lotRows.path} l ON l.person_id = r.person_id AND l.lot_id = r.lot_id
        WHERE r.person_id = ? ORDER BY l.ordinal, r.ordinal`,
      parameters: [personId],
    });
    return rows.map((values) => table.row(values)!);
  }

  private async ofPerson<Row extends object>(table: RowTable<Row>, personId: string): Promise<Row[]> {
    const rows = await this.database.select({
      sql: `SELECT ${table.selected('r')} FROM ${table.path} r WHERE r.person_id = ? ORDER BY r.ordinal`,
      parameters: [personId],
    });
    return rows.map((values) => table.row(values)!);
  }

  private keptAs(): string {
    return `SELECT i.person_id FROM ${this.personIds.path} i WHERE i.linked_id = ?`;
  }

  /** A subquery of `h`: the holdings of the same person that have the line. */
  private holdingIdsOfLine(): string {
    return `SELECT l.holding_id FROM ${this.steps.path} l WHERE l.person_id = h.person_id AND l.line_id = ?`;
  }

  private rowsOf(ledgers: readonly AccountedLedger[]): TableRows[] {
    const persons = ledgers.map(({ person, rowHash, accountsFor, events }) => ({
      ...person,
      searchName: searchName(person.name),
      searchNames: searchNames(person),
      rowHash,
      rulesVersion: RULES_VERSION,
      newestPosition: accountsFor?.position ?? null,
      newestStream: accountsFor?.stream ?? null,
      streamRevision: accountsFor?.revision ?? null,
      streamHash: accountsFor?.hash ?? null,
      events: events ?? 0,
    }));
    return [
      { table: this.persons, rows: persons },
      { table: this.personIds, rows: ledgers.flatMap(({ person }) => linkedIds(person)) },
      { table: this.filingRows, rows: ledgers.flatMap(({ filings }) => numbered(filings)) },
      { table: this.holdingRows, rows: ledgers.flatMap(({ holdings }) => numbered(holdings)) },
      { table: this.steps, rows: ledgers.flatMap(({ steps }) => steps) },
      { table: this.problemRows, rows: ledgers.flatMap(({ problems }) => problems) },
      { table: this.lotRows, rows: ledgers.flatMap(({ lots }) => numbered(lots)) },
      { table: this.trancheRows, rows: ledgers.flatMap(({ tranches }) => tranches) },
      { table: this.drawRows, rows: ledgers.flatMap(({ draws }) => draws) },
    ];
  }
}

/** person_id, events, newest_position, newest_stream, stream_revision, stream_hash. */
type AccountedColumns = [string, number, string, string, number, string];

function linkedIds(person: PersonRow): readonly PersonIdEntity[] {
  const { personId } = person;
  return linkedIdsOf(person).map((linkedId) => ({ personId, linkedId }));
}

/** Rows with their place in the ledger, in which they are returned. */
function numbered<Row extends object>(rows: readonly Row[]): object[] {
  return rows.map((row, ordinal) => ({ ...row, ordinal }));
}

/** The words of a search, folded like the names; none, which finds everybody, when it has neither letter nor digit. */
function searchWords(search: string | undefined): string[] {
  const words = searchName(search ?? '').split(' ');
  if (words.length > MAX_SEARCH_WORDS) {
    throw new RangeError(`a search has at most ${MAX_SEARCH_WORDS} words, not ${words.length}`);
  }
  return words.filter((word) => word !== '');
}
