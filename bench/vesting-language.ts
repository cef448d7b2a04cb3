import { readSchedule } from '../src/core/vesting/grammar/read-schedule';
import { labelFiles } from '../test/support/vesting-labels';
import { peerPackage } from './peer-package';
import { compare, formatRows, median } from './report';

/** MIT. Finds dates in English: a small part of what reading a schedule takes. */
const PEER = 'chrono-node';
const PEER_VERSION = '2.10.3';
/** What one footnote may cost at the median, in microseconds. */
const GOAL = 1_000;
const ROUNDS = 9;

/** Footnotes of our own labels read into schedules: against finding their dates alone, and in time for each. */
export async function benchVestingLanguage(): Promise<readonly string[]> {
  const labels = labelFiles().flatMap((file) => file.labels);
  const texts = labels.flatMap(({ label, text }) => (label.text === undefined ? [] : [text]));
  const lines = [timePerFootnote(texts)];
  const peer = peerPackage<{ parse(text: string): unknown }>(PEER, PEER_VERSION);
  if (peer) {
    const row = await compare({
      name: 'read vesting footnotes into schedules',
      unit: 'footnotes/s',
      peerName: `${PEER} ${PEER_VERSION} finding their dates only`,
      count: texts.length,
      ours: () => () => {
        for (const text of texts) readSchedule(text);
      },
      peer: () => () => {
        for (const text of texts) peer.parse(text);
      },
    });
    lines.push(formatRows([row]));
  }
  return lines;
}

function timePerFootnote(texts: readonly string[]): string {
  const times = texts.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [place, text] of texts.entries()) {
      const start = process.hrtime.bigint();
      readSchedule(text);
      if (round > 0) times[place]!.push(Number(process.hrtime.bigint() - start) / 1_000);
    }
  }
  const each = times.map(median);
  const middle = median(each);
  const verdict = middle < GOAL ? `goal under ${GOAL} µs reached` : `GOAL UNDER ${GOAL} µs MISSED`;
  return `read a vesting footnote: median ${middle.toFixed(0)} µs, worst ${Math.max(...each).toFixed(0)} µs of ${texts.length}, ${verdict}`;
}
