import { piecesOf } from './row-pieces';
import { readTextSheet } from './text-sheet';

const pieces = (line: string, superscripts = false) => {
  const [row] = readTextSheet(line).rows;
  const style = { superscripts, ids: new Set(['F1', 'F2', 'F3']) };
  return piecesOf(row!.cells, row!.layout, style).map(({ text, footnotes }) => [text.text, ...footnotes]);
};

describe('the pieces of a row', () => {
  it('have their footnote references apart, as superscripts and in plain brackets', () => {
    expect(pieces('$0 ⁽¹⁾\t9(3)(2)\t(2)\t8,000 (1)')).toEqual([
      ['$0', 'F1'],
      ['9', 'F3', 'F2'],
      ['', 'F2'],
      ['8,000', 'F1'],
    ]);
  });

  it('keep brackets that are text where references are superscripts, and numbers that are no footnote', () => {
    expect(pieces('Class B Common Stock (2)\tx', true)).toEqual([['Class B Common Stock (2)'], ['x']]);
    expect(pieces('Class B Common Stock (2)\tx')).toEqual([['Class B Common Stock', 'F2'], ['x']]);
    expect(pieces('By plan (44)\tx')).toEqual([['By plan (44)'], ['x']]);
  });

  it('leave marks out that only say that there is nothing', () => {
    expect(pieces('Common Stock\t-\t—\t.\tD')).toEqual([['Common Stock'], ['D']]);
  });
});
