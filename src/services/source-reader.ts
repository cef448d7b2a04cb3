import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { MAX_DOCUMENT_BYTES } from '../core/limits';
import { isArchive, readArchive } from './archive-reader';
import { type Source, tooLarge } from './source';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

/**
 * The documents under the paths, one at a time: files, folders (recursively, in order of name, without hidden
 * files and the folder `except`), zip archives (known by their content) and `-` for standard input. Memory holds
 * one document, at most MAX_DOCUMENT_BYTES, and the names of the folders being read. Never throws: what cannot
 * be read is a problem.
 */
export async function* readSources(
  paths: readonly string[],
  input: Readable,
  except?: string,
): AsyncGenerator<Source> {
  const pending = [...paths].reverse();
  /** Device and inode of every folder read, so that a symbolic link into a parent ends. */
  const folders = new Set<string>();
  const ownFolder = except === undefined ? undefined : await stat(except).catch(() => undefined);
  if (ownFolder) folders.add(`${ownFolder.dev}:${ownFolder.ino}`);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    try {
      if (path === STANDARD_INPUT) {
        yield* readInput(input);
        continue;
      }
      const found = await stat(path);
      if (found.isDirectory()) {
        const folder = `${found.dev}:${found.ino}`;
        if (folders.has(folder)) continue;
        folders.add(folder);
        pending.push(...(await childrenOf(path)).reverse());
      } else if (found.isFile()) {
        yield* readFile(path);
      } else {
        yield { name: path, problem: 'is neither a file nor a folder; use - to read standard input' };
      }
    } catch (error) {
      yield { name: path, problem: whyUnreadable(error) };
    }
  }
}

/** Paths in a folder in code-unit order, which is the same on every machine, without hidden ones. */
async function childrenOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  return names.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name));
}

async function* readFile(path: string): AsyncGenerator<Source> {
  // Not blocking: a pipe may have taken the file's place since it was looked at.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = await file.stat();
    if (isArchive(await firstBytes(file))) yield* readArchive(path, { descriptor: file.fd, size });
    else if (size > MAX_DOCUMENT_BYTES) yield { name: path, problem: tooLarge(size) };
    else yield await readWhole(path, file, size);
  } finally {
    await file.close();
  }
}

async function firstBytes(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return buffer.subarray(0, bytesRead);
}

async function readWhole(name: string, file: FileHandle, size: number): Promise<Source> {
  const buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  while (length <= size) {
    const { bytesRead } = await file.read(buffer, length, size + 1 - length, length);
    if (bytesRead === 0) return { name, bytes: buffer.subarray(0, length) };
    length += bytesRead;
  }
  return { name, problem: 'grew while it was read; ingest it again when it is complete' };
}

async function* readInput(input: Readable): AsyncGenerator<Source> {
  const name = STANDARD_INPUT;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_DOCUMENT_BYTES) {
      yield { name, problem: tooLarge() };
      return;
    }
  }
  const bytes = Buffer.concat(chunks);
  if (isArchive(bytes)) yield* readArchive(name, { bytes });
  else yield { name, bytes };
}

function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read: permission denied';
    case 'ELOOP':
      return 'is a symbolic link that leads back to itself';
    case 'ENAMETOOLONG':
      return 'has a path that is too long for this system';
    default:
      return `could not be read: ${message}`;
  }
}
