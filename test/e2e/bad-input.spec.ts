import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archive } from '../support/archive';
import { EXERCISE, ownershipXml, SALE } from './filings';
import { holdings, observedHoldings } from './holdings-command';

jest.setTimeout(120_000);

/** What a document in hand, the stores and Node itself may take; the bad inputs are up to 1 GB. */
const MEMORY_MEBIBYTES = 250;
/** A heap that a bomb would burst. */
const SMALL_HEAP = ['--max-old-space-size=96'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILING = ownershipXml(EXERCISE);
const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

/** Documents that are none, by name. */
const BAD: Readonly<Record<string, () => string | Buffer>> = {
  'empty.xml': () => '',
  'truncated.xml': () => FILING.slice(0, FILING.length / 2),
  'error-page.html': () =>
    '<!DOCTYPE html><html><head><title>503</title></head><body>Try later.</body></html>',
  'report.pdf': () =>
    Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), Buffer.alloc(5000, 0x80)]),
  'laughs.xml': () =>
    `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${LAUGHS}]><ownershipDocument><remarks>&l9;</remarks></ownershipDocument>`,
  'utf-32.xml': () =>
    Buffer.concat([...FILING].map((letter) => Buffer.from([0, 0, 0, letter.charCodeAt(0)]))),
  'zeros.bin': () => Buffer.alloc(1024 * 1024),
  'bomb.zip': () =>
    archive(
      Array.from({ length: 100 }, (_, n) => ({ name: `${n}.xml`, content: zeros(), sharesBytes: true })),
    ),
  'large-entry.zip': () =>
    archive([{ name: 'large.xml', content: Buffer.alloc(40 * 1024 * 1024), declaredSize: 10 }]),
  'torn.zip': () => archive([{ name: 'a.xml', content: FILING }]).subarray(0, 200),
  'binary.dat': () => Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256)),
};

let zeroBytes: Buffer | undefined;
function zeros(): Buffer {
  zeroBytes ??= Buffer.alloc(20 * 1024 * 1024);
  return zeroBytes;
}

describe('a document that is no filing', () => {
  it.each(Object.keys(BAD))('%s costs one clear line, bounded memory, and stores nothing', async (name) => {
    const path = join(folder, name);
    const data = join(folder, `${name}-data`);
    writeFileSync(path, BAD[name]!());
    const { code, out, err, peakMebibytes } = await observedHoldings(['ingest', path, '--data', data], {
      node: SMALL_HEAP,
    });
    const told = out.split('\n').filter((line) => line.startsWith('not ingested: '));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(told.at(-1)).toMatch(new RegExp(`^not ingested: ${path}[^:]*: \\S.{10,300}$`));
    expect(told.length).toBeLessThanOrEqual(name === 'bomb.zip' ? 2 : 1);
    expect(out).toMatch(
      /: 0 filings recorded, 0 already known, 0 headers recorded, \d not ingested\n0 events appended/,
    );
    expect(peakMebibytes).toBeLessThan(MEMORY_MEBIBYTES);
    expect((await holdings(['people', '--data', data])).out).toMatch(
      /^Nobody\.\n\nrecorded to position none · /,
    );
  });

  it('of 1 GB is not even read', async () => {
    const path = join(folder, 'gigabyte');
    writeFileSync(path, '');
    truncateSync(path, 1024 ** 3);
    const { code, out, peakMebibytes } = await observedHoldings(
      ['ingest', path, '--data', join(folder, 'gigabyte-data')],
      { node: SMALL_HEAP },
    );
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe(
      `not ingested: ${path}: has 1,073,741,824 bytes, more than the 33,554,432 bytes that a document may have; it was not read`,
    );
    expect(peakMebibytes).toBeLessThan(MEMORY_MEBIBYTES);
  });

  it('of endless standard input is given up', async () => {
    const input = Buffer.alloc(40 * 1024 * 1024, 0x20);
    const { code, out } = await holdings(['ingest', '-', '--data', join(folder, 'endless')], { input });
    expect(code).toBe(1);
    expect(out).toContain('not ingested: -: is larger than the 33,554,432 bytes that a document may have');
  });

  it('does not keep the good ones beside it from being recorded', async () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    writeFileSync(join(mixed, 'a-exercise.xml'), FILING);
    writeFileSync(join(mixed, 'b-torn.xml'), FILING.slice(0, 900));
    writeFileSync(join(mixed, 'c-sale.xml'), ownershipXml(SALE));
    const data = join(folder, 'mixed-data');
    const { code, out } = await holdings(['ingest', mixed, '--data', data]);
    expect(code).toBe(1);
    expect(out).toContain(
      '3 documents: 2 filings recorded, 0 already known, 0 headers recorded, 1 not ingested',
    );
    const answer = JSON.parse((await holdings(['show', 'doe', '--json', '--data', data])).out);
    expect(answer.holdings[0].balance).toBe('78769.4705');
  });

  it('whose name would draw on the terminal cannot', async () => {
    const path = join(folder, 'evil\u001b[31m\nname.xml');
    writeFileSync(path, 'x');
    const { out } = await holdings(['ingest', path, '--data', join(folder, 'evil-data')]);
    expect(out.split('\n')[0]).toMatch(/^not ingested: .*evil�\[31m�name\.xml: /);
  });
});
