import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Projector } from '../read-model/projector';

/** Keeps the rows following the log while the server runs, whichever process appends. */
@Injectable()
export class LiveProjection implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly projector: Projector) {}

  onApplicationBootstrap(): void {
    // A failed projection is told by /health/ready; the rows that are there go on answering.
    this.running = this.projector.run(this.stop.signal).then(
      () => undefined,
      (error) => new Logger('projection').error(error),
    );
  }

  /** Ends after the transaction that has begun; the stores are closed later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }
}
