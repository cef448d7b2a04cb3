import { type DynamicModule, Module } from '@nestjs/common';
import { LedgerModule } from '../services/ledger.module';
import { HealthController } from './health.controller';
import { LiveProjection } from './live-projection';
import { PeopleController } from './people.controller';

/** The ledger behind its REST API. Read-only. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest module is a class
export class AppModule {
  static open(folder: string): DynamicModule {
    return {
      module: AppModule,
      imports: [LedgerModule.open(folder)],
      controllers: [PeopleController, HealthController],
      providers: [LiveProjection],
    };
  }
}
