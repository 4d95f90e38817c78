import { speech } from '../trace/speech.ts';
import { spokenLines } from '../trace/spoken.ts';
import type { Trace } from '../trace/trace.ts';
import type { Exploration, RunOnce } from './exploration.ts';
import { AT_ONCE, inOrder } from './in-order.ts';
import { follow, guide } from './policy.ts';

/**
 * Sampled sets may differ by luck. Lead each program to every trace that only the other has; what it
 * can be led to belongs to its own set.
 */
export async function reconcile(
  one: { found: Exploration; runOnce: RunOnce },
  other: { found: Exploration; runOnce: RunOnce },
): Promise<void> {
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    if (mine.found.exhaustive) continue;
    const { traces } = mine.found;
    const ways = [...theirs.found.traces];
    await inOrder(AT_ONCE, () => {
      for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
        if (!traces.has(way[0])) return leadTo(...way, mine);
      }
      return undefined;
    });
  }
}

/** Lead a program to one trace of the other; add to its set what comes of it. */
async function leadTo(
  key: string,
  trace: Trace,
  { found, runOnce }: { found: Exploration; runOnce: RunOnce },
): Promise<() => void> {
  const lines = guide(spokenLines(trace).map(({ task }) => task));
  const runs: [spoken: string, led: Trace][] = [];
  // First by its choices: which file a worker prints depends on which of them began first.
  for (const policy of [follow(trace.choices, lines), lines]) {
    const led = await runOnce(policy);
    const spoken = speech(led);
    runs.push([spoken, led]);
    if (spoken === key) break;
  }
  return () => {
    found.runs += runs.length;
    for (const [spoken, led] of runs) if (!found.traces.has(spoken)) found.traces.set(spoken, led);
  };
}
