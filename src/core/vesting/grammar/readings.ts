/** Words that can be read in more than one way, and which way was taken. */
export const AMBIGUITIES = {
  /** `25% per year beginning on D`, `over four years beginning on D`. */
  start: [
    'the first instalment falls on the date stated',
    'the date stated starts the first period: the first instalment falls at its end',
  ],
  /** `at the end of each quarter beginning on D`. */
  endOfPeriod: [
    'the first instalment falls on the date stated',
    'the first period starts on the date stated: the first instalment falls at its end',
    'calendar periods are meant: the first instalment falls on the last day of the period with the date stated',
  ],
  /** `monthly beginning on the date of grant`: nothing vests by being granted. */
  anchorStart: [
    'the first instalment falls at the end of the first period',
    'the first instalment falls on the date that starts it',
  ],
  /** `6.25% of the remaining options`. */
  ofRemaining: ['as chosen', 'the portion is of the other: the whole award, or what remained then'],
  /** `15% on the second and third anniversaries`: on each, or on both together; what comes to the whole is meant. */
  onDates: ['on each of the dates', 'over all of the dates'],
  /** `25% after a year, the rest monthly over four years`. */
  spanAfterCliff: ['the period includes what vested first', 'the period starts with what vested first'],
} as const;
export type Ambiguity = keyof typeof AMBIGUITIES;

/** Which reading is taken of each ambiguity; remembers those that were met. */
export class Readings {
  readonly met = new Set<Ambiguity>();

  constructor(readonly taken: { readonly [Name in Ambiguity]?: number } = {}) {}

  of(name: Ambiguity): number {
    this.met.add(name);
    return this.taken[name] ?? 0;
  }
}
