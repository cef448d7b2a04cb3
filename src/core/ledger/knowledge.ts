/** How much an answer may know: everything when empty. */
export interface Knowledge {
  /** ISO date: facts known by the end of that day, US Eastern. */
  readonly knownAt?: string;
}

/** Whether a fact of this knowledge date (ISO) is known. */
export function isKnown(knownOn: string, { knownAt }: Knowledge): boolean {
  return knownAt === undefined || knownOn <= knownAt;
}
