import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import {
  MAX_ARCHIVE_ENTRIES,
  MAX_ARCHIVE_INFLATED_BYTES,
  MAX_ARCHIVE_RATIO,
  MAX_DOCUMENT_BYTES,
} from '../core/limits';
import { type Source, tooLarge } from './source';

/** Where the bytes of an archive are: an open file, or memory. */
export type ArchiveBytes =
  | { readonly descriptor: number; readonly size: number }
  | { readonly bytes: Buffer };

/** True when the bytes begin like a zip archive (a first entry, or the end record of an empty one). */
export function isArchive(bytes: Buffer): boolean {
  return bytes.length >= 4 && (bytes.readUInt32BE(0) === 0x504b0304 || bytes.readUInt32BE(0) === 0x504b0506);
}

/**
 * The documents in a zip archive, one at a time, named `archive.zip/path/of/entry`. Nothing is written, so an
 * entry's name can do no harm. Sizes are counted while inflating and never taken from the archive's word.
 * Hidden entries are skipped as in folders; an entry that cannot be read is one problem, and the rest goes on.
 * All entries are inflated into the same memory: the bytes of one are gone when the next one is asked for.
 */
export async function* readArchive(archive: string, content: ArchiveBytes): AsyncGenerator<Source> {
  const size = 'bytes' in content ? content.bytes.length : content.size;
  // A document inflates less than MAX_DOCUMENT_BYTES anyway: the ratio is about many entries over the same bytes.
  const budget = Math.min(MAX_ARCHIVE_INFLATED_BYTES, Math.max(MAX_DOCUMENT_BYTES, size * MAX_ARCHIVE_RATIO));
  const memory = new EntryMemory();
  let inflated = 0;
  let entries = 0;
  try {
    const zip = await openArchive(content);
    for await (const entry of zip.eachEntry()) {
      if (++entries > MAX_ARCHIVE_ENTRIES) {
        yield {
          name: archive,
          problem: `has more than ${figure(MAX_ARCHIVE_ENTRIES)} entries: the rest was not read`,
        };
        return;
      }
      const path = entryPath(entry);
      if (isSkipped(path)) continue;
      const read = await readEntry(zip, entry, budget - inflated, memory);
      inflated += read.inflated;
      if (inflated > budget) {
        yield {
          name: archive,
          problem: `inflates to more than ${figure(budget)} bytes from ${figure(size)}: the rest was not read`,
        };
        return;
      }
      const name = `${archive}/${path}`;
      yield 'bytes' in read ? { name, bytes: read.bytes } : { name, problem: read.problem };
    }
  } catch (error) {
    yield { name: archive, problem: `is a damaged zip archive: ${(error as Error).message}` };
  }
}

function openArchive(content: ArchiveBytes): Promise<ZipFile> {
  // Names are decoded here, because yauzl would end the whole archive at the first one like `../x`.
  const options = { decodeStrings: false, autoClose: false };
  return 'bytes' in content
    ? fromBufferPromise(content.bytes, options)
    : fromFdPromise(content.descriptor, options);
}

function entryPath(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

/** Folders and hidden entries (`.DS_Store`, `__MACOSX/._name`). */
function isSkipped(path: string): boolean {
  return path.endsWith('/') || path.split('/').some((part) => /^\.[^.]/.test(part));
}

type EntryRead = { readonly inflated: number } & ({ readonly bytes: Buffer } | { readonly problem: string });

/** Inflates one entry, at most `budget` bytes and MAX_DOCUMENT_BYTES of it. */
async function readEntry(
  zip: ZipFile,
  entry: Entry,
  budget: number,
  memory: EntryMemory,
): Promise<EntryRead> {
  const refuse = (problem: string, inflated = 0): EntryRead => ({ problem, inflated });
  if (entry.isEncrypted()) return refuse('is encrypted; extract it with its password and ingest the file');
  if (!entry.canDecodeFileData()) {
    return refuse(`is compressed by method ${entry.compressionMethod}, which is not read; extract it first`);
  }
  if (entry.uncompressedSize > MAX_DOCUMENT_BYTES) return refuse(tooLarge(entry.uncompressedSize));
  let inflated = 0;
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    memory.clear();
    for await (const chunk of stream) {
      inflated += (chunk as Buffer).length;
      if (inflated > Math.min(budget, MAX_DOCUMENT_BYTES)) return refuse(tooLarge(), inflated);
      memory.add(chunk as Buffer);
    }
    const { bytes } = memory;
    if (crc32(bytes) !== entry.crc32) return refuse('is damaged: its checksum does not match', inflated);
    if (isArchive(bytes)) return refuse('is an archive inside an archive; extract it first', inflated);
    return { bytes, inflated };
  } catch (error) {
    return refuse(`is damaged: ${(error as Error).message}`, inflated);
  } finally {
    stream?.destroy();
  }
}

/** Where entries are inflated, one after the other: what each leaves behind would be freed too late. */
class EntryMemory {
  private buffer = Buffer.allocUnsafe(256 * 1024);
  private length = 0;

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (length > this.buffer.length) {
      const larger = Buffer.allocUnsafe(
        Math.max(length, Math.min(2 * this.buffer.length, MAX_DOCUMENT_BYTES)),
      );
      this.bytes.copy(larger);
      this.buffer = larger;
    }
    chunk.copy(this.buffer, this.length);
    this.length = length;
  }
}

function figure(count: number): string {
  return count.toLocaleString('en-US');
}
