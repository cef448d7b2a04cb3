import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { NestFactory } from '@nestjs/core';
import { createServer } from '../../src/http/server';
import { Environment } from '../../src/services/environment';
import { HoldingsService } from '../../src/services/holdings.service';
import { IngestService } from '../../src/services/ingest.service';
import { LedgerModule } from '../../src/services/ledger.module';
import { ProjectionsService } from '../../src/services/projections.service';
import { RebuildService } from '../../src/services/rebuild.service';
import type { Source } from '../../src/services/source';
import { DOE, EXERCISE, ownershipXml, SALE } from '../e2e/filings';
import { databases, inPostgres, POSTGRES_URL } from './databases';

/** The product as a deployment has it that sets DATABASE_URL: in a database of its own, under its own schema names. */
const suite = databases().includes('PostgreSQL') ? describe : describe.skip;

suite('a ledger with DATABASE_URL', () => {
  const database = `holdings_test_${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'postgres-ledger-'));
  const settings = { HOLDINGS_DATA: folder, DATABASE_URL: '' };

  beforeAll(async () => {
    await inPostgres((client) => client.query(`CREATE DATABASE ${database}`));
    const url = new URL(POSTGRES_URL);
    url.pathname = `/${database}`;
    settings.DATABASE_URL = url.href;
  });
  afterAll(async () => {
    await inPostgres((client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
    rmSync(folder, { recursive: true });
  });

  async function rebuilds<Result>(use: (service: RebuildService) => Promise<Result>): Promise<Result> {
    const service = await RebuildService.open(settings);
    try {
      return await use(service);
    } finally {
      await service.close();
    }
  }

  it('keeps its rows there, and answers as with files', async () => {
    const ledger = await NestFactory.createApplicationContext(LedgerModule.open(settings), { logger: false });
    const sources = [EXERCISE, SALE].map(
      (filing, n): Source => ({ name: `${n}.xml`, bytes: Buffer.from(ownershipXml(filing)) }),
    );
    expect(await ledger.get(IngestService).ingest(Readable.from(sources))).toMatchObject({
      filingsRecorded: 2,
    });
    const { holdings } = await ledger.get(HoldingsService).holdings(DOE.cik, { asOf: '2008-06-17' });
    expect(holdings).toMatchObject([{ balance: '85000' }, { balance: '0' }]);
    await ledger.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('read-model'))).toEqual([]);
  });

  it('goes over to what a rebuild made while it answers over HTTP', async () => {
    const server = await createServer({ ...new Environment(), ...settings, LOG_LEVEL: 'silent' });
    await server.init();
    const ask = async (url: string) => JSON.parse((await server.inject({ url })).body);
    const before = await ask(`/v1/people/${DOE.cik}/holdings`);
    expect(before.holdings[0]).toMatchObject({ balance: '78769.4705' });
    expect(await rebuilds((service) => service.rebuild({ threads: 0 }))).toMatchObject({
      comparison: { same: true, persons: 1 },
      live: 2,
      previous: 1,
    });
    for (let generation = 1; generation !== 2; ) {
      expect(await ask(`/v1/people/${DOE.cik}/holdings`)).toEqual(before);
      ({ generation } = await ask('/health/ready'));
    }
    expect(await ask(`/v1/people/${DOE.cik}/holdings`)).toEqual(before);
    await server.close();
    await rebuilds((service) => service.dropOld());
    const projections = await ProjectionsService.open(settings);
    expect((await projections.report()).projections).toMatchObject([
      { generation: 2, role: 'live', persons: 1, lag: 0, problem: null },
    ]);
    await projections.close();
  });
});
