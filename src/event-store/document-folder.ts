import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder';
import type { DocumentPlace } from './source-documents';
import { storageFailure } from './storage-failure';

const FOLDER_NAME = /^[0-9a-f]{2}$/;
const FILE_NAME = /^([0-9a-f]{62})\.gz$/;

/** Source documents in a folder: the document `abcdef…` is the gzip file `ab/cdef….gz`. */
export class DocumentFolder implements DocumentPlace {
  private constructor(private readonly folder: string) {}

  /** Opens the folder, creating it when it is absent. Throws StorageFailure. */
  static open(folder: string): DocumentFolder {
    try {
      makeFolder(folder);
    } catch (error) {
      throw storageFailure(`source documents ${folder}`, error);
    }
    return new DocumentFolder(folder);
  }

  nameOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), `${sha256.slice(2)}.gz`);
  }

  hasEnding(sha256: string, ending: Buffer): Promise<boolean> {
    return this.told(async () => {
      const path = this.nameOf(sha256);
      if (!(await endsWith(path, ending))) return false;
      // The process that wrote it may not have come this far.
      await this.syncFoldersOf(path);
      return true;
    });
  }

  write(sha256: string, file: Buffer): Promise<void> {
    return this.told(async () => {
      const path = this.nameOf(sha256);
      makeFolder(dirname(path));
      await writeDurably(path, file);
      await this.syncFoldersOf(path);
    });
  }

  read(sha256: string): Promise<Buffer | undefined> {
    return this.told(() =>
      readFile(this.nameOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    );
  }

  async *list(): AsyncIterable<string> {
    for (const start of (await readdir(this.folder)).sort()) {
      if (!FOLDER_NAME.test(start)) continue;
      for (const name of (await readdir(join(this.folder, start))).sort()) {
        const rest = FILE_NAME.exec(name)?.[1];
        if (rest !== undefined) yield start + rest;
      }
    }
  }

  async close(): Promise<void> {}

  private async syncFoldersOf(path: string): Promise<void> {
    await syncFolder(dirname(path));
    await syncFolder(this.folder);
  }

  private async told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw storageFailure(`source documents ${this.folder}`, error);
    }
  }
}

async function endsWith(path: string, ending: Buffer): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return false;
  try {
    const { size } = await file.stat();
    if (size < ending.length) return false;
    const found = Buffer.alloc(ending.length);
    await file.read(found, 0, ending.length, size - ending.length);
    return found.equals(ending);
  } finally {
    await file.close();
  }
}

/** Writes the file under another name first, so that under its own it is whole whenever somebody looks. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Makes the names in a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
