import { expect } from 'vitest';
import type { Interrupted } from './interrupt.ts';

export const CHECK = ['check', '02', 'ts-ports/02_processes.ts'] as const;
export const EXPLORE = ['verify', '02', '--explore'] as const;

/** From the signal to the end, in milliseconds. It takes 60 to 300, and 500 beside eight busy processes. */
const SOON = 2000;

/** Where the machine is so busy that a bare Node takes long: so many times as long as that. */
const BARE_STARTS = 10;

const MESSAGE =
  'lockstep: Interrupted: every program that ran was ended.\nNothing is left behind; run it again when you like.';

/** It ended by itself, soon, and left nothing. At its very start and end it says nothing. */
export function expectWellEnded(interrupted: Interrupted | undefined): void {
  if (interrupted === undefined) throw new RangeError('the command had ended before the signal');
  const { exitCode, signal, stderr, left, took, bare } = interrupted;
  expect({ exitCode, signal, left }).toEqual({ exitCode: 130, signal: undefined, left: [] });
  expect(['', MESSAGE]).toContain(stderr);
  expect(took).toBeLessThan(Math.max(SOON, BARE_STARTS * bare));
}
