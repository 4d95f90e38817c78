import type { Messages } from '../messages.ts';

/** Facts that are no mistakes: what holds, what is in doubt, what is shown beside it. */
export const told: Messages['told'] = {
  sameLines: (lines, tasks) =>
    tasks > 1
      ? `相同的 ${lines} 行，顺序在并发允许的范围之内（${tasks} 个任务打印）`
      : `相同的 ${lines} 行，顺序相同`,
};
