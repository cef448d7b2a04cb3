import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { archive, nothing } from '../../test/support/archive';
import { MAX_DOCUMENT_BYTES } from '../core/limits';
import { readSources } from './source-reader';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every source as one line: `name = text`, or `name: problem`. */
async function read(paths: string[], input: Readable = nothing()): Promise<string[]> {
  const lines: string[] = [];
  for await (const source of readSources(paths, input)) {
    const name = source.name.replace(`${folder}/`, '');
    lines.push('bytes' in source ? `${name} = ${source.bytes.toString()}` : `${name}: ${source.problem}`);
  }
  return lines;
}

const inFolder = (...names: string[]) => names.map((name) => join(folder, name));
const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

describe('files and folders', () => {
  it('gives the files of a folder in order of name, deep ones too, and skips hidden ones', async () => {
    mkdirSync(join(folder, 'b/deep'), { recursive: true });
    mkdirSync(join(folder, '.git'));
    put('c.xml', 'C');
    put('a.xml', 'A');
    put('B.xml', 'B');
    put('b/deep/x.txt', 'X');
    put('.hidden', 'H');
    put('.git/config', 'H');
    expect(await read([folder])).toEqual(['B.xml = B', 'a.xml = A', 'b/deep/x.txt = X', 'c.xml = C']);
  });

  it('takes the paths in the order given', async () => {
    put('1', 'one');
    put('2', 'two');
    expect(await read(inFolder('2', '1'))).toEqual(['2 = two', '1 = one']);
  });

  it('ends at a symbolic link into a parent folder, and says so of a broken one', async () => {
    put('a.xml', 'A');
    symlinkSync(folder, join(folder, 'again'));
    symlinkSync(join(folder, 'gone'), join(folder, 'broken'));
    symlinkSync('self', join(folder, 'self'));
    expect(await read([folder])).toEqual([
      'a.xml = A',
      'broken: does not exist',
      'self: is a symbolic link that leads back to itself',
    ]);
  });

  it('says in one line what is missing or no file, and goes on', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    put('z.xml', 'Z');
    expect(await read(inFolder('missing', 'pipe', 'z.xml'))).toEqual([
      'missing: does not exist',
      'pipe: is neither a file nor a folder; use - to read standard input',
      'z.xml = Z',
    ]);
  });

  it('says of a file without permission that it may not be read', async () => {
    if (process.getuid?.() === 0) {
      console.log('not checked: root may read everything');
      return;
    }
    put('secret', 'S');
    chmodSync(join(folder, 'secret'), 0);
    expect(await read(inFolder('secret'))).toEqual(['secret: may not be read: permission denied']);
  });

  it('does not read a file beyond the limit, and reads one at the limit', async () => {
    put('zeros', '');
    truncateSync(join(folder, 'zeros'), 1024 ** 3);
    put('limit', '');
    truncateSync(join(folder, 'limit'), MAX_DOCUMENT_BYTES);
    const [atLimit, beyond] = await read(inFolder('limit', 'zeros'));
    expect(atLimit).toHaveLength('limit = '.length + MAX_DOCUMENT_BYTES);
    expect(beyond).toBe(
      'zeros: has 1,073,741,824 bytes, more than the 33,554,432 bytes that a document may have; it was not read',
    );
  });
});

describe('standard input', () => {
  it('is one document', async () => {
    expect(await read(['-'], Readable.from([Buffer.from('<owner'), Buffer.from('ship/>')]))).toEqual([
      '- = <ownership/>',
    ]);
  });

  it('may be an archive', async () => {
    const zip = archive([{ name: 'a.xml', content: 'A' }]);
    expect(await read(['-'], Readable.from([zip.subarray(0, 10), zip.subarray(10)]))).toEqual([
      '-/a.xml = A',
    ]);
  });

  it('is given up beyond the limit', async () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    function* endless() {
      for (;;) yield megabyte;
    }
    expect(await read(['-'], Readable.from(endless()))).toEqual([
      '-: is larger than the 33,554,432 bytes that a document may have; it was not read',
    ]);
  });
});

describe('zip archives', () => {
  it('are known by their content and read entry by entry, hidden ones skipped', async () => {
    put(
      'filings.dat',
      archive([
        { name: 'q1/', content: '' },
        { name: 'q1/a.xml', content: 'A' },
        { name: '__MACOSX/._a.xml', content: 'H' },
        { name: 'b.xml', content: 'B', stored: true },
      ]),
    );
    expect(await read(inFolder('filings.dat'))).toEqual([
      'filings.dat/q1/a.xml = A',
      'filings.dat/b.xml = B',
    ]);
  });

  it('read an entry whose name points outside: nothing is written', async () => {
    put('slip.zip', archive([{ name: '../../etc/passwd', content: 'A' }]));
    expect(await read(inFolder('slip.zip'))).toEqual(['slip.zip/../../etc/passwd = A']);
  });

  it('say of an encrypted, damaged or nested entry what is wrong, and go on', async () => {
    put(
      'bad.zip',
      archive([
        { name: 'secret.xml', content: 'A', encrypted: true },
        { name: 'wrong.xml', content: 'A', crc32: 1 },
        { name: 'odd.xml', content: 'A', method: 98 },
        { name: 'inner.zip', content: archive([{ name: 'x', content: 'X' }]) },
        { name: 'good.xml', content: 'G' },
      ]),
    );
    expect(await read(inFolder('bad.zip'))).toEqual([
      'bad.zip/secret.xml: is encrypted; extract it with its password and ingest the file',
      'bad.zip/wrong.xml: is damaged: its checksum does not match',
      'bad.zip/odd.xml: is compressed by method 98, which is not read; extract it first',
      'bad.zip/inner.zip: is an archive inside an archive; extract it first',
      'bad.zip/good.xml = G',
    ]);
  });

  it('say of a torn archive that it is damaged', async () => {
    const zip = archive([{ name: 'a.xml', content: 'A' }]);
    put('torn.zip', zip.subarray(0, zip.length - 10));
    const lines = await read(inFolder('torn.zip'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^torn\.zip: is a damaged zip archive: /);
  });

  it('stop an entry at the limit, whatever size it declares', async () => {
    const zeros = Buffer.alloc(MAX_DOCUMENT_BYTES + 1);
    put('honest.zip', archive([{ name: 'zeros', content: zeros }]));
    put('liar.zip', archive([{ name: 'zeros', content: zeros, declaredSize: 10 }]));
    const [honest, liar] = await read(inFolder('honest.zip', 'liar.zip'));
    expect(honest).toMatch(/^honest\.zip\/zeros: has 33,554,433 bytes, more than/);
    expect(liar).toMatch(/^liar\.zip\/zeros: is damaged: too many bytes in the stream/);
  });

  it('stop a bomb of many entries over the same bytes', async () => {
    const zeros = Buffer.alloc(20 * 1024 * 1024);
    const entries = Array.from({ length: 50 }, (_, n) => ({
      name: `${n}`,
      content: zeros,
      sharesBytes: true,
    }));
    put('bomb.zip', archive(entries));
    const lines = await read(inFolder('bomb.zip'));
    expect(lines.at(-1)).toMatch(
      /^bomb\.zip: inflates to more than 33,554,432 bytes from 2\d,\d{3}: the rest/,
    );
    expect(lines).toHaveLength(2);
  });
});
