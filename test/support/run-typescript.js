// Lets plain node run this repository's TypeScript: node -r ./test/support/run-typescript.js bench/event-store.ts
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const configFile = join(__dirname, '../../.swcrc');

process.setSourceMapsEnabled(true);

require.extensions['.ts'] = (module, filename) => {
  const options = { filename, configFile, sourceMaps: 'inline' };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};
