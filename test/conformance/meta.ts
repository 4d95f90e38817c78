import type { Trial } from '../../harness/app/trials.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What a conformance test hands to the reporter, from the worker in which it ran. */
    judged?: Trial;
  }
}

/**
 * A trial without what happened in it, which is long: a report needs what was judged. Its texts are
 * English: between workers only data pass.
 */
export function withoutEvents({ name, verdict }: Trial): Trial {
  const original = { ...verdict.original, events: [], choices: [] };
  const port = { ...verdict.port, events: [], choices: [] };
  const checks = Object.entries(verdict.checks).map(([check, { seen, again, ...rest }]) => [
    check,
    rest,
  ]);
  const all = { ...verdict, original, port, checks: Object.fromEntries(checks) };
  return JSON.parse(JSON.stringify({ name, verdict: all }));
}
