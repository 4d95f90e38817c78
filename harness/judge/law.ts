/**
 * How the total time of a program follows from the durations of what it does: `sum`, one after
 * the other; `max`, all side by side.
 */
export interface Law {
  kind: 'sum' | 'max';
}

/** The total that a law foretells, in the unit of the durations. */
export function predict({ kind }: Law, durations: readonly number[]): number {
  return kind === 'sum'
    ? durations.reduce((total, duration) => total + duration, 0)
    : Math.max(0, ...durations);
}

/** The law with its numbers: `7 + 6`, `max(7, 6)`. */
export function formula({ kind }: Law, durations: readonly number[]): string {
  const numbers = durations.map(plain);
  if (numbers.length === 0) return '0';
  return kind === 'sum' ? numbers.join(' + ') : `max(${numbers.join(', ')})`;
}

/** At most three decimals, and none that is zero. */
export function plain(seconds: number): string {
  return String(Number(seconds.toFixed(3)));
}
