import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LiveProjector } from '../read-model/live-projector';

/** Keeps the rows following the log while the server runs, whichever process appends. */
@Injectable()
export class LiveProjection implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly projector: LiveProjector) {}

  onApplicationBootstrap(): void {
    const log = new Logger('projection');
    this.running = this.projector.run(this.stop.signal, {
      restarted: (why) => log.warn(why),
      // Also told by /health/ready; the rows that are there go on answering.
      failed: (error) => log.error(error),
    });
  }

  /** Ends after the transaction that has begun; the stores are closed later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }
}
