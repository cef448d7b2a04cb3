import { findLike, letters, partOf, squash } from './likeness';

describe('finding the words of the form in damaged text', () => {
  it('reduces text to letters and digits, each with its index', () => {
    expect(squash('(A) or D')).toEqual({ letters: 'aord', index: [1, 4, 5, 7] });
  });

  it('finds a phrase with letters missing, added and changed', () => {
    const torn = letters('Table I - Noi\tn-Deri\tivativ\te Securi\tties');
    const found = findLike(torn, letters('Non-Derivative Securities'), 5);
    expect(found).toBeDefined();
    expect(torn.slice(found!.from, found!.to)).toContain('ivativesecuri');
    expect(findLike(letters('suer Name a'), letters('Issuer Name'), 2)).toEqual({
      from: 0,
      to: 8,
      errors: 2,
    });
  });

  it('prefers the whole phrase, and finds nothing with too many errors', () => {
    expect(findLike('xxissuernamexx', 'issuername', 2)).toEqual({ from: 2, to: 12, errors: 0 });
    expect(findLike('isuername', 'issuername', 1)).toMatchObject({ errors: 1 });
    expect(findLike('something else', 'issuername', 2)).toBeUndefined();
  });

  it('tells how much of a piece stands in a phrase', () => {
    expect(partOf('cisable', 'dateexercisable')).toBe(1);
    expect(partOf('dateexercisal', 'dateexercisable')).toBeGreaterThan(0.9);
    expect(partOf('commonstock', 'dateexercisable')).toBe(0);
    expect(partOf('', 'x')).toBe(0);
  });
});
