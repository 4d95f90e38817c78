import type { Policy } from '../explore/policy.ts';
import { type Said, text } from '../messages/text.ts';
import type { Choice } from '../trace/trace.ts';
import type { Waiting } from './waiting.ts';

/** Decides what goes on next, and keeps a record of it. */
export function createSchedule(policy: Policy) {
  const choices: Choice[] = [];
  let lines = 0;
  return {
    choices,
    /**
     * @param ready at least one
     * @returns undefined where what the policy wants is not among them
     */
    next(ready: readonly Waiting[]): Waiting | undefined {
      const index = ready.length === 1 ? 0 : policy(ready, { choices: choices.length, lines });
      const one = index === undefined ? undefined : ready[index];
      if (one === undefined) return undefined;
      const options = ready.map(({ name }) => name);
      if (options.length > 1) choices.push({ options, taken: one.name });
      if (one.kind === 'line' && !one.continues) lines += 1;
      return one;
    },
    /** Why the program is not the one for which the policy was made. */
    refusal: (ready: readonly Waiting[]): Said =>
      text(
        'noSuchChoice',
        choices.length + 1,
        ready.map(({ name }) => name),
      ),
  };
}

export type Schedule = ReturnType<typeof createSchedule>;
