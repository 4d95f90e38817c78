import type { TimingMistakes } from '../../messages/evidence/timing.ts';
import type { Find } from '../../source/find.ts';
import { calls, type Looks } from './clues.ts';

const WAIT_BETWEEN_STARTS: Find = { find: 'wait-between-starts' };

/** Sleeps and timers with these numbers of seconds. */
const ofLength = (seconds: readonly number[], task?: string): Find[] =>
  seconds.map((literal) => ({
    find: 'calls',
    kinds: ['sleep', 'timer'],
    literal,
    ...(task !== undefined && { task }),
  }));

/** Sleeps of one task: those of this length first. */
const sleeps = (task: string | undefined, seconds: readonly number[]): Find[] => [
  ...ofLength(seconds),
  ...(task === undefined ? [] : [{ find: 'calls', kinds: ['sleep'], task } as const]),
  ...calls('sleep'),
];

export const TIMING_LOOKS: Looks<TimingMistakes> = {
  'original-breaks-law': () => [],
  'wrong-unit': ({ found, wanted }) =>
    sleeps(undefined, [...found.slice(0, 1), ...wanted.slice(0, 1)]),
  'timeout-not-cancelled': ({ seconds }) => [...ofLength([seconds]), { find: 'timeout' }],
  'missing-timeout': ({ task }) => [
    { find: 'calls', kinds: ['message', 'lock'], task },
    { find: 'timeout' },
  ],
  'sleep-cut-short': ({ task, seconds }) => [
    ...ofLength([seconds], task),
    ...sleeps(task, [seconds]),
  ],
  'shared-draw': () => calls('draw'),
  'drawn-elsewhere': () => calls('draw'),
  'wrong-range': () => calls('draw'),
  'wrong-duration': ({ task, found }) => sleeps(task, task === undefined ? [] : found.slice(0, 1)),
  'timer-late': ({ seconds }) => [...ofLength([seconds * 1000, seconds]), ...calls('timer')],
  'slept-at-another-time': () => calls('sleep'),

  // Of coroutines: who takes jobs in a loop waits between them, and rightly.
  'ran-in-sequence': ({ isOneTask, expected }) =>
    isOneTask && expected.formula.kind === 'pool'
      ? [{ find: 'promise-pool' }, WAIT_BETWEEN_STARTS]
      : [WAIT_BETWEEN_STARTS, { find: 'promise-pool' }],
  'ran-in-parallel': () => [
    { find: 'sleep-not-awaited' },
    { find: 'begun-together' },
    { find: 'promise-pool' },
    ...calls('promise', 'sleep'),
  ],
  'missing-lock': () => calls('lock', 'sleep'),
  'lock-too-wide': () => calls('lock'),
  'wrong-pool-size': ({ workers }) => [
    { find: 'calls', kinds: ['pool', 'create'], literal: workers },
    { find: 'promise-pool' },
    ...calls('pool', 'start', 'promise', 'message'),
  ],
  'worker-left-idle': () => [{ find: 'chunked-map' }, WAIT_BETWEEN_STARTS, ...calls('pool')],
  'passed-on-too-late': () => [WAIT_BETWEEN_STARTS, ...calls('message')],
  'passed-on-too-early': () => calls('message'),
  'missing-join': (_, { lines: [line] = [] }) => [
    { find: 'missing-join', ...(line !== undefined && { line }) },
  ],

  'clock-misplaced': ({ reading }) => [{ find: 'clock', reading }, ...calls('clock')],
  'clock-not-restarted': () => [{ find: 'clock', reading: 'last' }, ...calls('clock')],
  'wrong-total': () => calls('clock'),
  'too-many-totals': () => [],
};
