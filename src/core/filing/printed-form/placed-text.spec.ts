import { PlacedText, PlacedTextBuilder } from './placed-text';

describe('placed text', () => {
  const source = 'price  \\$1.375 (1)';

  it('knows where its characters stood, through cutting, trimming and folding', () => {
    const text = PlacedText.at(source, 100).slice(5).trim();
    expect([text.text, text.start, text.end]).toEqual(['\\$1.375 (1)', 107, 118]);
    const folded = PlacedText.at('a \t b\n c ', 10).fold();
    expect([folded.text, folded.start, folded.end]).toEqual(['a b c', 10, 18]);
  });

  it('covers everything between its first and last piece when pieces are joined', () => {
    const joined = PlacedText.join([PlacedText.at('07/31', 20), PlacedText.at('1/2006', 26)], ' ');
    expect([joined.text, joined.start, joined.end]).toEqual(['07/31 1/2006', 20, 32]);
  });

  it('takes a character that stands for more of the source, such as an entity, for all of it', () => {
    const text = new PlacedTextBuilder().addPlaced(PlacedText.at('A', 0)).addFor('&', 1, 6).build();
    expect([text.text, text.end]).toEqual(['A&', 6]);
  });

  it('carries footnote references along and can leave their text out', () => {
    const text = new PlacedTextBuilder()
      .addPlaced(PlacedText.at('8,000', 0))
      .addPlaced(PlacedText.at('(2)', 5))
      .markFrom(5, { kind: 'footnotes', ids: ['F2'] })
      .addPlaced(PlacedText.at(' D', 8))
      .build();
    expect(text.footnotes).toEqual(['F2']);
    expect(text.withoutFootnotes().text).toBe('8,000 D');
    expect(text.slice(0, 5).footnotes).toEqual([]);
    expect(
      PlacedText.join([PlacedText.at('x', 0), text], '|')
        .slice(2)
        .withoutFootnotes().text,
    ).toBe('8,000 D');
  });

  it('splits at a separator and drops it', () => {
    const pieces = PlacedText.at('a\tbc\t', 3).split('\t');
    expect(pieces.map((piece) => [piece.text, piece.start])).toEqual([
      ['a', 3],
      ['bc', 5],
      ['', 0],
    ]);
  });
});
