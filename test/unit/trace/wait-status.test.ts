import { expect, test } from 'vitest';
import { exitOf } from '../../../harness/trace/wait-status.ts';

test.each([
  [0, 'exit code 0', { code: 0, signal: null }],
  [3 << 8, 'exit code 3', { code: 3, signal: null }],
  [255 << 8, 'exit code 255', { code: 255, signal: null }],
  [15, 'a signal by its name', { code: null, signal: 'SIGTERM' }],
  [6 | 0x80, 'a signal whose process dumped core', { code: null, signal: 'SIGABRT' }],
  [40, 'a real-time signal, which has no name in Node', { code: null, signal: 'signal 40' }],
])('reads wait status %i as %s', (status, _, exit) => {
  expect(exitOf(status)).toEqual(exit);
});
