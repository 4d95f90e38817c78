// `npm run verdicts -- 100`: ten ports, right and wrong ones, judged again and again on busy cores.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { judgeMatches } from '../../harness/app/judge-matches.ts';
import { openSession } from '../../harness/app/session.ts';
import { findPython } from '../../harness/launch/python.ts';
import { originalOf, pairsNamed } from '../../harness/pairs.ts';
import { only } from '../support/only.ts';

/** One of each pair; of five everything is right, the others differ in when and where they fail. */
const SAMPLE = [
  'right-ports/01_sequential/async-generator.ts',
  'right-ports/02_processes/fork-and-send.ts',
  'wrong-ports/03_threads/joins-only-the-second.ts',
  'right-ports/04_fork/spawn.cjs',
  'wrong-ports/05_pool/one-worker.ts',
  'wrong-ports/06_queue/forgets-the-sentinel.ts',
  'right-ports/07_pipe/ask-and-answer.cjs',
  'wrong-ports/08_thread_class/joins-the-watcher-too.ts',
  'right-ports/09_lock/navigator-locks.ts',
  'wrong-ports/10_executor/one-clock-for-both.ts',
];

/** Judged at once, so that every core always has something else to do, too. */
const AT_ONCE = 2 * availableParallelism();

const times = Number(process.argv[2] ?? 10);
const python = await findPython(process.env, process.platform);
const start = performance.now();
const counts = new Map(SAMPLE.map((port) => [port, new Map<string, number>()]));
const waiting = Array.from({ length: times }, () => SAMPLE).flat();

await Promise.all(Array.from({ length: AT_ONCE }, judge));

async function judge(): Promise<void> {
  for (let port = waiting.shift(); port !== undefined; port = waiting.shift()) {
    const verdict = await verdictOn(port);
    const verdicts = counts.get(port) as Map<string, number>;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (waiting.length % 50 === 0)
      console.error(`${waiting.length} to be judged, ${minutes()} min`);
  }
}

/** All that a learner reads of it, and nothing that is luck. */
async function verdictOn(port: string): Promise<string> {
  const [pair] = pairsNamed([port.split('/')[1] as string]);
  if (pair === undefined) throw new RangeError(`no pair for ${port}`);
  const match = { pair, original: originalOf(pair), port: join(import.meta.dirname, '..', port) };
  await using session = openSession({ python, clock: CONFORMANCE.clock });
  const { trials } = only(await judgeMatches(session, [match], CONFORMANCE));
  const read = trials.map(({ name, verdict: { ok, checks, inconclusive } }) => ({
    name,
    ok,
    sentences: Object.values(checks).map((each) => `${each.ok} ${each.sentence}`),
    inconclusive,
  }));
  return JSON.stringify(read, null, 1);
}

function minutes(): string {
  return ((performance.now() - start) / 60_000).toFixed(1);
}

let steady = 0;
for (const [port, verdicts] of counts) {
  const [most = 0] = [...verdicts.values()].sort((a, b) => b - a);
  console.log(`${port}: the same verdict ${most} times of ${times}`);
  if (verdicts.size === 1) steady += 1;
  else for (const [verdict, count] of verdicts) console.log(`${count} ×: ${verdict}`);
}
console.log(`judged at once: ${AT_ONCE}`);
console.log(`ports with one verdict: ${steady} of ${SAMPLE.length}`);
console.log(`minutes: ${minutes()}`);
process.exitCode = steady === SAMPLE.length ? 0 : 1;
process.exit();
