import type { Messages } from '../messages.ts';
import { exact, formula, PROGRAMS, s, tasks } from './words.ts';

const end = (to: number) => (Number.isFinite(to) ? exact(to) : '没有结束');

/** Facts that are no mistakes: what holds, what is in doubt, what is shown beside it. */
export const told: Messages['told'] = {
  anyTasks: (others) =>
    others === 0
      ? '不作判断：没有进程也没有线程；Node 等待时不需要它们'
      : `不作判断：除 main 外有 ${others} 个任务`,
  totals: (original, port, laws) => {
    const shown = (totals: readonly number[]) => totals.map(exact).join('和 ');
    const both =
      shown(original) === shown(port)
        ? shown(original)
        : `${shown(original)}（原程序）和 ${shown(port)}（移植程序）`;
    return `总时间 ${both} = ${laws.map(formula).join('，然后 ')}`;
  },
  sleepRow: (program, task, seconds, from, to) =>
    `${PROGRAMS[program]}：${task} 休眠 ${s(seconds)}，从 ${exact(from)} 到 ${end(to)}`,
  moreRows: (program, more) => `${PROGRAMS[program]}：……还有 ${more} 行`,
  sleeps: (task, seconds, from, to) => `${task} 休眠 ${s(seconds)}，${exact(from)} 到 ${end(to)}`,
  printsTotal: (task, seconds, time) => `${task} 在 ${exact(time)} 打印总时间 ${exact(seconds)}`,
  sameLines: (lines, tasks) =>
    tasks > 1
      ? `相同的 ${lines} 行，顺序在并发允许的范围之内（${tasks} 个任务打印）`
      : `相同的 ${lines} 行，顺序相同`,
  sameTasks: (counts) => `两者都有${tasks(counts)}`,
  inventory: (program, shown, more) =>
    `${PROGRAMS[program]}：${shown.join('、')}${more > 0 ? `……还有 ${more} 个` : ''}`,
  printedBy: (line, original, port) => `原程序中由 ${original}、移植程序中由 ${port} 打印：${line}`,
};
