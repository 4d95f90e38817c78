import { count } from './words.ts';

/** Facts that are no mistakes: what holds, what is in doubt, what is shown beside it. */
export const told = {
  sameLines: (lines: number, tasks: number) =>
    `the same ${count(lines, 'line')} ${
      tasks > 1
        ? `in orders that concurrency allows (${count(tasks, 'task')} print)`
        : 'in the same order'
    }`,
};
