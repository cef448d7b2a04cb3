import type { Signature } from '../filing/filing';

/** ISO date of the last of several signatures: before it the form was not complete. Undefined when none is dated. */
export function latestSignature(signatures: readonly Signature[]): string | undefined {
  return signatures
    .map((signature) => signature.signatureDate?.value)
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
}
