import leven from 'leven';

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

/** Letters that are missing, extra or others; neighbours that are swapped are one slip. */
function slipsBetween(one: string, other: string): number {
  const slips = leven(one, other, { maxDistance: MOST_SLIPS + 1 });
  const isSwap = slips === 2 && lettersOf(one) === lettersOf(other);
  return isSwap ? 1 : slips;
}

const lettersOf = (word: string) => [...word].sort().join('');
