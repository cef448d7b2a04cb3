import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, gunzip, gzip } from 'node:zlib';
import { MAX_DOCUMENT_BYTES } from '../core/limits';
import { StorageFailure } from './event-store';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const SHA256 = /^[0-9a-f]{64}$/;

/** Where gzip files are kept, each under the SHA-256 of what it holds: a folder, or a table of PostgreSQL. */
export interface DocumentPlace {
  /** One kept file as messages name it. */
  nameOf(sha256: string): string;

  /** Whether a file is kept, durably, that ends with these bytes. Throws StorageFailure, as the others do. */
  hasEnding(sha256: string, ending: Buffer): Promise<boolean>;

  /** Returns when the file is durable, in place of one that may be there; readers never see half of it. */
  write(sha256: string, file: Buffer): Promise<void>;

  read(sha256: string): Promise<Buffer | undefined>;

  /** Every SHA-256 under which a file is kept, in ascending order. */
  list(): AsyncIterable<string>;

  close(): Promise<void>;
}

/**
 * The source documents, each kept once under its SHA-256 and compressed. Any number of processes may use one place
 * at the same time.
 */
export class SourceDocuments {
  /** Whoever made it ends with `close`, which closes the place, too. */
  constructor(private readonly place: DocumentPlace) {}

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
    if (!(await this.place.hasEnding(sha256, gzipTrailer(bytes)))) {
      await this.place.write(sha256, await compress(bytes));
    }
    return sha256;
  }

  /**
   * The document with this SHA-256; undefined when none is kept. Throws StorageFailure, with the reason
   * `damaged` when the file does not hold what its name says.
   */
  async read(sha256: string): Promise<Buffer | undefined> {
    if (!SHA256.test(sha256)) return undefined;
    const file = await this.place.read(sha256);
    if (file === undefined) return undefined;
    try {
      const bytes = await decompress(file, { maxOutputLength: MAX_DOCUMENT_BYTES });
      if (hash('sha256', bytes, 'hex') !== sha256) throw new Error('its content has another SHA-256');
      return bytes;
    } catch (error) {
      throw new StorageFailure(
        'damaged',
        `source document ${this.place.nameOf(sha256)} is damaged: restore a backup, or ingest the document again (${(error as Error).message})`,
        { cause: error },
      );
    }
  }

  /** The SHA-256 of every document that is kept, in ascending order. Says nothing of their content. */
  list(): AsyncIterable<string> {
    return this.place.list();
  }

  close(): Promise<void> {
    return this.place.close();
  }
}

/**
 * What a gzip file of these bytes ends with: their CRC-32 and their number (RFC 1952 section 2.3.1). Finds a file that
 * was cut off, or holds something else, without decompressing it.
 */
function gzipTrailer(bytes: Uint8Array): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(bytes.length, 4);
  return trailer;
}
