/**
 * Ends the reading of a document that is to be rejected; never leaves the parser that throws it. The message
 * says what is wrong and what to do, `start` and `end` are the offsets of what is to blame.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly start: number,
    readonly end: number = start,
  ) {
    super(message);
  }
}
