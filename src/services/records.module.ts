import 'reflect-metadata';
import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import type { EventStore } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import { ExportService } from './export.service';
import { HeadService } from './head.service';
import { ImportService } from './import.service';
import { JointFilings } from './joint-filings';
import { type LedgerPlaces, openLedgerPlaces, type StoreSettings } from './ledger-places';
import { EVENT_STORE } from './ledger-tokens';
import { openEventStore } from './open-event-store';
import { openSourceDocuments } from './open-source-documents';

/** Closes the stores last, when nobody asks any more. */
@Injectable()
class Records implements OnApplicationShutdown {
  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    private readonly documents: SourceDocuments,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.documents.close();
    await this.events.close();
  }
}

const SERVICES = [HeadService, ExportService, ImportService];

/**
 * What was recorded, and cannot be made again: events and source documents. Works when the rows are broken or their
 * database is away.
 */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest module is a class
export class RecordsModule {
  /** The records in these stores; see openLedgerPlaces for what it throws. */
  static open(settings: StoreSettings, { mustExist = false } = {}): DynamicModule {
    return RecordsModule.at(openLedgerPlaces(settings, { mustExist }));
  }

  static at({ events, sourceDocuments, jointFilings }: LedgerPlaces): DynamicModule {
    return {
      module: RecordsModule,
      providers: [
        { provide: EVENT_STORE, useFactory: () => openEventStore(events) },
        { provide: SourceDocuments, useFactory: () => openSourceDocuments(sourceDocuments) },
        // The embedded store takes all streams of an append together.
        ...('sqlite' in events ? [] : [completionOf(jointFilings)]),
        Records,
        ...SERVICES,
      ],
      exports: [EVENT_STORE, SourceDocuments, ...SERVICES],
    };
  }
}

function completionOf(checkpointFile: string): Provider {
  return {
    provide: JointFilings,
    inject: [EVENT_STORE],
    useFactory: (store: EventStore) => new JointFilings(store, checkpointFile),
  };
}
