// Preloaded into a command under test: at its end, tells its peak memory and whether it loaded Nest.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const loadedNest = Object.keys(require.cache).some((path) => path.includes('@nestjs'));
  const peakMebibytes = process.resourceUsage().maxRSS / 1024;
  writeFileSync(process.env.OBSERVATIONS, JSON.stringify({ loadedNest, peakMebibytes }));
});
