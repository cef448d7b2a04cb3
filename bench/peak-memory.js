/**
 * Preloaded into a measured process: tells on file descriptor 3, when it ends, its peak memory (`rssMiB`, with all its
 * threads) and how much of the main thread's heap was in use at most right after garbage was collected (`heapMiB`): what
 * lives, where the peak also has garbage, page caches and the program itself.
 */
const { writeSync } = require('node:fs');
const { constants, PerformanceObserver } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');
const { peakMebibytes } = require('../test/support/peak-memory.js');

if (isMainThread) {
  let heap = 0;
  const observer = new PerformanceObserver((list) => {
    const collected = list
      .getEntries()
      .some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR);
    if (collected) heap = Math.max(heap, process.memoryUsage().heapUsed);
  });
  observer.observe({ entryTypes: ['gc'] });
  process.on('exit', () => {
    writeSync(
      3,
      JSON.stringify({ rssMiB: Math.round(peakMebibytes()), heapMiB: Math.round(heap / 1024 / 1024) }),
    );
  });
}
