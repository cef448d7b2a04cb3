import type { LineCells } from '../filing';
import type { ColumnName } from './form-columns';

/** The boxes of a line while they are being filled. */
export type LineDraft = { -readonly [Name in keyof LineCells]: LineCells[Name] };

/** The share box and the dollar box that a column of quantities can fill. */
export const DOLLAR_BOX: Partial<Record<ColumnName, keyof LineDraft>> = {
  transactionShares: 'transactionTotalValue',
  underlyingSecurityShares: 'underlyingSecurityValue',
  sharesOwnedFollowingTransaction: 'valueOwnedFollowingTransaction',
};
