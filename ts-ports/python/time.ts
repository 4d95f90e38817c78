// Python's time module.
import { ValueError } from './builtins.ts';
import { answer, isCatchingUp } from './forked.ts';

/** The seconds since 1970. Python's clock is finer; JavaScript's Date counts milliseconds. */
export function time(): number {
  return answer('time', () => Date.now() / 1000);
}

/**
 * Python's sleep stops its thread and nothing else, so this does the same. A promise would not:
 * it lets the rest of its thread go on.
 */
export function sleep(seconds: number) {
  // `!(… >= 0)` refuses NaN too, which would be an endless sleep.
  if (!(seconds >= 0)) throw new ValueError('sleep length must be non-negative');
  if (isCatchingUp()) return;
  // Nobody else knows this memory, so nobody wakes us: the wait always ends by its timeout.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
}
