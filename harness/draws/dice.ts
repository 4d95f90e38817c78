/** The greatest draw: the largest number below 1 that both observers read back whole. */
export const JUST_BELOW_ONE = 1 - 2 ** -52;

/**
 * What decides the draws of a run. A draw is a number in [0, 1) that depends on the seed and on its
 * key, `N|LINE`: the line that its task printed last, and how many draws came since; `N#K|LINE` when
 * the task has printed that line for the K-th time. A task that has printed nothing has its path in
 * place of the line: `0|main.3`. So the same file gets the same duration in the original and in every
 * port, in every schedule, and no two draws of a task have the same key.
 */
export interface Dice {
  seed: number;
  /** Leave the program's random numbers alone: nothing compares them. */
  off?: boolean;
  /** Draws that are said outright. */
  given?: readonly Given[];
  /** By which option of `lockstep run` the given draws are asked for. */
  option?: string;
  /** Every other draw, in place of what the seed gives. In [0, 1). */
  always?: number;
}

export interface Given {
  /** As in a trace's draw event. */
  key: string;
  /** In [0, 1). */
  value: number;
}

/**
 * The file from which the observers read the dice: `off`; or `seed N` or `always U`, then a row
 * `U KEY` for each draw that is said outright.
 */
export function diceFile({ seed, off = false, given = [], always }: Dice): string {
  if (off) return 'off\n';
  const first = always === undefined ? `seed ${seed}` : `always ${always}`;
  return [first, ...given.map(({ key, value }) => `${value} ${key}`)].join('\n').concat('\n');
}
