import { joinContinuations } from './join-continuations';

/** Notes F1, F2, … */
const notes = (...texts: string[]) => texts.map((text, place) => ({ id: `F${place + 1}`, text }));
const textsOf = (...texts: string[]) => joinContinuations(notes(...texts)).map(({ text }) => text);

describe('footnotes that go on in another one', () => {
  it('that is told at the start of the second: both have the whole text', () => {
    const [first, second] = joinContinuations(
      notes('The fund is managed by a partnership (XII)', '(continued from footnote 1) and its principals.'),
    );
    expect(first!.text).toBe('The fund is managed by a partnership (XII) and its principals.');
    expect(second).toEqual({ ...first, id: 'F2' });
    expect(first!.parts).toEqual([
      { id: 'F1', start: 0, end: 42, from: 0 },
      { id: 'F2', start: 43, end: 62, from: 28 },
    ]);
  });

  it('each part is found again in the note as filed', () => {
    const filed = notes(
      'Vests on the first milestone. (continued in footnote 3)',
      'Sold under a plan.',
      '(Continued from Footnote 1) What has not vested by then (cont’d on footnote 4)',
      'is forfeited.',
    );
    for (const { text, parts } of joinContinuations(filed)) {
      for (const { id, start, end, from } of parts) {
        const note = filed.find((each) => each.id === id)!;
        expect(text.slice(start, end)).toBe(note.text.slice(from, from + end - start));
      }
    }
    expect(joinContinuations(filed)[0]!.text).toBe(
      'Vests on the first milestone. What has not vested by then is forfeited.',
    );
  });

  it('over three notes, in whatever order they stand', () => {
    const whole = 'One two three';
    expect(textsOf('One', '(continued from footnote 1) two', '(continued from footnote 2) three')).toEqual([
      whole,
      whole,
      whole,
    ]);
    expect(textsOf('(Continued from footnote 3) three', 'One', '(cont. from note (2)): two')).toEqual([
      whole,
      whole,
      whole,
    ]);
  });

  it.each([
    ['the previous one', 'One', '(Continued from the previous footnote) two'],
    ['the next one', 'One (continued in next footnote)', 'two'],
    ['a number with a zero', 'One', '(continuation of footnote 01) two'],
  ])('that names %s', (_, first, second) => {
    expect(textsOf(first, second)).toEqual(['One two', 'One two']);
  });

  it.each([
    ['names a note that is not there', ['One', '(continued from footnote 9) two']],
    ['names itself', ['One', '(continued from footnote 2) two']],
    ['speaks of continued service', ['Vests', 'Continued service through footnote 1 is required']],
  ])('a note keeps its own text where it %s', (_, texts) => {
    expect(textsOf(...texts)).toEqual(texts);
  });

  it('of two notes that go on from one, the first does, and the other keeps its own words', () => {
    const texts = ['One', '(continued from footnote 1) two', '(continued from footnote 1) three'];
    expect(textsOf(...texts)).toEqual(['One two', 'One two', '(continued from footnote 1) three']);
  });

  it('a circle of notes ends', () => {
    expect(textsOf('(continued from footnote 2) one', '(continued from footnote 1) two')).toEqual([
      '(continued from footnote 1) two one',
      '(continued from footnote 1) two one',
    ]);
  });

  it('a hostile chain costs no more than it is long', () => {
    const long = Array.from({ length: 999 }, (_, at) =>
      at === 0 ? 'start' : `(continued from footnote ${at}) ${'x'.repeat(50)}`,
    );
    const filed = long.map((text, at) => ({ id: `F${at + 1}`, text }));
    const joined = joinContinuations(filed);
    expect(new Set(joined.map(({ parts }) => parts)).size).toBe(1);
    expect(joined[0]!.text.length).toBe(5 + 998 * 51);
  });
});
