import type { Output } from './output';

/** Aborts at the first SIGINT or SIGTERM, and says that it waits until `what`; a second one ends the process the usual way. */
export function stopSignal(output: Output, what: string): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  const stop = () => {
    release();
    output.note(`holdings: stopping when ${what}; once more to stop at once`);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, release };
}
