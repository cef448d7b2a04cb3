import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { StoredEvent } from '../../src/core/ledger/events';
import { type NewDecision, recordDecision } from '../../src/core/ledger/record-decision';
import type { EventStore } from '../../src/event-store/event-store';
import { LiveProjector } from '../../src/read-model/live-projector';
import { IngestService } from '../../src/services/ingest.service';
import { LedgerModule } from '../../src/services/ledger.module';
import { EVENT_STORE } from '../../src/services/ledger-tokens';
import type { Source } from '../../src/services/source';
import { collect } from './collect';

/** A ledger in a folder of its own, with all its services, until it is closed. */
export class OpenedLedger {
  static async open(...sources: Source[]): Promise<OpenedLedger> {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    const settings = { HOLDINGS_DATA: folder, DATABASE_URL: '' };
    const context = await NestFactory.createApplicationContext(LedgerModule.open(settings), {
      logger: false,
      abortOnError: false,
    });
    const ledger = new OpenedLedger(folder, context);
    await ledger.ingest(...sources);
    return ledger;
  }

  private constructor(
    readonly folder: string,
    private readonly context: INestApplicationContext,
  ) {}

  get<Service>(service: { readonly prototype: Service }): Service {
    return this.context.get(service as Type<Service>);
  }

  get store(): EventStore {
    return this.context.get(EVENT_STORE);
  }

  async ingest(...sources: Source[]): Promise<void> {
    if (sources.length === 0) return;
    const { rejected } = await this.get(IngestService).ingest(Readable.from(sources));
    if (rejected > 0) throw new Error(`${rejected} documents were rejected`);
  }

  events(stream: string): Promise<StoredEvent[]> {
    return collect(this.store.readStream(stream));
  }

  /** Records a decision at the end of a stream and brings the rows up to date; returns its event id. */
  async decide(stream: string, decision: NewDecision): Promise<string> {
    const expectedRevision = (await this.events(stream)).length - 1;
    const event = recordDecision(stream, decision, {
      revision: expectedRevision,
      correlationId: 'session',
      recordedAt: '2026-01-05T10:00:00.000Z',
    });
    await this.store.append([{ stream, expectedRevision, events: [event] }]);
    await this.get(LiveProjector).catchUp();
    return event.id;
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A document in memory. */
export function source(name: string, text: string | Buffer): Source {
  return { name, bytes: Buffer.from(text as string) };
}
