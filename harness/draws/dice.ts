/** The greatest draw: the largest number below 1 that both observers read without loss. */
export const JUST_BELOW_ONE = 1 - 2 ** -52;

/**
 * What decides the random numbers of a run. A draw is a number in [0, 1) that depends on the seed and
 * on its key: `N|LINE` for the line that its task printed last and the number of draws since then, or
 * `N#K|LINE` if the task has printed that line K times. If the task has printed nothing, its path is
 * in place of the line: `0|main.3`. So the same file gets the same duration in the original and in
 * every port, in every schedule, and no two draws of a task have the same key.
 */
export interface Dice {
  seed: number;
  /** Leave the program's random numbers alone: nothing compares them. */
  off?: boolean;
  /** Draws with given values. */
  given?: readonly Given[];
  /** The option of `lockstep run` that asks for the given draws. */
  option?: string;
  /** The value of every other draw, in [0, 1), instead of what the seed gives. */
  always?: number;
}

export interface Given {
  /** As in a trace's draw event. */
  key: string;
  /** In [0, 1). */
  value: number;
}

/**
 * The file that the observers read: `off`; or `seed N` or `always U`, followed by a row `U KEY` for
 * each draw with a given value.
 */
export function diceFile({ seed, off = false, given = [], always }: Dice): string {
  if (off) return 'off\n';
  const first = always === undefined ? `seed ${seed}` : `always ${always}`;
  return [first, ...given.map(({ key, value }) => `${value} ${key}`)].join('\n').concat('\n');
}
