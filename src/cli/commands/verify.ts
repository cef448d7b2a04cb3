import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { LiveProjector } from '../../read-model/live-projector';
import { InvalidQuestion } from '../../services/answer';
import { type ExportedHead, HeadService } from '../../services/head.service';
import { type VerifyFinding, VerifyService } from '../../services/verify.service';
import type { Call } from '../call';
import { withLedger, withRecords } from '../open-ledger';
import type { Output } from '../output';

/** Places that are printed one by one; a log of another origin would have one for each stream. */
const MAX_PRINTED = 1000;

/**
 * `holdings verify [--head FILE] [--chains-only]`: whether the ledger is still what was recorded. False when there
 * is tampering or corruption, or a run was cut off between the owners of a filing.
 */
export function verify(
  options: { readonly head?: string; readonly chainsOnly?: true },
  { environment, format, output }: Call,
): Promise<boolean> {
  return withLedger(environment, { mustExist: true }, async (ledger) => {
    const head = options.head === undefined ? undefined : await readHead(options.head);
    await bringUpToDate(ledger, output);
    const places: VerifyFinding[] = [];
    const question = { ...(head && { head }), deep: !options.chainsOnly };
    const report = await ledger.get(VerifyService).verify(question, (finding) => {
      if (places.length < MAX_PRINTED) places.push(finding);
    });
    const { findings } = report;
    if (format === 'json') await output.json({ ...report, places });
    else {
      const { events, streams, digest, order } = report.head;
      await output.lines([
        `${count(events)} events in ${count(streams)} streams: ${count(findings.tampering)} broken chains or heads`,
        ...(options.chainsOnly
          ? []
          : [
              `${count(report.recordings)} recordings made again from their documents: ${count(findings.otherReading)} come out otherwise today`,
              `rows of ${count(report.persons)} persons made again: ${count(findings.otherRules)} made by other rules`,
            ]),
        `${count(findings.corruption)} places where something kept is missing or damaged`,
        `${count(findings.halfRecorded)} filings that some owner's stream lacks`,
        `head ${digest} order ${order}${head ? ', compared with the one given' : ''}`,
        ...places.map(placeText),
      ]);
    }
    return findings.tampering + findings.corruption + findings.halfRecorded === 0;
  });
}

/** `holdings head`: what to publish, so that later nobody can cut the log off or write it anew unseen. */
export function head({ environment, format, output }: Call): Promise<void> {
  return withRecords(environment, { mustExist: true }, async (records) => {
    const { heads, ...log } = await records.get(HeadService).head();
    if (format === 'json') await output.json({ ...log, heads });
    else {
      await output.lines([
        `events  ${log.events}`,
        `streams ${log.streams}`,
        `digest  ${log.digest}`,
        `order   ${log.order}`,
      ]);
    }
  });
}

/** A log that cannot be projected any more is still to be verified: what is wrong with it is then told in its place. */
async function bringUpToDate(ledger: INestApplicationContext, output: Output): Promise<void> {
  try {
    await ledger.get(LiveProjector).catchUp();
  } catch (error) {
    output.note(`holdings: the rows are not up to date: ${(error as Error).message}`);
  }
}

const HEX = /^[0-9a-f]{64}$/;

async function readHead(path: string): Promise<ExportedHead> {
  const wrong = (why: string) =>
    new InvalidQuestion('head', `${path} is no head: ${why}; write one with "holdings head --json"`);
  let head: Partial<ExportedHead>;
  try {
    head = JSON.parse(await readFile(path, 'utf8')) as Partial<ExportedHead>;
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const { events, streams, digest, order, heads } = head ?? {};
  if (!Number.isSafeInteger(events) || !Number.isSafeInteger(streams))
    throw wrong('events or streams are missing');
  if (!HEX.test(digest ?? '') || !HEX.test(order ?? '')) throw wrong('digest or order is no SHA-256');
  if (heads !== undefined && !Array.isArray(heads)) throw wrong('heads is no list');
  return head as ExportedHead;
}

function placeText({ kind, stream, revision, position, what }: VerifyFinding): string {
  const place = [
    stream,
    revision === null ? null : `revision ${revision}`,
    position === null ? null : `position ${position}`,
  ].filter((part) => part !== null);
  return `${KINDS[kind]}${place.length > 0 ? ` in ${place.join(', ')}` : ''}: ${what}`;
}

const KINDS: Readonly<Record<VerifyFinding['kind'], string>> = {
  tampering: 'Tampering',
  corruption: 'Corruption',
  halfRecorded: 'Half recorded',
  otherReading: 'Another reading',
  otherRules: 'Other rules',
};

function count(number: number): string {
  return number.toLocaleString('en-US');
}
