import { IngestService } from '../../services/ingest.service';
import type { DocumentOutcome, IngestReport } from '../../services/ingest-report';
import { readSources } from '../../services/source-reader';
import type { Call } from '../call';
import { withLine } from '../filing-text';
import { withLedger } from '../open-ledger';
import type { Format, Output } from '../output';
import { stopSignal } from '../stop-signal';
import { grouped, plainText } from '../text-table';

/** Outcomes that a JSON report tells one by one; the counts are always complete. */
const MAX_TOLD_OUTCOMES = 1000;
/** Documents between two updates of the progress line. */
const PROGRESS_STEP = 25;

/**
 * `holdings ingest PATH…`. False when something was not taken in: a rejected document, or all that a stopped
 * run had not reached.
 */
export function ingest(paths: readonly string[], { environment, format, output }: Call): Promise<boolean> {
  return withLedger(environment, { mustExist: false }, async (ledger) => {
    const stop = stopSignal(output, 'the documents in hand are recorded');
    const told = new ToldOutcomes(format, output);
    try {
      // `ingest .` beside ./data must not read the ledger itself.
      const sources = readSources(paths, process.stdin, environment.HOLDINGS_DATA);
      const report = await ledger
        .get(IngestService)
        .ingest(sources, { signal: stop.signal, onOutcome: (outcome) => told.take(outcome) });
      output.progress('');
      await told.drained;
      if (format === 'json') {
        await output.json({ ...report, outcomes: told.outcomes, outcomesOmitted: told.omitted });
      } else await output.lines(reportText(report));
      return report.rejected === 0 && !report.interrupted;
    } finally {
      stop.release();
    }
  });
}

/** Tells what is worth telling of each document as it comes, so that memory does not grow with their number. */
class ToldOutcomes {
  readonly outcomes: DocumentOutcome[] = [];
  omitted = 0;
  /** Resolves when everything told so far is written. */
  drained: Promise<unknown> = Promise.resolve();
  private documents = 0;

  constructor(
    private readonly format: Format,
    private readonly output: Output,
  ) {}

  take(outcome: DocumentOutcome): void {
    this.documents++;
    if (this.format === 'json') this.collect(outcome);
    else this.print(outcomeLines(outcome));
    if (this.documents % PROGRESS_STEP === 0) this.output.progress(`${this.documents} documents`);
  }

  private print(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.output.progress('');
    this.drained = this.output.lines(lines);
  }

  /** Documents that were known before take at most half the room, so that what went wrong finds some. */
  private collect(outcome: DocumentOutcome): void {
    if (outcome.outcome === 'recorded' && outcome.problems.length === 0) return;
    const room = outcome.outcome === 'duplicate' ? MAX_TOLD_OUTCOMES / 2 : MAX_TOLD_OUTCOMES;
    if (this.outcomes.length < room) this.outcomes.push(outcome);
    else this.omitted++;
  }
}

/** One line for a rejected document, one for each problem of another; none when all went well. */
function outcomeLines({ name, outcome, reason, problems }: DocumentOutcome): string[] {
  if (outcome === 'rejected') return [plainText(`not ingested: ${name}: ${reason}`)];
  return problems.map(({ message, at }) => plainText(`problem: ${name}: ${withLine(message, at?.[0])}`));
}

function reportText(report: IngestReport): string[] {
  const known = report.duplicates + report.sourcesAdded;
  const lines = [
    `${count(report.documents, 'document')}: ${count(report.filingsRecorded, 'filing')} recorded, ` +
      `${grouped(String(known))} already known, ${count(report.headersRecorded, 'header')} recorded, ` +
      `${grouped(String(report.rejected))} not ingested`,
    `${count(report.eventsAppended, 'event')} appended for ${count(report.persons, 'person')}; ` +
      `${count(report.problems, 'problem')}, ${count(report.repairs, 'repair')}`,
  ];
  if (report.duplicates > 0) {
    lines.push(`already known: ${count(report.duplicates, 'document')} recorded before`);
  }
  if (report.sourcesAdded > 0) {
    lines.push(
      `already known: ${count(report.sourcesAdded, 'document')} of recorded filings, added as another source`,
    );
  }
  if (report.interrupted) lines.push('stopped before the end: ingest the same paths again to complete it');
  return lines;
}

function count(number: number, noun: string): string {
  return `${grouped(String(number))} ${noun}${number === 1 ? '' : 's'}`;
}
