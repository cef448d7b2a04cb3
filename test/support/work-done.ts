import { Session } from 'node:inspector';

/** What of V8's coverage is used here. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** How often V8 counted functions and branches of some source files while something ran: no clock, the same on every machine. */
export class WorkMeter {
  private readonly session = new Session();

  /** `files` are the source files that count, by a part of their path. */
  constructor(private readonly files: string) {
    this.session.connect();
    this.ask('Profiler.enable');
    this.ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Calls of functions and turns of branches and loops while `run` ran. */
  of(run: () => unknown): number {
    this.ask('Profiler.takePreciseCoverage');
    run();
    const { result } = this.ask('Profiler.takePreciseCoverage') as Coverage;
    return result
      .filter(({ url }) => url.includes(this.files))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  }

  end(): void {
    this.ask('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }

  /** An inspector of one's own process answers before it returns. */
  private ask(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    this.session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
