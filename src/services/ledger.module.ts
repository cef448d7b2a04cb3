import 'reflect-metadata';
import { type DynamicModule, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { projectPerson } from '../core/ledger/project-person';
import type { EventStore } from '../event-store/event-store';
import { LiveGeneration } from '../read-model/live-generation';
import { LiveProjector } from '../read-model/live-projector';
import { AmendmentsService } from './amendments.service';
import { BalancesService } from './balances.service';
import { ClassesService } from './classes.service';
import { DecisionRecorder } from './decision-recorder';
import { DecisionsService } from './decisions.service';
import { DocumentRecorder } from './document-recorder';
import { EventsService } from './events.service';
import { ExplainService } from './explain.service';
import { FilingsService } from './filings.service';
import { FindingsService } from './findings.service';
import { HistoryService } from './history.service';
import { HoldingsService } from './holdings.service';
import { IdentityService } from './identity.service';
import { IngestService } from './ingest.service';
import { IssuersService } from './issuers.service';
import { KeptBasis } from './kept-basis';
import { openLedgerPlaces, type StoreSettings } from './ledger-places';
import { EVENT_STORE } from './ledger-tokens';
import { openGenerations } from './open-generations';
import { PeopleService } from './people.service';
import { PeopleListService } from './people-list.service';
import { PersonFolds } from './person-folds';
import { PersonReader } from './person-reader';
import { ReadinessService } from './readiness.service';
import { RecordsModule } from './records.module';
import { ReplayService } from './replay.service';
import { RowsCheck } from './rows-check';
import { SchedulesService } from './schedules.service';
import { SharedDecisionsService } from './shared-decisions.service';
import { SourcesCheck } from './sources-check';
import { SplitsService } from './splits.service';
import { VerifyService } from './verify.service';
import { VestingService } from './vesting.service';

/** Closes the rows last, when nobody asks any more. */
@Injectable()
class Rows implements OnApplicationShutdown {
  constructor(private readonly live: LiveGeneration) {}

  onApplicationShutdown(): Promise<void> {
    return this.live.close();
  }
}

const SERVICES = [
  IssuersService,
  AmendmentsService,
  FilingsService,
  BalancesService,
  FindingsService,
  IngestService,
  PeopleService,
  IdentityService,
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
  SharedDecisionsService,
  ClassesService,
  SplitsService,
  VerifyService,
];

/** The ledger with its use cases: one composition for the HTTP server and the command line. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest module is a class
export class LedgerModule {
  /** The ledger in these stores; see openLedgerPlaces for what it throws. */
  static open(settings: StoreSettings, { mustExist = false } = {}): DynamicModule {
    const places = openLedgerPlaces(settings, { mustExist });
    return {
      module: LedgerModule,
      imports: [RecordsModule.at(places)],
      providers: [
        {
          provide: LiveGeneration,
          useFactory: () => LiveGeneration.open(openGenerations(places.readModel)),
        },
        {
          provide: LiveProjector,
          inject: [EVENT_STORE, LiveGeneration],
          useFactory: (store: EventStore, live: LiveGeneration) =>
            new LiveProjector(store, live, projectPerson),
        },
        Rows,
        DocumentRecorder,
        KeptBasis,
        PersonFolds,
        PersonReader,
        SourcesCheck,
        RowsCheck,
        DecisionRecorder,
        ...SERVICES,
      ],
      exports: [LiveProjector, ...SERVICES],
    };
  }
}
