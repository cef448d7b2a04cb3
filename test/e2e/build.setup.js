const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

/** The commands are tested as they are shipped: built. */
module.exports = () => {
  const script = join(__dirname, '../../scripts/build-if-stale.js');
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the build failed');
};
