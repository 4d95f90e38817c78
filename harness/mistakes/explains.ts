import type { Mistake, MistakeId, Mistakes } from '../messages/mistakes.ts';
import { CUT_SHORT } from './cut-short.ts';

/** `all`: nothing else that is seen of the port can be trusted. */
export type Explained = readonly MistakeId[] | 'all';

/** What sleeps of another length, or at another time, change: when what follows them happens. */
const LATER = [
  'wrong-total',
  'wrong-number',
  'lines-out-of-order',
  'printed-too-early',
  'printed-too-late',
] as const;
/** What another order of the sleeps changes: also which task comes first. */
const OTHER_ORDER = [...LATER, 'lost-update', 'extra-lock', 'tasks-swapped'] as const;
/** What a wait that ends otherwise changes in what is printed. */
const OUTCOMES = ['wrong-text', 'missing-lines', 'stops-too-early', 'extra-lines'] as const;
/** What a wait for a task that the original does not wait for changes. */
const JOINED = [...LATER, 'extra-lines', 'kept-alive'] as const;
/** Random numbers are keyed by what their task printed last: where that is another, they are. */
const OTHER_DRAWS = ['drawn-elsewhere', 'wrong-number', 'wrong-total'] as const;
/** What a task draws, and when it does its work, depends on which task that is. */
const OTHER_WORK = [
  'drawn-elsewhere',
  'wrong-duration',
  'shared-draw',
  'wrong-number',
  'wrong-total',
  'ran-in-sequence',
  'ran-in-parallel',
  'lines-out-of-order',
  'tasks-swapped',
  'printed-too-early',
  'printed-too-late',
  'output-held-back',
  'order-never-occurs',
  'impossible-order',
  'wrong-process-id',
] as const;
/** The port has other tasks. */
const OTHER_TASKS = [
  ...OTHER_WORK,
  'not-shared',
  'missing-lines',
  'stops-too-early',
  'extra-lines',
] as const;
/** Without the lines that a task prints before it draws, it draws otherwise, or never. */
const FEWER_LINES = [...OTHER_DRAWS, 'wrong-duration', 'wrong-range', 'ran-in-sequence'] as const;

/**
 * Mistakes that merely follow from each one, in any check. Of two that explain each other the first
 * check's is told.
 */
