/**
 * Version of the rules by which events become rows. Bumped whenever the same events would give other rows, so
 * that an answer can say by which rules it was given.
 */
export const RULES_VERSION = 11;
