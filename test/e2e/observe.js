// Preloaded into a command under test: at its end, tells its peak memory and whether it loaded Nest.
const { writeFileSync } = require('node:fs');
const { peakMebibytes } = require('../support/peak-memory.js');

process.on('exit', () => {
  const loadedNest = Object.keys(require.cache).some((path) => path.includes('@nestjs'));
  writeFileSync(process.env.OBSERVATIONS, JSON.stringify({ loadedNest, peakMebibytes: peakMebibytes() }));
});
