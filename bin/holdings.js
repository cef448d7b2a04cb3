#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { version } = require('../package.json');

// On a large machine the heap would grow to four times what lives in it; a long ingest shall stay small.
setFlagsFromString('--heap-growing-percent=30');

const main = join(__dirname, '../dist/src/cli/main.js');
if (existsSync(main)) {
  require(main)
    .run(process.argv.slice(2), version)
    .then((code) => {
      process.exitCode = code;
    });
} else {
  process.stderr.write('holdings: not built yet; run "npm run build" first\n');
  process.exitCode = 1;
}
