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
    this.running = this.project(this.stop.signal);
  }

  /** Ends after the transaction that has begun; the stores are closed later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async project(signal: AbortSignal): Promise<void> {
    const log = new Logger('projection');
    try {
      // Following ends with the server: that the rows were made again is told before.
      const { restarted } = await this.projector.catchUp(signal);
      if (restarted !== undefined) log.warn(restarted);
      await this.projector.run(signal);
    } catch (error) {
      // A failed projection is told by /health/ready; the rows that are there go on answering.
      log.error(error);
    }
  }
}
