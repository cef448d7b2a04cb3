import { EventStoreDbStandIn } from './eventstoredb-stand-in';

/** The stand-in in a process of its own: tells its connection string, and ends with its standard input. */
async function main(): Promise<void> {
  const standIn = await EventStoreDbStandIn.start();
  process.stdout.write(`${standIn.connectionString}\n`);
  process.stdin.on('end', () => standIn.stop()).resume();
}

void main();
