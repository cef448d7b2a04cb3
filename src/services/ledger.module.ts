import 'reflect-metadata';
import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { projectPerson } from '../core/ledger/project-person';
import type { EventStore } from '../event-store/event-store';
import { SourceDocuments } from '../event-store/source-documents';
import { LiveGeneration } from '../read-model/live-generation';
import { LiveProjector } from '../read-model/live-projector';
import { AmendmentsService } from './amendments.service';
import { BalancesService } from './balances.service';
import { DecisionsService } from './decisions.service';
import { DocumentRecorder } from './document-recorder';
import { EventsService } from './events.service';
import { ExplainService } from './explain.service';
import { ExportService } from './export.service';
import { FilingsService } from './filings.service';
import { FindingsService } from './findings.service';
import { HistoryService } from './history.service';
import { HoldingsService } from './holdings.service';
import { ImportService } from './import.service';
import { IngestService } from './ingest.service';
import { IssuersService } from './issuers.service';
import { JointFilings } from './joint-filings';
import { KeptBasis } from './kept-basis';
import { openLedgerPlaces, type StoreSettings } from './ledger-places';
import { EVENT_STORE } from './ledger-tokens';
import { openEventStore } from './open-event-store';
import { openGenerations } from './open-generations';
import { openSourceDocuments } from './open-source-documents';
import { PeopleService } from './people.service';
import { PeopleListService } from './people-list.service';
import { PersonFolds } from './person-folds';
import { PersonReader } from './person-reader';
import { ReadinessService } from './readiness.service';
import { ReplayService } from './replay.service';
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
    private readonly documents: SourceDocuments,
    private readonly live: LiveGeneration,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.live.close();
    await this.documents.close();
    await this.events.close();
  }
}

const SERVICES = [
  IssuersService,
  AmendmentsService,
  FilingsService,
  BalancesService,
  FindingsService,
  IngestService,
  ExportService,
  ImportService,
  PeopleService,
  PeopleListService,
  HoldingsService,
  HistoryService,
  ExplainService,
  ReplayService,
  EventsService,
  ReadinessService,
  VestingService,
  SchedulesService,
  DecisionsService,
  VerifyService,
];

function completionOf(checkpointFile: string): Provider {
  return {
    provide: JointFilings,
    inject: [EVENT_STORE],
    useFactory: (store: EventStore) => new JointFilings(store, checkpointFile),
  };
}

/** The ledger with its use cases: one composition for the HTTP server and the command line. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest module is a class
export class LedgerModule {
  /** The ledger in these stores; see openLedgerPlaces for what it throws. */
  static open(settings: StoreSettings, { mustExist = false } = {}): DynamicModule {
    const { events, sourceDocuments, readModel, jointFilings } = openLedgerPlaces(settings, { mustExist });
    return {
      module: LedgerModule,
      providers: [
        { provide: EVENT_STORE, useFactory: () => openEventStore(events) },
        { provide: SourceDocuments, useFactory: () => openSourceDocuments(sourceDocuments) },
        {
          provide: LiveGeneration,
          useFactory: () => LiveGeneration.open(openGenerations(readModel)),
        },
        {
          provide: LiveProjector,
          inject: [EVENT_STORE, LiveGeneration],
          useFactory: (store: EventStore, live: LiveGeneration) =>
            new LiveProjector(store, live, projectPerson),
        },
        // The embedded store takes all streams of an append together.
        ...('sqlite' in events ? [] : [completionOf(jointFilings)]),
        Stores,
        DocumentRecorder,
        KeptBasis,
        PersonFolds,
        PersonReader,
        SourcesCheck,
        RowsCheck,
        ...SERVICES,
      ],
      exports: [LiveProjector, ...SERVICES],
    };
  }
}
