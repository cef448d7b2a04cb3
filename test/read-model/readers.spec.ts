import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ReadModelLocation } from '../../src/read-model/data-source';
import type { ReadModel } from '../../src/read-model/read-model';
import { databases, Places } from './databases';
import { at, type GivenLedger, ledger } from './ledgers';

const places = new Places();
afterEach(() => places.close());
afterAll(() => places.clear());

const PERSON = '0001211060';
/** How often a process of its own puts the one ledger in place of the other. */
const ROUNDS = 150;

/** Two ledgers of one person, as unlike as can be; every balance and name tells which one it is from. */
const OLD: GivenLedger = version('old', 40, 5);
const NEW: GivenLedger = version('new', 25, 12);

function version(name: string, holdings: number, steps: number): GivenLedger {
  return {
    name,
    holdings: Object.fromEntries(
      Array.from({ length: holdings }, (_, place) => [
        `holding ${place}`,
        Array.from({ length: steps }, (__, day) => [`2020-01-${10 + day}`, name] as const),
      ]),
    ),
    filings: Array.from({ length: holdings }, () => ({ issuerName: name })),
    problems: Array.from({ length: steps }, () => ({ message: name })),
  };
}

/** Which of the two versions an answer is from: all of it, or the test fails. */
const QUESTIONS: Readonly<Record<string, (rows: ReadModel) => Promise<readonly (string | null)[]>>> = {
  history: async (rows) =>
    (await rows.history(PERSON)).flatMap(({ steps }) => steps.map(({ computed }) => computed)),
  holdings: async (rows) =>
    (await rows.holdings(PERSON)).flatMap(({ holding, step }) => [holding.computed, step?.computed ?? null]),
  'holdings as of': async (rows) =>
    (await rows.holdings(PERSON, '2020-01-12')).map(({ step }) => step?.computed ?? null),
  filings: async (rows) => (await rows.filings(PERSON)).map(({ issuerName }) => issuerName),
  problems: async (rows) => (await rows.problems(PERSON)).map(({ message }) => message),
  people: async (rows) => (await rows.people({ limit: 5 })).map(({ name }) => name),
};

const COUNTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  old: { history: 200, holdings: 80, 'holdings as of': 40, filings: 40, problems: 5, people: 1 },
  new: { history: 300, holdings: 50, 'holdings as of': 25, filings: 25, problems: 12, people: 1 },
};

describe.each(databases())('readers of %s', (database) => {
  it('see a person whole, as it was before or after, while another process replaces it', async () => {
    const location = places.unused(database);
    const { readModel } = await places.open(location);
    await readModel.replacePersons([ledger(PERSON, OLD)], { from: null, to: at('0') });

    const writer = replacingProcess(location);
    const seen: Record<string, number> = { old: 0, new: 0 };
    while (!writer.ended) {
      const answers = await Promise.all(
        Object.entries(QUESTIONS).map(async ([question, ask]) => ({ question, names: await ask(readModel) })),
      );
      for (const { question, names } of answers) {
        const [name] = names;
        expect([...new Set(names)]).toEqual([name]);
        expect([question, name, names.length]).toEqual([question, name, COUNTS[name!]![question]]);
        seen[name!]! += 1;
      }
      await setImmediate();
    }

    expect(await writer.done).toBe(0);
    expect(await readModel.checkpoint()).toEqual(at(String(ROUNDS)));
    expect(seen.old).toBeGreaterThan(0);
    expect(seen.new).toBeGreaterThan(0);
  }, 60_000);

  it('of the same process see it whole, too', async () => {
    const { readModel } = await places.open(places.unused(database));
    await readModel.replacePersons([ledger(PERSON, OLD)], { from: null, to: at('0') });
    for (let round = 0; round < 20; round++) {
      const next = ledger(PERSON, round % 2 === 0 ? NEW : OLD);
      const replacing = readModel.replacePersons([next], {
        from: at(String(round)),
        to: at(String(round + 1)),
      });
      for (const ask of Object.values(QUESTIONS)) expect(new Set(await ask(readModel)).size).toBe(1);
      expect(await replacing).toBe(true);
    }
  });
});

function replacingProcess(location: ReadModelLocation) {
  const script = `
    const { createDataSource } = require('./src/read-model/data-source');
    const { ReadModel } = require('./src/read-model/read-model');
    const { at, ledger } = require('./test/read-model/ledgers');
    (async () => {
      const readModel = new ReadModel(await createDataSource(${JSON.stringify(location)}));
      const versions = ${JSON.stringify([OLD, NEW])}.map((given) => ledger(${JSON.stringify(PERSON)}, given));
      for (let round = 1; round <= ${ROUNDS}; round++) {
        const move = { from: at(String(round - 1)), to: at(String(round)) };
        if (!(await readModel.replacePersons([versions[round % 2]], move))) process.exit(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      process.exit(0);
    })();`;
  const child = spawn(process.execPath, ['-r', './test/support/run-typescript.js', '-e', script], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const writer = {
    ended: false,
    done: new Promise<number | null>((resolve) => {
      child.on('close', (code) => {
        writer.ended = true;
        resolve(code);
      });
    }),
  };
  return writer;
}
