import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Cell, Filing } from '../../src/core/filing/filing';
import { parseFormHtml } from '../../src/core/filing/printed-form/form-html';
import { parsePrintedForm } from '../../src/core/filing/printed-form/printed-form';

const ROOT = path.resolve(__dirname, '../..');
const FORMS = ['examples/carter', 'test/fixtures/printed'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder)).map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
);
const form = fc.constantFrom(...FORMS);

/** What happens to a line on its way through scanners, mailers and editors. */
type Damage = readonly [kind: 'delete' | 'double' | 'swap' | 'cut' | 'spoil' | 'tab', at: number, to: number];
const damages = fc.array(
  fc.tuple(
    fc.constantFrom('delete', 'double', 'swap', 'cut', 'spoil', 'tab'),
    fc.nat(2 ** 20),
    fc.nat(2 ** 20),
  ) as fc.Arbitrary<Damage>,
  { minLength: 1, maxLength: 25 },
);
const SPOILED = 'OlS|#~\t$(),.0 ⁽¹⁾<&\\';

function damaged(text: string, all: readonly Damage[]): string {
  const lines = text.split('\n');
  for (const [kind, at, to] of all) {
    const i = at % lines.length;
    const line = lines[i]!;
    const column = line.length === 0 ? 0 : to % line.length;
    if (kind === 'delete') lines.splice(i, 1, ...(lines.length > 1 ? [] : ['']));
    else if (kind === 'double') lines.splice(i, 0, line);
    else if (kind === 'swap') [lines[i], lines[to % lines.length]] = [lines[to % lines.length]!, line];
    else if (kind === 'cut') lines[i] = line.slice(0, column);
    else if (kind === 'tab') lines[i] = `${line.slice(0, column)}\t${line.slice(column)}`;
    else lines[i] = line.slice(0, column) + SPOILED[to % SPOILED.length] + line.slice(column + 1);
  }
  return lines.join('\n');
}

describe('reading printed forms', () => {
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        expect(['filing', 'rejected']).toContain(parsePrintedForm(text).kind);
        expect(['filing', 'rejected']).toContain(parseFormHtml(text).kind);
      }),
      { numRuns: 120 },
    );
  });

  it('never throws on a form with anything put into it, and says in one line why it rejects one', () => {
    const words = fc.constantFrom(
      '\t',
      '|',
      '<table>',
      '<td>',
      '<sup>(1)</sup>',
      '&#0;',
      '$',
      '1,',
      'Table II - ',
      '/s/ ',
    );
    const hostile = fc.array(fc.oneof(words, fc.string()), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(form, hostile, fc.nat(5000), (text, inserted, at) => {
        const spoiled = text.slice(0, at) + inserted + text.slice(at);
        for (const parsed of [parsePrintedForm(spoiled), parseFormHtml(spoiled)]) {
          if (parsed.kind === 'rejected')
            expect(parsed.problems.map(({ message }) => message.includes('\n'))).toEqual([false]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('never invents a quantity: the digits of every value stand in the text in their order', () => {
    fc.assert(
      fc.property(form, damages, (text, all) => {
        const source = damaged(text, all);
        const parsed = text.includes('<html') ? parseFormHtml(source) : parsePrintedForm(source);
        if (parsed.kind !== 'filing') return;
        for (const [name, cell, place] of amountsOf(parsed.filing)) {
          expect(`${name}: ${standsAt(source, place, cell.value!)}`).toBe(`${name}: true`);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('tells every value that is not simply what stands there', () => {
    fc.assert(
      fc.property(form, damages, (text, all) => {
        const source = damaged(text, all);
        const parsed = text.includes('<html') ? parseFormHtml(source) : parsePrintedForm(source);
        if (parsed.kind !== 'filing') return;
        const { repairs, problems } = parsed.filing;
        for (const line of parsed.filing.lines) {
          for (const [name, cell] of Object.entries(line.cells)) {
            if (!cell.doubt) continue;
            const told = [...repairs, ...problems].some(
              (one) =>
                one.table === line.table &&
                one.row === line.row &&
                (one.cell === name || one.cell === undefined),
            );
            expect([name, cell, told || boxesTogether(name, [...repairs, ...problems])]).toEqual([
              name,
              cell,
              true,
            ]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('takes time in proportion to the text', () => {
    const [text] = FORMS;
    const hostile = [
      text + '<'.repeat(500_000),
      text + '1,'.repeat(250_000),
      `${text}${'\t'.repeat(500_000)}`,
      text + '('.repeat(500_000),
      text!.replace('Deferred Share Unit', `${'Deferred Share Unit '.repeat(20_000)}`),
      text!.replace('6,230.5295', '6,230.5295\t'.repeat(20_000)),
      text!.replace('(Street)', '(Street) '.repeat(20_000)),
    ];
    for (const one of hostile) {
      const before = process.hrtime.bigint();
      parsePrintedForm(one);
      parseFormHtml(one);
      expect(Number(process.hrtime.bigint() - before) / 1e9).toBeLessThan(10);
    }
  });
});

const AMOUNTS = /Shares|Value|Price|Following/;

function amountsOf(filing: Filing): [string, Cell, readonly [number, number, number]][] {
  return filing.lines.flatMap(({ table, row, cells }) =>
    (Object.entries(cells) as [string, Cell][]).flatMap(([name, cell]) =>
      AMOUNTS.test(name) && cell.value !== undefined && cell.at
        ? [
            [`${table}.${row}.${name} ${cell.value}`, cell, cell.at] as [
              string,
              Cell,
              readonly [number, number, number],
            ],
          ]
        : [],
    ),
  );
}

/** Letters that are read as the digits they look like. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  l: '1',
  I: '1',
  '|': '1',
  S: '5',
  B: '8',
  Z: '2',
};

/** Whether the value's digits stand in this place one after another, a digit at a tear perhaps twice. */
function standsAt(
  source: string,
  [line, column, length]: readonly [number, number, number],
  value: string,
): boolean {
  const start =
    source
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, text) => sum + text.length + 1, 0) +
    column -
    1;
  const digits = [...source.slice(start, start + length)]
    .map((character) => LOOKS_LIKE[character] ?? character)
    .join('')
    .replace(/\D/g, '');
  let at = 0;
  for (const digit of value.replace(/\D/g, '')) {
    at = digits.indexOf(digit, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Boxes of one column of the print that are told under one name. */
function boxesTogether(name: string, told: readonly { cell?: string }[]): boolean {
  return name === 'transactionAcquiredDisposedCode' && told.some(({ cell }) => cell === 'transactionShares');
}
