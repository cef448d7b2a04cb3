/** Builds dist when it is missing or older than what it is built from, so that `npm start` works after `npm ci`. */
const { spawnSync } = require('node:child_process');
const { readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const BUILT = 'dist/src/cli/main.js';
const SOURCES = [
  'src',
  'migrations',
  '.swcrc',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

/** When the newest file under the path was changed; -Infinity when there is none. */
function changedAt(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return -Infinity;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const newestSource = Math.max(...SOURCES.map((path) => changedAt(join(root, path))));
if (changedAt(join(root, BUILT)) < newestSource) {
  process.stderr.write('building ...\n');
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  // Standard output belongs to the command that is about to run.
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  process.exitCode = status ?? 1;
}
