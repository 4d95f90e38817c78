// `npm run soak -- 10000`: many virtual runs of mixed pairs under load, in search of one that differs.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { randomWalk } from '../../harness/explore/policy.ts';
import { openGuard } from '../../harness/launch/guard.ts';
import { createLanes } from '../../harness/launch/lanes.ts';
import { survivors } from '../../harness/launch/members.ts';
import { findPython } from '../../harness/launch/python.ts';
import { originalOf, PAIRS, portOf } from '../../harness/pairs.ts';
import { runIn } from '../../harness/run.ts';

/** Different orders in which each program is run, again and again. */
const ORDERS = 10;

const LANES = 4 * availableParallelism();

const wanted = Number(process.argv[2] ?? 200);
const python = await findPython(process.env, process.platform);
const programs = PAIRS.flatMap((pair) => [originalOf(pair), portOf(pair)]);
const load = Array.from({ length: 2 * availableParallelism() }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
);
process.once('exit', () => {
  for (const busy of load) busy.kill('SIGKILL');
});

using guard = openGuard();
const first = new Map<string, string>();
const differing: string[] = [];
let runs = 0;
const start = performance.now();
{
  // Half of the lanes execute every program, half run Python in a warm starter.
  await using direct = createLanes('virtual', LANES / 2, undefined, { guard });
  await using served = createLanes('virtual', LANES / 2, python.executable, { guard });
  const all = Array.from({ length: LANES / 2 }, () => [direct, served]).flat();
  await Promise.all(all.map((lanes) => lanes.lend((workspace) => soak(workspace))));
}

async function soak(workspace: Parameters<typeof runIn>[0]): Promise<void> {
  while (runs < wanted) {
    const number = runs;
    runs += 1;
    const program = programs[number % programs.length] as string;
    const order = Math.floor(number / programs.length) % ORDERS;
    const { tasks, events, ending } = await runIn(workspace, program, {
      python,
      clock: 'virtual',
      dice: { seed: order },
      policy: randomWalk(order, 0),
    });
    const trace = JSON.stringify({ tasks, events, ending });
    const key = `${basename(program)}, order ${order}`;
    if (!first.has(key)) first.set(key, trace);
    else if (first.get(key) !== trace) differing.push(`${key}:\n${first.get(key)}\n${trace}`);
    if (runs % 500 === 0) report();
  }
}

function report(): void {
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  console.error(`${runs} runs, ${differing.length} differing traces, ${minutes} min`);
}

await setTimeout(500); // What was killed last needs a moment to die.
const { folder } = guard;
const left = await survivors({ root: -1, folder, known: [] });
const files = readdirSync(folder);
for (const difference of differing.slice(0, 3)) console.log(difference);
console.log(`runs: ${runs}`);
console.log(`busy processes beside: ${load.length}`);
console.log(`differing traces: ${differing.length}`);
console.log(`leftover processes: ${left.length}`);
console.log(`files left: ${files.length}`);
console.log(`minutes: ${((performance.now() - start) / 60_000).toFixed(1)}`);
process.exitCode = differing.length + left.length + files.length === 0 ? 0 : 1;
process.exit();
