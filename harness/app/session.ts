import { availableParallelism } from 'node:os';
import { createLanes, type Lanes } from '../launch/lanes.ts';
import type { Python } from '../launch/python.ts';
import type { ClockName } from '../trace/trace.ts';

/** Where ports are judged: lanes to run in, and the runs of originals that were made in them. */
export interface Session extends AsyncDisposable {
  python: Python;
  clock: ClockName;
  lanes: Lanes;
  /** What is found under a key is found once. A failure is not kept. */
  remember: <Found>(key: string, find: () => Promise<Found>) => Promise<Found>;
}

/**
 * Programs that run at once in real time, where they mostly sleep: those of twelve pairs. The
 * suite has judged twelve pairs at once since it began.
 */
const IN_REAL_TIME = 24;

/**
 * @param lanes how many programs run at once under the virtual clock. Default: one more than
 *   processors: between two gates a run waits for the harness, and another goes on.
 */
export function openSession({
  python,
  clock,
  lanes: count = availableParallelism() + 1,
}: Pick<Session, 'python' | 'clock'> & { lanes?: number }): Session {
  const lanes = createLanes(clock, clock === 'real' ? IN_REAL_TIME : count, python.executable);
  const found = new Map<string, Promise<unknown>>();
  return {
    python,
    clock,
    lanes,
    async remember<Found>(key: string, find: () => Promise<Found>) {
      const finding = (found.get(key) as Promise<Found> | undefined) ?? find();
      found.set(key, finding);
      try {
        return await finding;
      } catch (error) {
        found.delete(key);
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => lanes[Symbol.asyncDispose](),
  };
}
