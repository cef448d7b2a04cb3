import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { MAX_FOOTNOTE_LENGTH, readSchedule } from '../../src/core/vesting/grammar/read-schedule';
import { HOSTILE_PHRASES, hostileNote, OPENINGS } from '../support/hostile-notes';
import { WorkMeter } from '../support/work-done';

const HOOK = path.resolve(__dirname, '../support/run-typescript.js');
const HOSTILE = path.resolve(__dirname, '../support/read-hostile-notes.ts');
/** Milliseconds. Only what hangs takes so long: the notes are read in some seconds. */
const HANG = 180_000;
/** Of work, when a text is four times as long. In proportion it is 4, quadratic 16; measured: up to 5.1. */
const MOST_GROWTH = 8;
/** Characters: longer than EDGAR's footnotes; longer ones cost in proportion. */
const LONG = 2_500;
/** Calls and turns for one character of text; measured: up to 7,200, where each character is a token. */
const MOST_WORK_PER_CHARACTER = 20_000;

/** Work is counted by V8, not timed: calls of functions and turns of branches in the grammar's files. */
describe('the work of reading a note', () => {
  let meter: WorkMeter;
  const workOf = (text: string) => meter.of(() => readSchedule(text));
  const growthOf = (opening: string, phrase: string, length: number) =>
    workOf(hostileNote(opening, phrase, 4 * length)) / workOf(hostileNote(opening, phrase, length));

  // What hangs would hang the tests below, too, so that none of them is begun.
  beforeAll(() => {
    const options = { encoding: 'utf8', timeout: HANG } as const;
    expect(execFileSync(process.execPath, ['-r', HOOK, HOSTILE], options)).toContain('hostile phrases read');
    meter = new WorkMeter('/core/vesting/grammar/');
  }, HANG + 10_000);
  afterAll(() => meter?.end());

  it('is counted', () => {
    expect(workOf('The options vest on January 1, 2024.')).toBeGreaterThan(1_000);
    expect(workOf('The options are red.')).toBeLessThan(10);
  });

  it('is next to none where the text is longer than any footnote', () => {
    expect(
      workOf(hostileNote('The options vest ', 'on January 1, 2024 ', MAX_FOOTNOTE_LENGTH + 1)),
    ).toBeLessThan(10);
  });

  it('is in proportion to the text, whatever is said again and again', () => {
    const grown = OPENINGS.flatMap((opening) =>
      HOSTILE_PHRASES.map((phrase) => ({ opening, phrase, growth: growthOf(opening, phrase, 300) })),
    );
    expect(grown.filter(({ growth }) => growth > MOST_GROWTH)).toEqual([]);
  });

  it('is in proportion to the text, whatever phrases are said together again and again', () => {
    const said = fc
      .array(fc.constantFrom(...HOSTILE_PHRASES), { minLength: 2, maxLength: 6 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...OPENINGS), said, (opening, phrase) => {
        expect(growthOf(opening, phrase, 200)).toBeLessThan(MOST_GROWTH);
      }),
      { numRuns: 60 },
    );
  });

  it('is bounded at worst: no character of a long text costs more than its share', () => {
    const costs = HOSTILE_PHRASES.map((phrase) => {
      const work = workOf(hostileNote(OPENINGS[1]!, phrase, LONG));
      return { phrase, each: work / LONG };
    });
    expect(costs.filter(({ each }) => each > MOST_WORK_PER_CHARACTER)).toEqual([]);
  });
});
