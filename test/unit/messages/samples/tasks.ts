import type { TaskMistakes } from '../../../../harness/messages/evidence/tasks.ts';
import type { MistakeSamples } from './samples.ts';

const none = { processes: 0, threads: 0 };
const processes = { processes: 2, threads: 0 };
const threads = { processes: 0, threads: 2 };
const mixed = { processes: 1, threads: 1 };

export const tasks: MistakeSamples<TaskMistakes> = {
  'promises-for-tasks': [
    { found: none, wanted: processes },
    { found: none, wanted: threads },
  ],
  'wrong-task-kind': [
    { found: threads, wanted: processes, kind: 'thread', tasks: ['main.1', 'main.2'] },
    { found: mixed, wanted: threads, kind: 'process', tasks: ['main.1'] },
    { found: mixed, wanted: processes, kind: 'thread', tasks: ['main.1'] },
    { found: processes, wanted: threads, kind: 'process', tasks: ['main.1', 'main.2'] },
  ],
  'called-not-started': [{ found: none, wanted: threads }],
  'child-starts-tasks': [
    { found: processes, wanted: processes, task: 'main.1', child: 'main.1.1' },
  ],
  'one-task-per-job': [{ found: { processes: 5, threads: 0 }, wanted: processes }],
  'wrong-task-count': [{ found: mixed, wanted: { processes: 3, threads: 1 } }],
  'wrong-parent': [{ task: 'main.1.1', found: 'main.1', wanted: 'main' }],
  'wrong-creation-order': [
    { first: 'main.1', kind: 'thread' },
    { first: 'main.1', kind: 'process' },
  ],
  'printed-by-another-task': [{ line: 'done', found: 'main', wanted: 'main.1' }],
  'unobserved-task': [
    { task: 'main.1', program: 'port' },
    { task: 'main.1', program: 'original' },
  ],
};
