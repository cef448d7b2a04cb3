import path from 'node:path';
import { joinContinuations } from '../../src/core/vesting/grammar/join-continuations';
import { documentsFrom } from '../support/given-document';
import { SHARED, sharedIsThere } from '../support/shared-material';

const there = sharedIsThere('footnotes of the real filings that go on in another one');

(there ? describe : describe.skip)('footnotes of the real filings that go on in another one', () => {
  const filings = there
    ? documentsFrom(path.join(SHARED, 'filings/xml')).flatMap(({ filing }) => filing ?? [])
    : [];
  const marked = filings.flatMap((filing) => {
    const joined = joinContinuations(filing.footnotes);
    return filing.footnotes.flatMap(({ id, text }, place) => {
      const from = /^\W*continued from (?:foot)?note ?(\d+)\)/i.exec(text)?.[1];
      return from === undefined ? [] : [{ id, text, from: `F${from}`, joined: joined[place]!, filing }];
    });
  });

  it('are as many as their marks, in as many filings', () => {
    expect(marked).toHaveLength(37);
    expect(new Set(marked.map(({ filing }) => filing)).size).toBe(37);
  });

  it('are joined with the note that they name: all words of both, without the mark', () => {
    for (const { id, text, from, joined, filing } of marked) {
      const first = filing.footnotes.find((note) => note.id === from)!;
      expect(joined.parts.map((part) => part.id)).toEqual([from, id]);
      expect(joined.text).toBe(`${first.text} ${text.slice(text.indexOf(')') + 1).trimStart()}`);
    }
  });

  it('no other note is changed', () => {
    const changed = filings.flatMap((filing) =>
      joinContinuations(filing.footnotes).filter(({ text }, place) => text !== filing.footnotes[place]!.text),
    );
    expect(changed).toHaveLength(2 * marked.length);
  });
});
