import { type DynamicModule, Module } from '@nestjs/common';
import { LedgerModule } from '../services/ledger.module';
import type { StoreSettings } from '../services/ledger-places';
import { FilingsController } from './filings.controller';
import { FindingsController } from './findings.controller';
import { HealthController } from './health.controller';
import { HoldingsController } from './holdings.controller';
import { IssuersController } from './issuers.controller';
import { LiveProjection } from './live-projection';
import { PeopleController } from './people.controller';
import { ProofController } from './proof.controller';

/** The ledger behind its REST API. Read-only. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest module is a class
export class AppModule {
  static open(settings: StoreSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [LedgerModule.open(settings)],
      controllers: [
        PeopleController,
        HoldingsController,
        ProofController,
        FilingsController,
        IssuersController,
        FindingsController,
        HealthController,
      ],
      providers: [LiveProjection],
    };
  }
}
