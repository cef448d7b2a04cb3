/**
 * The pairs of the best assignment of rows to columns: each row and each column at most once, the sum of the
 * scores as large as can be. `scores[row][column]` is positive, or undefined where the two cannot be paired.
 * Returns the column of each row, undefined where it has none. Kuhn and Munkres' method: n³ steps.
 */
export function bestAssignment(
  scores: readonly (readonly (number | undefined)[])[],
): readonly (number | undefined)[] {
  const rows = scores.length;
  const columns = scores[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return scores.map(() => undefined);
  const size = Math.max(rows, columns);
  const costOf = (row: number, column: number) => -(scores[row]?.[column] ?? 0);
  const takenBy = leastCost(size, costOf);
  const assigned: (number | undefined)[] = scores.map(() => undefined);
  takenBy.forEach((row, column) => {
    if (scores[row]?.[column] !== undefined) assigned[row] = column;
  });
  return assigned;
}

/** The row of each column in the assignment of least cost; as many rows as columns. */
function leastCost(size: number, costOf: (row: number, column: number) => number): readonly number[] {
  // Counted from 1: column 0 stands for "the row that is to be placed".
  const rowPotential = new Array<number>(size + 1).fill(0);
  const columnPotential = new Array<number>(size + 1).fill(0);
  const takenBy = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= size; row++) {
    const before = new Array<number>(size + 1).fill(0);
    const slack = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY);
    const seen = new Array<boolean>(size + 1).fill(false);
    let column = 0;
    takenBy[0] = row;
    do {
      seen[column] = true;
      const taker = takenBy[column]!;
      let least = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= size; other++) {
        if (seen[other]) continue;
        const reduced = costOf(taker - 1, other - 1) - rowPotential[taker]! - columnPotential[other]!;
        if (reduced < slack[other]!) {
          slack[other] = reduced;
          before[other] = column;
        }
        if (slack[other]! < least) {
          least = slack[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= size; other++) {
        if (seen[other]) {
          rowPotential[takenBy[other]!]! += least;
          columnPotential[other]! -= least;
        } else {
          slack[other]! -= least;
        }
      }
      column = next;
    } while (takenBy[column] !== 0);
    while (column !== 0) {
      takenBy[column] = takenBy[before[column]!]!;
      column = before[column]!;
    }
  }
  return takenBy.slice(1).map((row) => row - 1);
}
