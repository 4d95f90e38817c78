// Python's random module. Node has no seed to set: every run draws anew.
import { ValueError } from './builtins.ts';
import { answer } from './forked.ts';

/** A whole number from a to b, both ends included. */
export function randint(a: number, b: number): number {
  if (b < a) throw new ValueError(`empty range in randint(${a}, ${b})`);
  return answer('randint', () => a + Math.floor(Math.random() * (b - a + 1)));
}
