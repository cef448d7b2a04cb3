import 'reflect-metadata';
import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { projectPerson } from '../core/ledger/project-person';
import type { EventStore } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import { SqliteEventStore } from '../event-store/sqlite-event-store';
import { createDataSource } from '../read-model/data-source';
import { Projector } from '../read-model/projector';
import { ReadModel } from '../read-model/read-model';
import { BalancesService } from './balances.service';
import { openDataFolder } from './data-folder';
import { DocumentRecorder } from './document-recorder';
import { EventsService } from './events.service';
import { HistoryService } from './history.service';
import { HoldingsService } from './holdings.service';
import { IngestService } from './ingest.service';
import { EVENT_STORE } from './ledger-tokens';
import { PeopleService } from './people.service';
import { PersonReader } from './person-reader';
import { ReadinessService } from './readiness.service';
import { RowsCheck } from './rows-check';
import { SchedulesService } from './schedules.service';
import { SourcesCheck } from './sources-check';
import { VerifyService } from './verify.service';
import { VestingService } from './vesting.service';

/** Closes the stores last, when nobody asks any more. */
@Injectable()
class Stores implements OnApplicationShutdown {
  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    private readonly dataSource: DataSource,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
    await this.events.close();
  }
}

const SERVICES = [
  BalancesService,
  IngestService,
  PeopleService,
  HoldingsService,
  HistoryService,
  EventsService,
  ReadinessService,
  VestingService,
  SchedulesService,
  VerifyService,
];

/** The ledger with its use cases: one composition for the HTTP server and the command line. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest module is a class
export class LedgerModule {
  /** The ledger in this folder; see openDataFolder for what it throws. */
  static open(folder: string, { mustExist = false } = {}): DynamicModule {
    const { events, sourceDocuments, readModel } = openDataFolder(folder, { mustExist });
    return {
      module: LedgerModule,
      providers: [
        { provide: EVENT_STORE, useFactory: () => SqliteEventStore.open(events) },
        { provide: SourceDocuments, useFactory: () => SourceDocuments.open(sourceDocuments) },
        {
          provide: DataSource,
          useFactory: () => createDataSource({ sqlite: readModel }),
        },
        {
          provide: ReadModel,
          inject: [DataSource],
          useFactory: (dataSource: DataSource) => new ReadModel(dataSource),
        },
        {
          provide: Projector,
          inject: [EVENT_STORE, ReadModel],
          useFactory: (store: EventStore, readModel: ReadModel) =>
            new Projector(store, readModel, projectPerson),
        },
        Stores,
        DocumentRecorder,
        PersonReader,
        SourcesCheck,
        RowsCheck,
        ...SERVICES,
      ],
      exports: [Projector, ...SERVICES],
    };
  }
}
