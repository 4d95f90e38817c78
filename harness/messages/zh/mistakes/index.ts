import { ending } from './ending.ts';
import { output } from './output.ts';
import { tasks } from './tasks.ts';
import { timing } from './timing.ts';

/** What is said of each kind of mistake, by its id. */
export const mistakes = { ...output, ...timing, ...tasks, ...ending };
