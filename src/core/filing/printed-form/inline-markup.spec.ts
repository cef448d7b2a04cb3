import { CHECKED, footnoteIds, readInlineMarkup, UNCHECKED } from './inline-markup';
import { PlacedText } from './placed-text';

const read = (text: string) => readInlineMarkup(PlacedText.at(text, 0));

describe('markup within a line', () => {
  it.each([
    ['<u>CARTER DAVID WARREN</u>', 'CARTER DAVID WARREN'],
    ['**Table I** - Non-Derivative', 'Table I - Non-Derivative'],
    ['\\$1.375', '$1.375'],
    ['\\*\\* Signature', '** Signature'],
    ['Smith &amp; Co&nbsp;Inc &#8212; x', 'Smith & Co Inc — x'],
    ['OneÂ Two Â', 'One  Two  '],
    ['a<br>b', 'a\nb'],
    ['price < $5 and > 3', 'price < $5 and > 3'],
    ['&unknown; &amp', '&unknown; &amp'],
  ])('reads %j as %j', (source, plain) => {
    expect(read(source).text).toBe(plain);
  });

  it.each([
    ['<input checked="" type="checkbox"/> Director', `${CHECKED} Director`],
    ['<input type="checkbox"> Officer', `${UNCHECKED} Officer`],
    ['☑ A ☐ B ✔ C', `${CHECKED} A ${UNCHECKED} B ${CHECKED} C`],
    ['$\\boxtimes$ A $\\square$ B', `${CHECKED} A ${UNCHECKED} B`],
  ])('reads the boxes in %j as %j', (source, plain) => {
    expect(read(source).text).toBe(plain);
  });

  it.each([
    ['8,000 <sup>(1)</sup>', '8,000 ', ['F1']],
    ['9/2009<sup>(3)(2)</sup>', '9/2009', ['F3', 'F2']],
    ['Common Stock ⁽²⁾⁽³⁾', 'Common Stock ', ['F2', 'F3']],
    ['8,000¹²', '8,000', ['F12']],
    ['8,000^{(4)}', '8,000', ['F4']],
    ['Reporting Person<sup>*</sup>', 'Reporting Person*', []],
    ['the 3<sup>rd</sup> day', 'the 3rd day', []],
  ])('finds the footnotes referred to in %j', (source, without, ids) => {
    expect(read(source).footnotes).toEqual(ids);
    expect(read(source).withoutFootnotes().text).toBe(without);
  });

  it('knows where in the source a text stands that had markup around it', () => {
    const text = read('x <b>CARTER</b> y').slice(2, 8);
    expect([text.text, text.start, text.end]).toEqual(['CARTER', 5, 11]);
  });

  it('takes only numbers from 1 to 99 for footnotes', () => {
    expect(footnoteIds('(0)(100)(7)')).toEqual(['F7']);
    expect(footnoteIds('(a)')).toEqual([]);
    expect(footnoteIds('')).toEqual([]);
  });
});
