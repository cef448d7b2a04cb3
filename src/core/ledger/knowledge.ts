/** How much an answer may know: everything when empty. */
export interface Knowledge {
  /**
   * ISO date: facts known by the end of that day. Or a US Eastern local time such as `2008-06-18T17:30:00`:
   * facts known by then, of which those with only a date are known from the end of their day.
   */
  readonly knownAt?: string;
}

/** Whether a fact is known that is known from this ISO date or US Eastern local time on. */
export function isKnown(knownFrom: string, { knownAt }: Knowledge): boolean {
  return knownAt === undefined || moment(knownFrom) <= moment(knownAt);
}

/** The end of a day sorts after every time of it and before the next day. */
function moment(text: string): string {
  return text.length === 'YYYY-MM-DD'.length ? `${text}T24:00:00` : text;
}
