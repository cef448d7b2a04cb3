import type Database from 'better-sqlite3';
import type { NewEvent } from '../core/ledger/events';
import { CHAIN_START, sealText } from '../core/ledger/hash-chain';
import { batchText } from './append-check';
import { type AppendResult, PartlyStored, type StreamAppend, WrongExpectedRevision } from './event-store';
import { isUniqueViolation } from './storage-failure';

/** What the table of streams knows of a stream, so that no append has to read its newest event. */
interface StreamHead {
  readonly key: number;
  readonly revision: number;
  readonly hash: string;
}

/** Writes events to the SQLite file: checks the expected revision, recognises what is stored, seals the chain. */
export class SqliteAppender {
  private readonly transaction: Database.Transaction<(batches: readonly StreamAppend[]) => AppendResult[]>;
  private readonly selectHead: Database.Statement;
  private readonly insertStream: Database.Statement;
  private readonly updateStream: Database.Statement;
  private readonly insertEvent: Database.Statement;
  private readonly selectRevision: Database.Statement;

  constructor(database: Database.Database) {
    this.selectHead = database.prepare('SELECT key, revision, hash FROM streams WHERE name = ?');
    this.insertStream = database.prepare('INSERT INTO streams (name, revision, hash) VALUES (?, ?, ?)');
    this.updateStream = database.prepare('UPDATE streams SET revision = ?, hash = ? WHERE key = ?');
    this.insertEvent = database.prepare(
      "INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, unhex(?, '-'), ?, ?, ?)",
    );
    this.selectRevision = database
      .prepare("SELECT revision FROM events WHERE stream = ? AND id = unhex(?, '-')")
      .pluck();
    this.transaction = database.transaction((batches) => batches.map((batch) => this.appendBatch(batch)));
  }

  /** All batches in one transaction, durable when it returns. They must have passed checkAppend. */
  append(batches: readonly StreamAppend[]): AppendResult[] {
    return this.transaction.immediate(batches);
  }

  /** Within the transaction of the whole call: whatever is thrown here undoes all batches. */
  private appendBatch(batch: StreamAppend): AppendResult {
    const { stream, expectedRevision, events } = batch;
    const head = this.selectHead.get(stream) as StreamHead | undefined;
    const revision = head?.revision ?? -1;
    const nothing = { stream, revision, appended: 0 };
    if (events.length === 0) return nothing;
    if (revision !== expectedRevision) {
      if (head && this.isStored(head.key, stream, events)) return nothing;
      throw new WrongExpectedRevision(stream, expectedRevision, revision);
    }
    const key = head?.key ?? Number(this.insertStream.run(stream, revision, CHAIN_START).lastInsertRowid);
    let next = revision;
    let hash = head?.hash ?? CHAIN_START;
    for (const event of batchText(batch)) {
      next++;
      const sealed = sealText(stream, next, event, hash);
      hash = sealed.hash;
      try {
        this.insertEvent.run(key, next, event.id, event.type, sealed.data, sealed.metadata);
      } catch (error) {
        // An id is stored already. Looking for each id beforehand would make every append pay for this rare case.
        if (isUniqueViolation(error) && this.isStored(key, stream, events, revision)) return nothing;
        throw error;
      }
    }
    this.updateStream.run(next, hash, key);
    return { stream, revision: next, appended: events.length };
  }

  /**
   * True when all events were stored in this order up to `revision`, false when none was; otherwise throws
   * PartlyStored. What the running append has inserted beyond `revision` does not count.
   */
  private isStored(key: number, stream: string, events: readonly NewEvent[], revision = Infinity): boolean {
    let stored = 0;
    let previous = -1;
    let firstStored: string | undefined;
    for (const { id } of events) {
      const found = this.selectRevision.get(key, id) as number | undefined;
      if (found === undefined || found > revision) continue;
      firstStored ??= id;
      if (found > previous) stored++;
      previous = found;
    }
    if (firstStored === undefined) return false;
    if (stored < events.length) throw new PartlyStored(stream, firstStored);
    return true;
  }
}
