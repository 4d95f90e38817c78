import type { TaskMistakes } from '../../messages/evidence/tasks.ts';
import type { TaskCounts } from '../../messages/evidence/values.ts';
import type { Find } from '../../source/find.ts';
import { calls, type Looks } from './clues.ts';

const CREATES = calls('create', 'start');
const CALLED: readonly Find[] = [
  { find: 'call-for-start' },
  { find: 'sleep-in-main' },
  ...calls('start'),
];

/** Where a pool of so many is made. */
const poolOf = ({ processes, threads }: TaskCounts): Find => ({
  find: 'calls',
  kinds: ['pool', 'create'],
  literal: processes + threads,
});

export const TASK_LOOKS: Looks<TaskMistakes> = {
  'child-starts-tasks': () => [
    { find: 'missing-guard' },
    { find: 'child-branch' },
    ...calls('start'),
  ],
  'unobserved-task': () => calls('start'),
  'promises-for-tasks': () => [...calls('promise'), ...CALLED],
  'called-not-started': () => CALLED,
  'wrong-task-kind': ({ kind, tasks: [first = ''] }) => [
    { find: 'created', what: kind, nth: Number(first.split('.').at(-1)) },
    ...CREATES,
  ],
  'wrong-parent': ({ task }) => [{ find: 'creation', task }, ...calls('start')],
  'wrong-creation-order': ({ first }) => [{ find: 'creation', task: first }, ...CREATES],
  'one-task-per-job': ({ found }) => [poolOf(found), ...calls('pool', 'start')],
  'wrong-task-count': ({ found }) => [poolOf(found), ...CREATES],
  'printed-by-another-task': ({ line, found: task }) => [
    { find: 'relayed-output' },
    { find: 'printing', lines: [line], task },
    { find: 'calls', kinds: ['print'], task },
    { find: 'printing', lines: [line] },
  ],
};
