import { cpus } from 'node:os';
import { ownershipXmlCorpus } from './corpus';
import { benchEventStore } from './event-store';
import { benchEventStoreDb } from './eventstoredb';
import { benchIngest } from './ingest';
import { benchParseXml } from './parse-xml';
import { benchPostgresRows } from './postgres-rows';
import { benchRebuild } from './rebuild';
import { formatRows } from './report';
import { benchVestingLanguage } from './vesting-language';

/** `npm run bench`: every ratio measured in one run, each against a named peer on the same work. */
async function main(): Promise<void> {
  const corpus = ownershipXmlCorpus();
  print(`Node ${process.version}, ${cpus().length} processors, ${corpus.description}`);
  print('A ratio is ours / peer, pair by pair: median (lowest to highest).');
  print(formatRows(await benchParseXml(corpus)));
  print((await benchVestingLanguage()).join('\n'));
  print(formatRows(await benchEventStore()));
  print((await benchIngest(corpus)).join('\n'));
  print((await benchRebuild()).join('\n'));
  const postgres = await benchPostgresRows();
  if (postgres) print(formatRows([postgres]));
  const eventStoreDb = await benchEventStoreDb();
  print(
    eventStoreDb
      ? formatRows(eventStoreDb)
      : 'EventStoreDB: not measured, TEST_EVENTSTORE_URL names no server',
  );
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
