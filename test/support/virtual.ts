import { afterAll, beforeAll } from 'vitest';
import { explore } from '../../harness/explore/explore.ts';
import { createLanes, type Lanes } from '../../harness/launch/lanes.ts';
import { findPython, type Python } from '../../harness/launch/python.ts';
import { type RunOptions, run as runAlone, runIn } from '../../harness/run.ts';
import { spokenLines } from '../../harness/trace/spoken.ts';
import type { Trace } from '../../harness/trace/trace.ts';
import { fixture } from './fixture.ts';
import { type Sandbox, useSandbox } from './sandbox.ts';

type Options = Partial<Omit<RunOptions, 'clock'>>;

/** Runs fixtures under the virtual clock: a few of a file's concurrent tests at once. */
export interface VirtualClock {
  sandbox: Sandbox;
  run: (name: string, options?: Options) => Promise<Trace>;
  /** The same under the real clock, by which the virtual one must be true. */
  runInRealTime: (name: string, options?: Options) => Promise<Trace>;
  /** What a fixture says, from its first line to its end: one run's story. */
  tell: (name: string, options?: Options) => Promise<string[]>;
  /** The stories of every order in which a fixture can speak. */
  tellAll: (name: string, options?: Options) => Promise<string[][]>;
}

/** More at once wait for the two cores of a small machine longer than for each other. */
const LANES = 3;

/** To be called at the top of a test file. */
export function useVirtualClock(): VirtualClock {
  const sandbox = useSandbox();
  let python: Python;
  let lanes: Lanes;
  beforeAll(async () => {
    python = await findPython(process.env, process.platform);
    lanes = createLanes('virtual', LANES);
  });
  afterAll(() => lanes[Symbol.asyncDispose]());

  const run: VirtualClock['run'] = (name, options) =>
    lanes.lend((workspace) => {
      const base = { python, clock: 'virtual', dice: { seed: 0 } } as const;
      return runIn(workspace, fixture(name), { ...base, ...options });
    });
  return {
    sandbox,
    run,
    runInRealTime: (name, options) =>
      runAlone(fixture(name), { python, clock: 'real', dice: { seed: 0 }, ...options }),
    tell: async (name, options) => story(await run(name, options)),
    async tellAll(name, options) {
      const runOnce = (policy: RunOptions['policy']) => run(name, { ...options, policy });
      const found = await explore(runOnce, { budget: 1000, seed: 0 });
      if (!found.exhaustive)
        throw new RangeError(`${name}: tried ${found.runs} of ${found.estimate} orders`);
      return [...found.traces.values()].map(story);
    },
  };
}

/**
 * A trace for a reader: `1.5 main.2: text` for each line, `1.5 end: exit code 0`, and whatever was
 * not as it should be.
 */
export function story(trace: Trace): string[] {
  const { ending, uncontrolled } = trace;
  const { kind, code, signal, time, leftovers, detail = [] } = ending;
  const end = kind === 'exited' ? `exit code ${code}` : kind === 'killed' ? signal : kind;
  return [
    ...spokenLines(trace).map((event) => {
      const { time, task, stream, text, flaw } = event;
      const from = stream === 'stdout' ? task : `${task} (${stream})`;
      return `${time} ${from}: ${text}${flaw === undefined ? '' : ` (${flaw})`}`;
    }),
    `${time} end: ${end}`,
    ...detail.map(String),
    ...leftovers.map((left) => `left behind: ${left}`),
    ...uncontrolled.map((what) => `uncontrolled: ${what}`),
  ];
}
