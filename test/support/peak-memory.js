const { existsSync, readFileSync } = require('node:fs');

const STATUS = '/proc/self/status';

/**
 * Peak memory of this process in MiB. Linux counts what the parent held at the moment of the fork into maxrss,
 * but not into the high-water mark of the memory that the process got with its own program.
 */
exports.peakMebibytes = () => {
  const mark = existsSync(STATUS) && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8'));
  return (mark ? Number(mark[1]) : process.resourceUsage().maxRSS) / 1024;
};
