import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip archive made for a test, with the lies it shall tell. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  readonly method?: number;
  readonly crc32?: number;
  readonly declaredSize?: number;
  /** Points at the bytes of the first entry instead of bringing its own, as zip bombs do. */
  readonly sharesBytes?: boolean;
}

/** A zip archive (APPNOTE 4.3), written by hand because libraries refuse to lie. */
export function archive(entries: readonly ArchiveEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let shared: { offset: number; packed: Buffer; crc: number } | undefined;
  for (const entry of entries) {
    const content = Buffer.from(entry.content as string);
    const known = entry.sharesBytes ? shared : undefined;
    const packed = known?.packed ?? (entry.stored ? content : deflateRawSync(content));
    const crc = entry.crc32 ?? known?.crc ?? crc32(content);
    const header = entryHeader(entry, crc, packed.length, content.length);
    const name = Buffer.from(entry.name);
    directory.push(centralRecord(header, known?.offset ?? offset), name);
    if (known) continue;
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), header, name, packed]);
    shared ??= { offset, packed, crc };
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** The 26 bytes that local and central records share, from `version needed` to `extra field length`. */
function entryHeader(entry: ArchiveEntry, crc: number, packedSize: number, size: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2);
  header.writeUInt16LE(entry.method ?? (entry.stored ? 0 : 8), 4);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packedSize, 14);
  header.writeUInt32LE(entry.declaredSize ?? size, 18);
  header.writeUInt16LE(Buffer.byteLength(entry.name), 22);
  return header;
}

function centralRecord(header: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('504b01021400', 'hex'), header, rest]);
}

/** Standard input that is at its end. */
export function nothing(): Readable {
  return Readable.from([]);
}
