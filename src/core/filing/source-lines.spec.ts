import { textAt } from '../../../test/support/filing-boxes';
import { SourceLines } from './source-lines';

describe('lines of a document', () => {
  const document = 'one\ntwo\r\n\rfour 𝒳 line\n\nlast';

  it('gives every part its line, column and length, in any order', () => {
    const lines = SourceLines.of(document);
    for (const step of [1, 7, 11]) {
      for (
        let start = 0, count = 0;
        count < document.length;
        count++, start = (start + step) % document.length
      ) {
        for (const end of [start, start + 1, document.length]) {
          expect(textAt(document, lines.place(start, end))).toBe(document.slice(start, end));
        }
      }
    }
  });

  it('counts from an offset on', () => {
    expect(SourceLines.of(document).from(4).place(0, 3)).toEqual([2, 1, 3]);
    expect(SourceLines.of(document).from(1).from(4).place(0, 2)).toEqual([2, 2, 2]);
  });

  it('counts line breaks that were taken out', () => {
    // 'ab\ncd\r\nef' without its breaks is 'abcdef'.
    const lines = SourceLines.of('> ab\ncd\r\nef')
      .from(2)
      .without([
        { offset: 2, length: 1 },
        { offset: 5, length: 2 },
      ]);
    expect(lines.place(0, 2)).toEqual([1, 3, 2]);
    expect(lines.place(2, 4)).toEqual([2, 1, 2]);
    expect(lines.place(1, 5)).toEqual([1, 4, 7]);
    expect(lines.place(4, 6)).toEqual([3, 1, 2]);
  });
});
