/** The README's main job: three filings of one director, from the forms to the holdings, in a folder of its own. */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const data = mkdtempSync(join(tmpdir(), 'holdings-demo-'));
const COMMANDS = [
  ['ingest', 'examples/carter'],
  ['show', 'carter', '--as-of', '2008-06-16'],
  ['show', 'carter'],
  ['history', 'carter'],
];

process.on('exit', () => rmSync(data, { recursive: true, force: true }));
for (const command of COMMANDS) {
  process.stdout.write(`\n$ holdings ${command.join(' ')}\n\n`);
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'bin/holdings.js'), ...command, '--data', data],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
