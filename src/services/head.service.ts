import { Inject, Injectable } from '@nestjs/common';
import type { StreamHead } from '../core/ledger/chain-check';
import { type LogHead, LogHeads } from '../core/ledger/log-head';
import type { EventStore } from '../event-store/event-store';
import { EVENT_STORE } from './ledger-tokens';

/** A head as it is exported: with the newest event of each stream it can tell where a log differs. */
export interface ExportedHead extends LogHead {
  readonly heads?: readonly StreamHead[];
}

/** The use case "fix the log as it is now". */
@Injectable()
export class HeadService {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** The head of the log as it is now, with its stream heads. */
  async head(): Promise<Required<ExportedHead>> {
    const heads = new LogHeads();
    for await (const batch of this.store.readAll()) for (const event of batch) heads.take(event);
    return { ...heads.head(), heads: heads.streamHeads() };
  }
}
