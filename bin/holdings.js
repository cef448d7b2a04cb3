#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { version } = require('../package.json');

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
