import type { Line } from '../filing';
import { SourceLines } from '../source-lines';
import { FormReading } from './form-reading';
import { type DirectionFacts, decideDirection } from './line-direction';

const FACTS: DirectionFacts = {
  column: 'A',
  standing: false,
  believed: false,
  filed: '50,000',
  at: [1, 1, 6],
  amount: '50000',
  following: '60000',
  code: 'J',
  date: '2008-06-17',
  where: { table: 'II', row: 1, cell: 'transactionAcquiredDisposedCode' },
};
const decide = (facts: Partial<DirectionFacts>, before: Line[] = []) => {
  const form = new FormReading(SourceLines.of(''), new Set(), new Map());
  return { cell: decideDirection({ ...FACTS, ...facts }, before, form), form };
};

describe('columns (A) and (D) of Table II', () => {
  it('settle the direction when the heading can be believed, whatever code and balance say', () => {
    const { cell, form } = decide({ believed: true, standing: true, code: 'S', following: '0' });
    expect(cell).toEqual({ value: 'A', at: [1, 1, 6] });
    expect(form.repairs).toEqual([]);
  });

  it('are overruled by a balance that is impossible otherwise, as an inference', () => {
    const { cell, form } = decide({ standing: true, code: 'M', following: '0' });
    expect(cell).toEqual({ value: 'D', at: [1, 1, 6], doubt: 'inferred' });
    expect(form.repairs[0]).toMatchObject({
      rule: 'acquiredOrDisposedInferred',
      value: 'D',
      alternatives: ['A'],
      evidence: [
        '0 owned following cannot be less than an acquisition of 50000',
        'code M in Table II is usually a disposition',
      ],
    });
  });

  it('are inferred from the code where nothing contradicts it, with Table I as evidence', () => {
    const twin: Line = {
      table: 'I',
      row: 2,
      kind: 'transaction',
      cells: {
        transactionCode: { value: 'M' },
        transactionDate: { value: '2008-06-17' },
        transactionAcquiredDisposedCode: { value: 'A' },
      },
    };
    const { cell, form } = decide({ code: 'M' }, [twin]);
    expect(cell.value).toBe('D');
    expect(form.repairs[0]!.evidence).toContain(
      'Table I, row 2 shows the shares acquired by the same transaction',
    );
  });

  it('stay open when the evidence disagrees, or when there is none', () => {
    for (const facts of [{ code: 'M', standing: true }, { code: 'J' }]) {
      const { cell, form } = decide(facts);
      expect(cell).toEqual({ filed: '50,000', at: [1, 1, 6], doubt: 'unreadable' });
      expect(form.problems.map(({ code }) => code)).toEqual(['unreadableCode']);
    }
  });
});
