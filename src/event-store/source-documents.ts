import { hash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, gunzip, gzip } from 'node:zlib';
import { MAX_DOCUMENT_BYTES } from '../core/limits';
import { StorageFailure } from './event-store';
import { makeFolder } from './make-folder';
import { storageFailure } from './storage-failure';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Every gzip file ends with the CRC-32 and the size of what it holds (RFC 1952 section 2.3.1). */
const GZIP_TRAILER_BYTES = 8;
const SHA256 = /^[0-9a-f]{64}$/;
const FOLDER_NAME = /^[0-9a-f]{2}$/;
const FILE_NAME = /^([0-9a-f]{62})\.gz$/;

/**
 * The source documents, each kept once under its SHA-256 and compressed, in a folder: the document `abcdef…` is
 * the gzip file `ab/cdef….gz`. Any number of processes may use the folder.
 */
export class SourceDocuments {
  private constructor(private readonly folder: string) {}

  /** Opens the folder, creating it when it is absent. Throws StorageFailure. */
  static open(folder: string): SourceDocuments {
    try {
      makeFolder(folder);
    } catch (error) {
      throw storageFailure(`source documents ${folder}`, error);
    }
    return new SourceDocuments(folder);
  }

  /**
   * Keeps a document and returns its SHA-256 (hex) when it is durable. A document that is kept already is not
   * written again, unless its file is damaged. Throws RangeError beyond MAX_DOCUMENT_BYTES, and StorageFailure.
   */
  async keep(bytes: Uint8Array): Promise<string> {
    if (bytes.length > MAX_DOCUMENT_BYTES) {
      throw new RangeError(
        `${bytes.length} bytes are more than a source document may have (${MAX_DOCUMENT_BYTES})`,
      );
    }
    const sha256 = hash('sha256', bytes, 'hex');
    const path = this.pathOf(sha256);
    try {
      makeFolder(dirname(path));
      if (!(await isIntact(path, bytes))) await writeDurably(path, await compress(bytes));
      // Also for a file that is there: the process that wrote it may not have come this far.
      await syncFolder(dirname(path));
      await syncFolder(this.folder);
      return sha256;
    } catch (error) {
      throw storageFailure(`source documents ${this.folder}`, error);
    }
  }

  /**
   * The document with this SHA-256; undefined when none is kept. Throws StorageFailure, with the reason
   * `damaged` when the file does not hold what its name says.
   */
  async read(sha256: string): Promise<Buffer | undefined> {
    if (!SHA256.test(sha256)) return undefined;
    const path = this.pathOf(sha256);
    let compressed: Buffer;
    try {
      compressed = await readFile(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw storageFailure(`source documents ${this.folder}`, error);
    }
    try {
      const bytes = await decompress(compressed, { maxOutputLength: MAX_DOCUMENT_BYTES });
      if (hash('sha256', bytes, 'hex') !== sha256) throw new Error('its content has another SHA-256');
      return bytes;
    } catch (error) {
      throw new StorageFailure(
        'damaged',
        `source document ${path} is damaged: restore a backup, or ingest the document again (${(error as Error).message})`,
        { cause: error },
      );
    }
  }

  /** The SHA-256 of every document that is kept, in ascending order. Says nothing of their content. */
  async *list(): AsyncIterable<string> {
    for (const start of (await readdir(this.folder)).sort()) {
      if (!FOLDER_NAME.test(start)) continue;
      for (const name of (await readdir(join(this.folder, start))).sort()) {
        const rest = FILE_NAME.exec(name)?.[1];
        if (rest !== undefined) yield start + rest;
      }
    }
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), `${sha256.slice(2)}.gz`);
  }
}

/** True when the file is there and its end fits these bytes: finds a cut-off file without decompressing it. */
async function isIntact(path: string, bytes: Uint8Array): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return false;
  try {
    const { size } = await file.stat();
    if (size < GZIP_TRAILER_BYTES) return false;
    const trailer = Buffer.alloc(GZIP_TRAILER_BYTES);
    await file.read(trailer, 0, GZIP_TRAILER_BYTES, size - GZIP_TRAILER_BYTES);
    return trailer.readUInt32LE(0) === crc32(bytes) && trailer.readUInt32LE(4) === bytes.length;
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
