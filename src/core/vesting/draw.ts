/**
 * What takes units out of a lot.
 * - `exercise`: into the underlying shares (codes M, X, O, C);
 * - `disposition`: to the issuer, such as settlement in cash (D);
 * - `withholding`: units withheld for tax or the exercise price (F);
 * - `transfer`: to somebody else (G, S, W, Z, J and the rest);
 * - `expiration`: filed, with value received (E, H);
 * - `cancellation`: taken back by the issuer, whatever had vested;
 * - `forfeiture`: lost before vesting, such as on leaving.
 */
export type DrawKind =
  | 'exercise'
  | 'disposition'
  | 'withholding'
  | 'transfer'
  | 'expiration'
  | 'cancellation'
  | 'forfeiture';

/** A reduction of a lot, filed or decided. */
export interface Draw {
  /** Effective date, ISO. */
  readonly on: string;
  /** A canonical decimal, not negative. */
  readonly units: string;
  readonly kind: DrawKind;
  /** Event id of the line behind it. */
  readonly lineId?: string;
}

/** The kind of draw that a line disposing of a lot's units is, from its transaction code (Form 4 General Instruction 8). */
export function drawKindOf(code: string | undefined): DrawKind {
  switch (code) {
    case 'M':
    case 'X':
    case 'O':
    case 'C':
      return 'exercise';
    case 'D':
      return 'disposition';
    case 'F':
      return 'withholding';
    case 'E':
    case 'H':
      return 'expiration';
    default:
      return 'transfer';
  }
}
