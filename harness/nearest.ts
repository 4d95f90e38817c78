/** So many slips of the keyboard are taken for one word. */
const MOST_SLIPS = 2;

/** The names that somebody may have meant who wrote this one, the most similar first. */
export function nearest(word: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, slips: slipsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= MOST_SLIPS && 2 * slips < name.length)
    .sort((one, other) => one.slips - other.slips)
    .map(({ name }) => name);
}

/**
 * Letters that are missing, are there too much, are others, or are swapped with their neighbour: the
 * optimal string alignment distance.
 */
export function slipsBetween(one: string, other: string): number {
  // Longer words are no slip of each other; and nobody may make this slow.
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return Number.POSITIVE_INFINITY;
  const rows = [[...Array(other.length + 1).keys()]];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      (rows[row] as number[])[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        ...(swapped ? [at(row - 2, column - 2) + 1] : []),
      );
    }
  }
  return at(one.length, other.length);
}
