/** Chance, in percent, that a column is cut. */
const CUT_COLUMNS = 25;

/** Numbers from 0 up to 1 that are the same every time: a linear congruential generator (Numerical Recipes). */
export function repeatableRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Cuts columns of a table in two, the same ones in all rows, as a scan does that sees a rule where there is none: a
 * cell is torn within its text, often with the character at the cut on both sides, or stands whole on one side.
 */
export function tearColumns(
  rows: readonly (readonly string[])[],
  random: () => number,
): readonly (readonly string[])[] {
  const width = Math.max(...rows.map((row) => row.length));
  const cut = Array.from({ length: width }, () => random() * 100 < CUT_COLUMNS);
  return rows.map((row) => row.flatMap((cell, column) => (cut[column] ? tear(cell, random) : [cell])));
}

function tear(cell: string, random: () => number): [string, string] {
  // Footnote references stay whole at the end of a cell.
  const notes = /(?: ?⁽[⁰¹²³⁴-⁹]+⁾)*$/.exec(cell)![0];
  const text = cell.slice(0, cell.length - notes.length);
  if (text.length < 4 || random() < 0.4) return [cell, ''];
  const at = 2 + Math.floor(random() * (text.length - 3));
  const overlap = random() < 0.5 ? 1 : 0;
  return [text.slice(0, at).trimEnd(), text.slice(at - overlap).trimStart() + notes];
}
