import type { TaskMistakes } from '../../evidence/tasks.ts';
import type { TaskCounts } from '../../evidence/values.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { and, tasks as counted, quote } from '../words.ts';

const both = ({ found, wanted }: { found: TaskCounts; wanted: TaskCounts }) =>
  `the port starts ${counted(found)}, the original ${counted(wanted)}`;

const starter = ({ processes }: TaskCounts) => (processes > 0 ? 'a Process or a Pool' : 'a Thread');

/** Mistakes that the check of tasks finds. */
export const tasks: MistakeCatalogue<TaskMistakes> = {
  'promises-for-tasks': {
    message: ({ wanted }) =>
      `the port starts no task instead of ${counted(wanted)}: a promise is neither a process nor a thread`,
    hint: ({ wanted }) => `start each with ${starter(wanted)}, as the original does`,
    also: () => 'no tasks are started',
    label: () => 'this starts no task',
  },
  'wrong-task-kind': {
    message: ({ kind, tasks }) =>
      kind === 'thread'
        ? `${and(tasks)} should run in ${tasks.length === 1 ? 'a process' : 'processes'}, not in ${tasks.length === 1 ? 'a thread' : 'threads'}`
        : `${and(tasks)} should run in ${tasks.length === 1 ? 'a thread' : 'threads'}, not in ${tasks.length === 1 ? 'a process' : 'processes'}`,
    hint: ({ kind }) =>
      kind === 'thread'
        ? 'use Process, fork() or a process pool'
        : 'use Thread, a Worker or a thread pool',
    also: ({ kind }) => (kind === 'thread' ? 'threads for processes' : 'processes for threads'),
    label: ({ kind }) => `this starts a ${kind}`,
  },
  'called-not-started': {
    message: (e) => `${both(e)}: main does the work itself`,
    hint: () => 'call start(): calling run() or the function itself starts no task',
    also: () => 'main does the work of a task',
    label: () => 'this runs in the task that calls it',
  },
  'child-starts-tasks': {
    message: ({ task, child }) => `${task} starts ${child}: each child runs the main program again`,
    hint: () =>
      'start the main program under `if (import.meta.main)`, and end a forked child with process.exit()',
    also: () => 'children start tasks of their own',
    label: () => 'this runs in every child too',
  },
  'one-task-per-job': {
    message: (e) => `${both(e)}: one for each job`,
    hint: () => 'start as many workers as the original, and give each job to a free one',
    also: () => 'one task for each job',
    label: () => 'a task for each job is started here',
  },
  'wrong-task-count': {
    message: both,
    hint: () => 'start as many tasks as the original',
    also: ({ found, wanted }) => `${counted(found)} instead of ${counted(wanted)}`,
    label: () => 'tasks are started here',
  },
  'wrong-parent': {
    message: ({ task, found, wanted }) =>
      `${task} is started by ${found}; in the original by ${wanted}`,
    hint: ({ wanted }) => `start it in ${wanted}`,
    also: () => 'a task has another parent',
    label: () => 'started here',
  },
  'wrong-creation-order': {
    message: ({ first, kind }) => `the tasks are created in another order: ${first} is a ${kind}`,
    hint: () => 'create the tasks in the order of the original',
    also: () => 'tasks are created in another order',
    label: () => 'created here',
  },
  'printed-by-another-task': {
    message: ({ line, found, wanted }) =>
      `${found} prints ${quote(line)}; in the original ${wanted} prints it`,
    hint: ({ wanted }) => `print it in ${wanted}: each task writes its own lines`,
    also: () => 'lines are printed by another task',
    label: ({ found }) => `printed here, in ${found}`,
  },
  'unobserved-task': {
    message: ({ task, program }) => `${task} of the ${program} never reported in`,
    hint: () => 'start it with its environment, and with no flag that skips what is loaded first',
    also: () => 'a task could not be observed',
    label: () => 'started here',
  },
};
