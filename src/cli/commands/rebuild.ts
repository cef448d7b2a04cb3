import { type RebuildReport, RebuildService } from '../../services/rebuild.service';
import type { RebuildState } from '../../services/rebuild-progress';
import type { Call } from '../call';
import type { Output } from '../output';
import { stopSignal } from '../stop-signal';
import { grouped } from '../text-table';

/** How soon progress is told again where nobody watches, such as in a log. */
const NOTE_EVERY_MS = 10_000;

export interface RebuildWish {
  readonly makeLive: boolean;
  /** As many as there are processors, unless given. */
  readonly threads?: number;
}

/** `holdings rebuild`: all rows anew, beside those that are live. False when it was stopped before its end. */
export function rebuild(wish: RebuildWish, call: Call): Promise<boolean> {
  return withRebuilds(call, async (service) => {
    const { format, output } = call;
    const stop = stopSignal(output, 'the rows in hand are written');
    try {
      const onProgress = progressTo(output);
      const report = await service.rebuild({ ...wish, signal: stop.signal, onProgress });
      output.progress('');
      if (format === 'json') await output.json(report);
      else await output.lines(reportText(report));
      return !report.interrupted;
    } finally {
      stop.release();
    }
  });
}

/** `holdings rebuild --rollback`: the previous generation answers again. */
export function rollback(call: Call): Promise<boolean> {
  return withRebuilds(call, async (service) => {
    const { live, previous } = await service.rollback();
    if (call.format === 'json') await call.output.json({ live, previous });
    else await call.output.line(`generation ${live} is live again; generation ${previous} is kept`);
    return true;
  });
}

/** `holdings rebuild --drop-old`: only the live generation stays. */
export function dropOld(call: Call): Promise<boolean> {
  return withRebuilds(call, async (service) => {
    const dropped = await service.dropOld();
    if (call.format === 'json') await call.output.json({ dropped });
    else await call.output.line(dropped.length === 0 ? 'nothing to drop' : `dropped ${generations(dropped)}`);
    return true;
  });
}

async function withRebuilds<Result>(
  { environment }: Call,
  use: (service: RebuildService) => Promise<Result>,
): Promise<Result> {
  const service = await RebuildService.open(environment);
  try {
    return await use(service);
  } finally {
    await service.close();
  }
}

function progressTo(output: Output): (state: RebuildState) => void {
  let noted = performance.now();
  return (state) => {
    output.progress(stateText(state));
    if (output.watched || performance.now() - noted < NOTE_EVERY_MS) return;
    noted = performance.now();
    output.note(`holdings: ${stateText(state)}`);
  };
}

function stateText({ events, total, eventsPerSecond, secondsLeft }: RebuildState): string {
  const done =
    total === null ? count(events, 'event') : `${count(events, 'event')} of ${grouped(String(total))}`;
  const left = secondsLeft === null ? '' : `, about ${duration(secondsLeft)} left`;
  return `${done}, ${grouped(String(Math.round(eventsPerSecond)))} events/s${left}`;
}

function reportText(report: RebuildReport): string[] {
  const { generation, resumed, interrupted, persons, events, seconds, comparison, live, previous, dropped } =
    report;
  const lines = [
    `generation ${generation}${resumed ? ', gone on with' : ''}: ${count(events, 'event')} of ` +
      `${count(persons, 'person')} in ${duration(seconds)}`,
  ];
  if (interrupted)
    return [...lines, 'stopped before the end: run it again to go on; the live rows are as they were'];
  if (comparison === null) lines.push(`not compared: ${report.notCompared}`);
  else if (comparison.same)
    lines.push(`the same rows as before, for all ${count(comparison.persons, 'person')}`);
  else {
    lines.push(
      `other rows than before for ${grouped(String(comparison.differing))} of ${count(comparison.persons, 'person')}:`,
    );
    lines.push(
      ...comparison.named.map(({ personId, difference }) => `  ${personId}  ${DIFFERENCES[difference]}`),
    );
    const more = comparison.differing - comparison.named.length;
    if (more > 0) lines.push(`  and ${grouped(String(more))} more`);
  }
  if (live !== generation)
    lines.push(`generation ${live} stays live; run it again without --no-switch to switch`);
  else lines.push(`generation ${live} is live; generation ${previous} is kept for a rollback`);
  if (dropped.length > 0) lines.push(`dropped ${generations(dropped)}`);
  return lines;
}

const DIFFERENCES = {
  rows: 'other rows',
  onlyLive: 'is not there any more',
  onlyNew: 'was not there',
} as const;

function generations(numbers: readonly number[]): string {
  return `generation${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`;
}

function duration(seconds: number): string {
  if (seconds < 100) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}

function count(number: number, noun: string): string {
  return `${grouped(String(number))} ${noun}${number === 1 ? '' : 's'}`;
}
