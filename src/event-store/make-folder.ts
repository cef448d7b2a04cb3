import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder and those above it that are missing. Throws the file system's error when it cannot.
 * (Node's own recursive mkdir never returns where the system answers ENOENT to every attempt, as below /proc.)
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been first.
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (!exists || !statSync(folder).isDirectory()) throw error;
  }
}
