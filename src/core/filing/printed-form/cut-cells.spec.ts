import { cutCells } from './cut-cells';
import { PlacedText } from './placed-text';
import type { Layout } from './sheet';

const cut = (text: string, layout: Layout) =>
  cutCells([{ from: 0, to: text.length, text: PlacedText.at(text, 0) }], layout).map(
    (cell) => cell.text.text,
  );

describe('cells that hold several columns', () => {
  it('cuts a line without columns where text and values meet', () => {
    expect(cut('Class A Common Stock 12/09/2014 S 2,000 D $17.50 98,000 D', 'spaces')).toEqual([
      'Class A Common Stock',
      '12/09/2014',
      'S',
      '2,000',
      'D',
      '$17.50',
      '98,000',
      'D',
    ]);
    expect(cut('Common Stock 3,398 I By Fund 2010 LP', 'spaces')).toEqual([
      'Common Stock',
      '3,398',
      'I',
      'By Fund 2010 LP',
    ]);
  });

  it.each([
    'Class A Common Stock, $0.0001 par value',
    'Convertible Notes due 2027',
    'Series B Preferred Stock',
    'By Growth Fund 2010, L.P.',
  ])('leaves the words %j together', (text) => {
    expect(cut(text, 'spaces')).toEqual([text]);
  });

  it('cuts a cell of a grid only when there is nothing in it but values', () => {
    expect(cut('07/29/1999 07/29/2008', 'tabs')).toEqual(['07/29/1999', '07/29/2008']);
    expect(cut('8,000 D', 'pipes')).toEqual(['8,000', 'D']);
    expect(cut('Common Stock 8,000', 'tabs')).toEqual(['Common Stock 8,000']);
    expect(cut('07/29/1999 (1)', 'tabs')).toEqual(['07/29/1999 (1)']);
    expect(cut('8,000 D', 'html')).toEqual(['8,000 D']);
  });
});
