import { environment } from './environment.ts';
import { programs } from './programs.ts';
import { usage } from './usage.ts';

/** What is said of each error: what happened, why, and what to do next. */
export const errors = { ...usage, ...environment, ...programs };
