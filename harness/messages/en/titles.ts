import type { EndingMistakes } from '../evidence/ending.ts';
import type { OutputMistakes } from '../evidence/output.ts';
import type { TaskMistakes } from '../evidence/tasks.ts';
import type { TimingMistakes } from '../evidence/timing.ts';

type Titles<Kinds> = Record<keyof Kinds, string>;

const output: Titles<OutputMistakes> = {
  'wrong-text': 'a line has another text',
  'wrong-decimals': 'a number has more or fewer decimals',
  'wrong-number': 'a line has another number',
  'wrong-process-id': 'a line has the id of another process',
  'wrong-stream': 'a line is on stderr instead of stdout, or the reverse',
  'wrong-line-end': 'a line end is missing, extra or another one',
  'missing-lines': 'lines of the original are missing',
  'stops-too-early': 'a task stops before it has printed all of its lines',
  'extra-lines': 'lines are printed that the original does not print',
  'child-runs-on': 'a child goes on with its parent’s work',
  'daemon-joined': 'the port waits for a daemon',
  'output-held-back': 'lines are printed later than they are due',
  'line-in-pieces': 'a line is printed in pieces',
  'printed-too-early': 'a line is printed too early',
  'printed-too-late': 'a line is printed too late',
  'sleep-not-awaited': 'a sleep is not awaited',
  'lines-out-of-order': 'lines are printed in another order',
  'tasks-swapped': 'two tasks do each other’s work',
  'order-never-occurs': 'one order of the original never occurs',
  'impossible-order': 'an order is possible that the original cannot have',
  'result-read-too-early': 'a result is read before it is there',
  'lost-update': 'an update of shared state is lost',
  'extra-lock': 'a lock prevents what the original allows',
  'not-shared': 'one task does not see what another writes',
};

const timing: Titles<TimingMistakes> = {
  'ran-in-sequence': 'tasks run one after the other instead of side by side',
  'ran-in-parallel': 'steps run side by side instead of one after the other',
  'missing-lock': 'no lock keeps the tasks apart',
  'lock-too-wide': 'a lock keeps tasks apart that should run side by side',
  'wrong-pool-size': 'a pool runs more or fewer jobs at a time',
  'worker-left-idle': 'a worker is idle while a job waits',
  'passed-on-too-late': 'an item is passed on too late',
  'passed-on-too-early': 'an item is passed on too early',
  'missing-join': 'the total comes before the tasks have ended',
  'clock-misplaced': 'the clock is read at the wrong place',
  'clock-not-restarted': 'the clock is not started again for a later phase',
  'wrong-unit': 'seconds are given for milliseconds, or the reverse',
  'drawn-elsewhere': 'random numbers are drawn after other lines',
  'missing-timeout': 'a wait has no timeout',
  'slept-at-another-time': 'a sleep begins at another time',
  'original-breaks-law': 'the original does not keep its own law',
  'wrong-range': 'random numbers come from another range',
  'shared-draw': 'several sleeps share one random number',
  'wrong-duration': 'a sleep has another length',
  'timeout-not-cancelled': 'a wait is not cut short',
  'timer-late': 'a timer fires late because its thread is blocked',
  'sleep-cut-short': 'a sleep is cut short',
  'wrong-total': 'the total is missing or wrong',
  'too-many-totals': 'more totals are printed than in the original',
};

const tasks: Titles<TaskMistakes> = {
  'promises-for-tasks': 'promises stand in for processes or threads',
  'wrong-task-kind': 'threads instead of processes, or the reverse',
  'called-not-started': 'main does the work of a task that it never starts',
  'child-starts-tasks': 'children start tasks that only main should start',
  'one-task-per-job': 'one task for each job instead of a pool',
  'wrong-task-count': 'more or fewer tasks than in the original',
  'wrong-parent': 'a task is started by another task',
  'wrong-creation-order': 'the tasks are created in another order',
  'printed-by-another-task': 'a line is printed by another task',
  'unobserved-task': 'a task could not be observed',
};

const ending: Titles<EndingMistakes> = {
  'does-not-load': 'the port does not load',
  'uncaught-error': 'the port fails with an uncaught error',
  'never-resolves': 'a top-level await never ends',
  deadlock: 'nothing in the program can go on',
  'never-ends': 'a timer or a loop goes on forever',
  'busy-loop': 'a loop lets nothing else happen',
  'kept-alive': 'something keeps the port alive after its last line',
  'wrong-exit-code': 'the exit code is another',
  killed: 'the port or a child is killed by a signal',
  'process-left-behind': 'a process outlives the port',
  'exceeds-limit': 'a limit stopped the port',
  'lock-kept': 'a task sleeps again and again with a lock that others wait for',
  'original-fails': 'the original itself does not end well',
};

/** Each mistake in a few words without numbers: for the list of `lockstep explain`. */
export const titles = { output, timing, tasks, ending };