export const EXPLAINS: {
  readonly [Id in MistakeId]: Explained | ((evidence: Mistakes[Id]) => Explained);
} = {
  // Tasks
  'child-starts-tasks': 'all',
  'unobserved-task': OTHER_TASKS,
  'promises-for-tasks': OTHER_TASKS,
  // A task that is called holds up what should run beside it, and may wait for that without end.
  'called-not-started': [...OTHER_TASKS, 'wrong-text', 'deadlock'],
  // A thread has the id of its process, and what threads share processes do not.
  'wrong-task-kind': ['wrong-process-id', 'not-shared', 'lost-update'],
  'wrong-parent': OTHER_TASKS,
  'wrong-creation-order': OTHER_TASKS,
  'one-task-per-job': [...OTHER_TASKS, 'wrong-pool-size'],
  'wrong-task-count': OTHER_TASKS,
  'printed-by-another-task': [...OTHER_WORK, 'wrong-range'],

  // Timing: how long the tasks slept
  'original-breaks-law': 'all',
  'wrong-unit': [...LATER, ...OUTCOMES, 'exceeds-limit', 'kept-alive'],
  'timeout-not-cancelled': [...OTHER_ORDER, ...OUTCOMES, 'kept-alive'],
  'missing-timeout': [...LATER, ...OUTCOMES],
  'sleep-cut-short': [...LATER, 'wrong-duration'],
  'shared-draw': LATER,
  'drawn-elsewhere': LATER,
  'wrong-range': LATER,
  'wrong-duration': LATER,
  'slept-at-another-time': LATER,
  'timer-late': [
    'wrong-total',
    'lines-out-of-order',
    'printed-too-late',
    'called-not-started',
    'wrong-task-count',
  ],

  // Timing: when they slept
  'ran-in-sequence': OTHER_ORDER,
  'ran-in-parallel': OTHER_ORDER,
  'missing-lock': OTHER_ORDER,
  'lock-too-wide': OTHER_ORDER,
  'wrong-pool-size': [...OTHER_ORDER, 'wrong-task-count', 'one-task-per-job'],
  'worker-left-idle': OTHER_ORDER,
  'passed-on-too-late': OTHER_ORDER,
  'passed-on-too-early': OTHER_ORDER,
  'missing-join': [
    ...LATER,
    'missing-lines',
    'stops-too-early',
    'impossible-order',
    'result-read-too-early',
    'process-left-behind',
    'killed',
  ],

  // Timing: the totals that are printed
  'clock-misplaced': ['wrong-total', 'wrong-number'],
  'clock-not-restarted': ['wrong-total'],
  'wrong-total': [],
  'too-many-totals': ['extra-lines'],

  // Output: what is printed
  'wrong-text': OTHER_DRAWS,
  'wrong-decimals': ['drawn-elsewhere', 'wrong-total'],
  'wrong-number': [],
  'wrong-process-id': ['drawn-elsewhere', 'wrong-total'],
  'wrong-stream': [...OTHER_DRAWS, 'lines-out-of-order'],
  'wrong-line-end': OTHER_DRAWS,
  'missing-lines': FEWER_LINES,
  'stops-too-early': FEWER_LINES,
  'extra-lines': [...OTHER_DRAWS, 'too-many-totals'],
  'child-runs-on': [
    'extra-lines',
    'too-many-totals',
    'wrong-duration',
    'wrong-total',
    'missing-join',
  ],
  // Where its own sleep shows that it is waited for, that is all that is wrong with its sleeps.
  'daemon-joined': ({ seconds }) =>
    seconds === undefined ? [...JOINED, 'wrong-duration'] : JOINED,
  'result-read-too-early': ['printed-too-early', 'lines-out-of-order', 'impossible-order'],
  'lost-update': [],
  'extra-lock': [],
  'not-shared': [
    'drawn-elsewhere',
    'wrong-duration',
    'wrong-total',
    'missing-lock',
    'ran-in-sequence',
  ],

  // Output: when it is printed, and in what order
  'output-held-back': [...OTHER_DRAWS, 'wrong-duration', 'lines-out-of-order', 'printed-too-late'],
  'line-in-pieces': [...OTHER_DRAWS, 'printed-too-early'],
  'printed-too-early': [
    'lines-out-of-order',
    'missing-join',
    'printed-too-late',
    'impossible-order',
  ],
  'printed-too-late': ['order-never-occurs'],
  'sleep-not-awaited': [
    'lines-out-of-order',
    'printed-too-early',
    'ran-in-parallel',
    'missing-join',
    'missing-lock',
    'passed-on-too-early',
    'wrong-pool-size',
    'clock-misplaced',
    'wrong-duration',
    'wrong-total',
    'result-read-too-early',
    'kept-alive',
    'process-left-behind',
  ],
  'lines-out-of-order': [...OTHER_DRAWS, 'impossible-order', 'order-never-occurs'],
  'tasks-swapped': [
    'lines-out-of-order',
    'wrong-creation-order',
    'wrong-duration',
    'drawn-elsewhere',
  ],
  'order-never-occurs': [],
  'impossible-order': [],

  // Ending
  'original-fails': 'all',
  'does-not-load': 'all',
  'uncaught-error': ({ afterLines }) =>
    afterLines ? ['wrong-exit-code', 'extra-lines', 'process-left-behind'] : CUT_SHORT,
  'never-resolves': CUT_SHORT,
  deadlock: CUT_SHORT,
  'lock-kept': CUT_SHORT,
  'never-ends': CUT_SHORT,
  'busy-loop': CUT_SHORT,
  'exceeds-limit': CUT_SHORT,
  killed: CUT_SHORT,
  // The task's parent may print the code.
  'wrong-exit-code': ({ isEarly }) =>
    isEarly ? CUT_SHORT.filter((id) => id !== 'wrong-exit-code') : ['wrong-number', 'wrong-text'],
  'kept-alive': [],
  'process-left-behind': ['missing-lines', 'stops-too-early'],
};

/** What merely follows from a mistake, by what was seen of it. */
export function explainedBy({ id, evidence }: Mistake): Explained {
  const explained = EXPLAINS[id] as Explained | ((evidence: Mistake['evidence']) => Explained);
  return typeof explained === 'function' ? explained(evidence) : explained;
}
