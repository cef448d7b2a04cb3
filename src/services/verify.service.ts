import { Inject, Injectable } from '@nestjs/common';
import type { StreamHead } from '../core/ledger/chain-check';
import type { StoredEvent } from '../core/ledger/events';
import { HalfRecorded } from '../core/ledger/half-recorded';
import { headDifferences, type LogHead, LogHeads } from '../core/ledger/log-head';
import { type EventStore, StorageFailure } from '../event-store/event-store';
import type { PersonStreams } from '../read-model/person-streams';
import { halfRecordedFindings } from './half-recorded-check';
import type { ExportedHead } from './head.service';
import { EVENT_STORE } from './ledger-tokens';
import { RowsCheck } from './rows-check';
import { SourcesCheck } from './sources-check';

/**
 * What verify found at one place.
 * - `tampering`: a hash chain, or a published head, does not hold: what was recorded is not what is there;
 * - `corruption`: something that was kept cannot be read, or is missing: an event, a source document, a row;
 * - `halfRecorded`: a run was cut off between the owners of a joint filing; what is there is sound, and can be completed;
 * - `otherReading`: a kept document is read otherwise today than when it was recorded; nothing is wrong with the log;
 * - `otherRules`: the rows were made by other rules than today's; a rebuild makes them anew.
 */
export interface VerifyFinding {
  readonly kind: 'tampering' | 'corruption' | 'halfRecorded' | 'otherReading' | 'otherRules';
  readonly stream: string | null;
  /** Of the first bad event. */
  readonly revision: number | null;
  readonly position: string | null;
  /** In words: what, and what to do about it. */
  readonly what: string;
}

export interface VerifyReport {
  readonly head: LogHead;
  /** Recordings of source documents that were made again; a joint filing has one in each owner’s stream. */
  readonly recordings: number;
  /** Persons whose rows were made again. */
  readonly persons: number;
  readonly findings: Readonly<Record<VerifyFinding['kind'], number>>;
}

export interface VerifyQuestion {
  /** A head that was published when the log was shorter or as long as now. */
  readonly head?: ExportedHead;
  /** False: neither read the source documents nor make the rows again. */
  readonly deep: boolean;
}

type Tell = (finding: VerifyFinding) => void;

/** The use case "is this still what was recorded": the chains, the source documents and the rows. */
@Injectable()
export class VerifyService {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sources: SourcesCheck,
    private readonly rows: RowsCheck,
  ) {}

  /** Checks everything and calls `onFinding` for each place; memory is bounded by the largest person and the shared streams. */
  async verify({ head, deep }: VerifyQuestion, onFinding: Tell): Promise<VerifyReport> {
    const findings = { tampering: 0, corruption: 0, halfRecorded: 0, otherReading: 0, otherRules: 0 };
    const tell: Tell = (finding) => {
      findings[finding.kind] += 1;
      onFinding(finding);
    };
    const heads = await this.checkChains(head, tell);
    let [recordings, persons] = [0, 0];
    const streams = this.rows.streams();
    for (const streamHead of heads.streamHeads()) {
      const events = await this.eventsOf(streamHead, tell);
      if (!deep || !events) continue;
      recordings += await this.sources.check(events, tell);
      persons += await this.rowsOf(streamHead.stream, streams, tell);
    }
    return { head: heads.head(), recordings, persons, findings };
  }

  /** A stream of others that cannot be read is told when its turn comes. */
  private async rowsOf(stream: string, streams: PersonStreams, tell: Tell): Promise<number> {
    try {
      return await this.rows.check(stream, streams, tell);
    } catch (error) {
      unreadable(error, stream);
      return 0;
    }
  }

  private async checkChains(published: ExportedHead | undefined, tell: Tell): Promise<LogHeads> {
    const heads = new LogHeads();
    const filings = new HalfRecorded();
    const broken = new Set<string>();
    let compared = published === undefined;
    const compare = () => {
      compared = true;
      for (const difference of headDifferences(published!, heads.head(), heads.streamHeads())) {
        tell({ kind: 'tampering', position: null, ...difference });
      }
    };
    try {
      for await (const batch of this.store.readAll()) {
        for (const event of batch) {
          const fault = heads.take(event);
          filings.take(event);
          if (fault) {
            tell({ kind: 'tampering', ...fault });
            broken.add(event.stream);
          }
          if (heads.count === published?.events) compare();
        }
      }
      for (const half of await halfRecordedFindings(this.store, filings, (stream) => !broken.has(stream))) {
        tell(half);
      }
    } catch (error) {
      tell(unreadable(error, null));
    }
    if (!compared) compare();
    return heads;
  }

  /** A stream's events; undefined, and told, when they are not those that the log has of it. */
  private async eventsOf(
    { stream, revision }: StreamHead,
    tell: Tell,
  ): Promise<readonly StoredEvent[] | undefined> {
    const events: StoredEvent[] = [];
    try {
      for await (const event of this.store.readStream(stream)) events.push(event);
    } catch (error) {
      tell(unreadable(error, stream));
      return undefined;
    }
    const last = events.at(-1)?.revision ?? -1;
    if (last >= revision) return events;
    const what = `the log holds the stream up to revision ${revision}, the stream itself ends at ${last}`;
    tell({ kind: 'corruption', stream, revision: last + 1, position: null, what });
    return undefined;
  }
}

function unreadable(error: unknown, stream: string | null): VerifyFinding {
  if (!(error instanceof StorageFailure) || error.reason !== 'damaged') throw error;
  return { kind: 'corruption', stream, revision: null, position: null, what: error.message };
}
