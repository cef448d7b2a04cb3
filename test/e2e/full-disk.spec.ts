import { fillDisk } from '../faults/full-disks';
import { limitedDisk, mountedDisk, type SmallDisk } from '../faults/small-disk';
import { inFolderOnly } from './ledger-stores';

const onFolder = inFolderOnly('a disk is filled where the files are');

jest.setTimeout(300_000);

/** `npm run faults` fills as many as one likes. */
describe.each([
  ['a disk', mountedDisk],
  ['the size that files may have', limitedDisk],
])('commands that reach the end of %s', (name, make) => {
  let disk: SmallDisk | string;
  beforeAll(() => {
    disk = make();
  });
  afterAll(() => {
    if (typeof disk !== 'string') disk.remove();
  });

  onFolder('say what is full, record nothing by halves, and complete when there is room', async () => {
    if (typeof disk === 'string') {
      process.stderr.write(`full disk: not tested with the end of ${name}, because ${disk}\n`);
      return;
    }
    const report = await fillDisk(disk, { times: 10, seed: 1934 });
    expect(report.byCommand).toEqual({ ingest: 2, projection: 2, rebuild: 2, export: 2, import: 2 });
  });
});
