import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import type { Find } from '../../source/find.ts';
import { type Clues, calls, type Looks, printing, traced } from './clues.ts';

const WAITS = ['lock', 'message'] as const;
const JOINS_OF_MAIN: Find = { find: 'calls', kinds: ['join'], task: 'main' };
const OPEN: Find = { find: 'open-handle' };

type Limit = EndingMistakes['exceeds-limit']['what'];

const OF_LIMITS: Record<Limit, (clues: Clues) => readonly Find[]> = {
  memory: () => [],
  processes: () => [{ find: 'missing-guard' }, ...calls('start')],
  output: (clues) => [printing(clues)],
  time: () => calls('loop'),
  stopped: () => calls('exit'),
  input: () => [OPEN, { find: 'calls', kinds: WAITS }],
  other: () => [],
};

export const ENDING_LOOKS: Looks<EndingMistakes> = {
  'does-not-load': (_, clues) => [...traced(clues), { find: 'load-problem' }],
  'uncaught-error': ({ error }, clues) => [
    ...(/target is not a function/.test(error) ? [{ find: 'call-for-start' } as const] : []),
    ...traced(clues),
    { find: 'promise-not-awaited' },
  ],
  'never-resolves': (_, clues) => [
    { find: 'unresolved-promise' },
    { find: 'unanswered-wait' },
    ...traced(clues),
  ],
  deadlock: ({ for: what, waiting }) => [
    ...(what === 'lock' ? ([{ find: 'held-lock' }, { find: 'shared-variable' }] as const) : []),
    { find: 'unanswered-wait' },
    ...waiting.map((task) => ({ find: 'calls', kinds: WAITS, task }) as const),
    ...(waiting.includes('main') ? [JOINS_OF_MAIN] : []),
    { find: 'calls', kinds: WAITS },
  ],
  'lock-kept': () => [{ find: 'held-lock' }, { find: 'busy-loop' }, ...calls('loop')],
  'never-ends': ({ isDone }) => (isDone ? [OPEN, ...calls('loop')] : [...calls('loop'), OPEN]),
  'busy-loop': ({ lines }, clues) => [
    { find: 'busy-loop' },
    ...(lines === undefined ? [] : [printing(clues)]),
    ...calls('loop'),
  ],
  'kept-alive': () => [OPEN, { find: 'timeout' }],
  'wrong-exit-code': ({ found }) => [{ find: 'exit', code: found }, ...calls('exit')],
  killed: () => calls('exit'),
  'process-left-behind': ({ isDone }) => [
    ...(isDone ? [OPEN] : []),
    { find: 'missing-join' },
    ...calls('start'),
  ],
  'exceeds-limit': ({ what }, clues) => OF_LIMITS[what](clues),
  'original-fails': () => [],
};
