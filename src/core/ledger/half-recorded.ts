import { type FilingRecorded, isDecision, type LineReported, type StoredEvent } from './events';

/** A filing that one owner's stream lacks, or has only a part of. */
export interface HalfRecordedFiling {
  /** The stream that lacks it. */
  readonly stream: string;
  /** A stream that has it. */
  readonly from: string;
  readonly fingerprint: string;
  readonly accession: string | undefined;
  /** Name of the document that it was recorded from. */
  readonly source: string;
  /** Owners whose streams should have it. */
  readonly owners: number;
  /** Lines that it has. */
  readonly lines: number;
  /** Lines that the stream has of it; undefined when the filing itself is not there either. */
  readonly linesThere: number | undefined;
}

interface OpenFiling {
  readonly from: string;
  readonly filing: FilingRecorded;
  readonly source: string;
  /** Lines by stream, of those in which the filing is. */
  readonly lines: Map<string, number>;
}

/**
 * Finds filings that are not whole in all their owners' streams: the filing's own event, first in each, names the
 * streams and counts the lines. Fed with all events in the order of the log; holds only the filings that are not
 * complete yet.
 */
export class HalfRecorded {
  private readonly open = new Map<string, OpenFiling>();

  take(event: StoredEvent): void {
    if (isDecision(event)) return;
    const { stream } = event;
    if (event.type === 'FilingRecorded') {
      const { data: filing, metadata } = event;
      const one = this.open.get(filing.fingerprint) ?? {
        from: stream,
        filing,
        source: metadata.source.name,
        lines: new Map(),
      };
      one.lines.set(stream, 0);
      this.open.set(filing.fingerprint, one);
      this.close(one);
      return;
    }
    const { fingerprint, table } = event.data as Partial<LineReported>;
    const one = table === undefined ? undefined : this.open.get(fingerprint ?? '');
    if (!one) return;
    one.lines.set(stream, (one.lines.get(stream) ?? 0) + 1);
    this.close(one);
  }

  /** What is not whole, now that all events were taken. */
  found(): readonly HalfRecordedFiling[] {
    return [...this.open.values()].flatMap(({ from, filing, source, lines }) => {
      const { fingerprint, header, streams } = filing;
      const told = { from, fingerprint, accession: header?.accession, source, owners: streams.length };
      return streams
        .map((stream) => ({ ...told, stream, lines: lineCountOf(filing), linesThere: lines.get(stream) }))
        .filter((each) => each.linesThere !== each.lines);
    });
  }

  private close({ filing, lines }: OpenFiling): void {
    const count = lineCountOf(filing);
    if (filing.streams.every((stream) => lines.get(stream) === count)) this.open.delete(filing.fingerprint);
  }
}

function lineCountOf({ lineCount }: FilingRecorded): number {
  return lineCount.I + lineCount.II;
}
