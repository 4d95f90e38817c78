import type { TaskCounts } from './values.ts';

interface Counts {
  found: TaskCounts;
  wanted: TaskCounts;
}

/** Kinds of mistakes that the check of tasks finds, and what each shows. */
export interface TaskMistakes {
  /** The port starts no process and no thread; the original does. */
  'promises-for-tasks': Counts;
  /** Threads for processes, or processes for threads; `tasks`: which. */
  'wrong-task-kind': Counts & {
    found: TaskCounts;
    kind: 'thread' | 'process';
    tasks: readonly string[];
  };
  /** main does the work of a task that it never starts. */
  'called-not-started': Counts;
  /** A child starts tasks that only main should start. */
  'child-starts-tasks': Counts & { task: string; child: string };
  'one-task-per-job': Counts;
  'wrong-task-count': Counts;
  'wrong-parent': { task: string; found: string; wanted: string };
  'wrong-creation-order': { first: string; kind: 'thread' | 'process' };
  /** A line is printed by another task than in the original. */
  'printed-by-another-task': { line: string; found: string; wanted: string };
  /** A task that could not be observed. */
  'unobserved-task': { task: string; program: 'original' | 'port' };
}
