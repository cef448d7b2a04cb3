/** Preloaded into a measured process: tells its peak memory (MiB) on file descriptor 3 when it ends. */
const { writeSync } = require('node:fs');
const { peakMebibytes } = require('../test/support/peak-memory.js');

process.on('exit', () => {
  writeSync(3, String(peakMebibytes()));
});
