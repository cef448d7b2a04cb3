import { hash } from 'node:crypto';

/** Namespace of this ledger's event ids. Never change it: every id that was ever stored comes from it. */
export const EVENT_NAMESPACE = '5f3ad1f6-64c4-4a3e-9b0e-2f3c1d7a9e58';

/**
 * The id of one event: the same stream, filing and part give the same id on every machine, so that recording a
 * filing twice is recognised as such. `part` is `filing` for the filing's own event, `<table>.<row>` for a line
 * (`II.3`), or another text that names the fact within its filing, such as a source's SHA-256.
 */
export function eventId(stream: string, fingerprint: string, part: string): string {
  return uuidV5(`${stream}\n${fingerprint}\n${part}`, EVENT_NAMESPACE);
}

/**
 * The name-based UUID of RFC 9562 section 5.5 (SHA-1 over namespace and UTF-8 name), lower case.
 * Throws a TypeError when the namespace is not a UUID.
 */
export function uuidV5(name: string, namespace: string): string {
  const prefix = namespaceBytes(namespace);
  const input = Buffer.allocUnsafe(prefix.length + Buffer.byteLength(name));
  prefix.copy(input);
  input.write(name, prefix.length);
  const digest = hash('sha1', input, 'hex');
  const variant = VARIANT_DIGITS[Number.parseInt(digest[16]!, 16) & 3];
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** The hex digits whose two upper bits are `10`: the variant of RFC 9562 section 4.1. */
const VARIANT_DIGITS = ['8', '9', 'a', 'b'] as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The bytes of the namespace asked for last: in practice there is only one. */
let lastNamespace = { text: '', bytes: Buffer.alloc(0) };

function namespaceBytes(namespace: string): Buffer {
  if (lastNamespace.text !== namespace) {
    if (!UUID.test(namespace)) throw new TypeError(`${namespace} is not a UUID`);
    lastNamespace = { text: namespace, bytes: Buffer.from(namespace.replaceAll('-', ''), 'hex') };
  }
  return lastNamespace.bytes;
}
