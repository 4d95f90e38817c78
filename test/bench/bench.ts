// `npm run bench`: what the virtual clock costs, as ratios and rates from one run on one machine.
// Each line is `name: value unit`.
import { availableParallelism, cpus } from 'node:os';
import { basename, join, relative } from 'node:path';
import { execa } from 'execa';
import { explore } from '../../harness/explore/explore.ts';
import type { Policy } from '../../harness/explore/policy.ts';
import { createLanes } from '../../harness/launch/lanes.ts';
import { findPython, type Python } from '../../harness/launch/python.ts';
import { originalOf, PAIRS, portOf } from '../../harness/pairs.ts';
import { run, runIn } from '../../harness/run.ts';
import { runBare } from './bare.ts';

const SEED = 32;
/** Every draw the same, so that the pairs with tasks have the most schedules. */
const EQUAL = { seed: SEED, always: 0.5 };
const REPEATS = 15;
const SCHEDULES = 60;
const COUNTS = [2, 8, 32, 64];

const python = await findPython(process.env, process.platform);
/** The chapter's own pairs: the figures stay comparable when others are added. */
const CHAPTER = PAIRS.slice(0, 3);
const programs = CHAPTER.flatMap((pair) => [originalOf(pair), portOf(pair)]);
const name = (program: string) => basename(program);
const say = (what: string, value: number, unit: string, digits = 2) =>
  console.log(`${what}: ${value.toFixed(digits)} ${unit}`);

console.log(
  `on: ${availableParallelism()} × ${cpus()[0]?.model}, Linux, Node ${process.versions.node}, Python ${python.version}, ${new Date().toISOString().slice(0, 10)}`,
);
await speedUp();
await costOfOne();
await schedulesPerSecond();
await costOfMany();
await suite();

/** How much longer a program takes in real time than under the virtual clock. */
async function speedUp(): Promise<void> {
  const once = (program: string, clock: 'real' | 'virtual') =>
    seconds(() => run(program, { python, clock, dice: { seed: SEED } }));
  const real = await Promise.all(programs.map((program) => once(program, 'real')));
  for (const [index, program] of programs.entries()) {
    const exact = await medianOf(5, () => once(program, 'virtual'));
    say(`real over virtual time, ${name(program)}`, (real[index] ?? 0) / exact, '×', 0);
  }
}

/** One virtual run over one bare start and end, in turn: the machine's moods meet both. */
async function costOfOne(): Promise<void> {
  await using lanes = createLanes('virtual', 1);
  for (const program of programs) {
    const virtual = () =>
      lanes.lend((workspace) =>
        runIn(workspace, program, { python, clock: 'virtual', dice: { seed: SEED } }),
      );
    const ratios: number[] = [];
    for (let repeat = -1; repeat < REPEATS; repeat += 1) {
      const bare = await seconds(() => runBare(program, python));
      const exact = await seconds(virtual);
      if (repeat >= 0) ratios.push(exact / bare); // The first pair warms up.
    }
    say(`virtual over bare run, ${name(program)}`, median(ratios), '×');
  }
}

async function schedulesPerSecond(): Promise<void> {
  for (const program of programs.filter((program) => !program.includes('01_'))) {
    for (const lanes of [1, availableParallelism() + 1]) {
      const bare = await bareRate(program, lanes, python);
      const rate = await explorationRate(program, lanes);
      say(`schedules, ${name(program)}, ${lanes} at once`, rate, '/ s', 1);
      say(`  over bare starts and ends (${bare.toFixed(1)} / s)`, rate / bare, '×');
    }
  }
}

async function bareRate(program: string, lanes: number, python: Python): Promise<number> {
  let left = SCHEDULES;
  const took = await seconds(() =>
    Promise.all(
      Array.from({ length: lanes }, async () => {
        for (; left > 0; left -= 1) await runBare(program, python);
      }),
    ),
  );
  return SCHEDULES / took;
}

async function explorationRate(program: string, count: number): Promise<number> {
  await using lanes = createLanes('virtual', count, python.executable);
  const once = (policy: Policy) =>
    lanes.lend((workspace) =>
      runIn(workspace, program, { python, clock: 'virtual', dice: EQUAL, policy }),
    );
  await Promise.all(Array.from({ length: count }, () => once(() => 0))); // The servers start.
  let runs = 0;
  const took = await seconds(async () => {
    while (runs < SCHEDULES) {
      const found = await explore(once, { budget: SCHEDULES - runs, seed: SEED });
      runs += found.runs;
    }
  });
  return runs / took;
}

/** How the cost of a run grows with its tasks: the exponent between the least and the most. */
async function costOfMany(): Promise<void> {
  await using lanes = createLanes('virtual', 1);
  for (const file of ['threads.py', 'processes.py', 'workers.ts', 'forks.ts']) {
    const program = relative(process.cwd(), join(import.meta.dirname, 'programs', file));
    const most = file === 'forks.ts' ? 32 : 64; // 64 Nodes at once ask for 4 GB.
    const counts = COUNTS.filter((count) => count <= most);
    const costs: number[] = [];
    for (const count of counts) {
      process.env.TASKS = String(count);
      const options = { python, clock: 'virtual', dice: { seed: SEED } } as const;
      const once = () => lanes.lend((workspace) => runIn(workspace, program, options));
      costs.push(await medianOf(3, () => seconds(once)));
      say(`a run of ${count} tasks, ${file}`, costs.at(-1) ?? 0, 's');
    }
    const [least = 1, next = 1] = costs.slice(-2);
    const doublings = Math.log2((counts.at(-1) ?? 1) / (counts.at(-2) ?? 1));
    say(`cost grows with tasks to the power, ${file}`, Math.log2(next / least) / doublings, '');
  }
}

/** How long the suite takes, and how many bare starts of Node that is: a bound for any machine. */
async function suite(): Promise<void> {
  const bare = await medianOf(REPEATS, () =>
    seconds(() => execa(process.execPath, ['-e', '0'], { stdio: 'ignore' })),
  );
  say('node -e 0', bare * 1000, 'ms', 0);
  for (const script of ['test', 'test:all']) {
    const took = await seconds(() => execa('npm', ['run', script], { stdio: 'ignore' }));
    say(`npm run ${script}`, took, 's', 0);
    say('  over node -e 0', took / bare, '×', 0);
  }
}

async function seconds(what: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await what();
  return (performance.now() - start) / 1000;
}

async function medianOf(times: number, what: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let time = 0; time < times; time += 1) values.push(await what());
  return median(values);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
