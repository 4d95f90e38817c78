import type { TaskMistakes } from '../../evidence/tasks.ts';
import type { TaskCounts } from '../../evidence/values.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { and, tasks as counted, KINDS, PROGRAMS, quote } from '../words.ts';

const both = ({ found, wanted }: { found: TaskCounts; wanted: TaskCounts }) =>
  `移植程序启动了 ${counted(found)}，原程序启动了 ${counted(wanted)}`;

const starter = ({ processes }: TaskCounts) => (processes > 0 ? 'Process 或 Pool' : 'Thread');

/** Mistakes that the check of tasks finds. */
export const tasks: MistakeCatalogue<TaskMistakes> = {
  'promises-for-tasks': {
    message: ({ wanted }) =>
      `移植程序没有启动任务，而应有 ${counted(wanted)}：Promise 既不是进程，也不是线程`,
    hint: ({ wanted }) => `像原程序那样，每个任务都用 ${starter(wanted)} 启动`,
    also: () => '没有启动任务',
    label: () => '这里没有启动任务',
  },
  'wrong-task-kind': {
    message: ({ kind, tasks }) =>
      kind === 'thread'
        ? `${and(tasks)} 应该在进程里运行，而不是在线程里`
        : `${and(tasks)} 应该在线程里运行，而不是在进程里`,
    hint: ({ kind }) =>
      kind === 'thread' ? '使用 Process、fork() 或进程池' : '使用 Thread、Worker 或线程池',
    also: ({ kind }) => (kind === 'thread' ? '用线程代替了进程' : '用进程代替了线程'),
    label: ({ kind }) => `这里启动的是${KINDS[kind]}`,
  },
  'called-not-started': {
    message: (e) => `${both(e)}：工作由 main 自己做了`,
    hint: () => '调用 start()：直接调用 run() 或函数本身，不会启动任务',
    also: () => 'main 做了任务的工作',
    label: () => '这里就在调用者的任务里运行',
  },
  'child-starts-tasks': {
    message: ({ task, child }) => `${task} 启动了 ${child}：每个子任务都重新运行了主程序`,
    hint: () =>
      '把启动主程序的语句放进 `if (import.meta.main)`；fork 出的子进程用 process.exit() 结束',
    also: () => '子任务又启动了任务',
    label: () => '每个子任务也会运行这里',
  },
  'one-task-per-job': {
    message: (e) => `${both(e)}：每项作业一个`,
    hint: () => '启动与原程序一样多的工作者，每项作业交给空闲的一个',
    also: () => '每项作业启动了一个任务',
    label: () => '这里为每项作业启动一个任务',
  },
  'wrong-task-count': {
    message: both,
    hint: () => '启动与原程序一样多的任务',
    also: ({ found, wanted }) => `${counted(found)}，而不是 ${counted(wanted)}`,
    label: () => '在这里启动任务',
  },
  'wrong-parent': {
    message: ({ task, found, wanted }) => `${task} 由 ${found} 启动；在原程序里由 ${wanted} 启动`,
    hint: ({ wanted }) => `在 ${wanted} 里启动它`,
    also: () => '有任务的父任务不同',
    label: () => '在这里启动',
  },
  'wrong-creation-order': {
    message: ({ first, kind }) => `创建任务的顺序不同：${first} 是${KINDS[kind]}`,
    hint: () => '按原程序的顺序创建任务',
    also: () => '创建任务的顺序不同',
    label: () => '在这里创建',
  },
  'printed-by-another-task': {
    message: ({ line, found, wanted }) =>
      `${found} 打印了${quote(line)}；在原程序里由 ${wanted} 打印`,
    hint: ({ wanted }) => `在 ${wanted} 里打印：每个任务打印自己的行`,
    also: () => '有的行由别的任务打印',
    label: ({ found }) => `在这里打印，属于 ${found}`,
  },
  'unobserved-task': {
    message: ({ task, program }) => `观察不到${PROGRAMS[program]}的 ${task}：它从未报到`,
    hint: () => '启动它时把环境变量传给它，也不要用跳过预加载的选项',
    also: () => '有任务观察不到',
    label: () => '在这里启动',
  },
};
