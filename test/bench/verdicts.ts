// `npm run verdicts -- [TIMES [FILE]]`: ten right and ten wrong ports, each judged so many times. All
// must get the verdict that they deserve, word for word the same each time. FILE keeps the verdicts: the
// first command writes it, later ones (under other loads) must come to the same.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { judgeMatches } from '../../harness/app/judge-matches.ts';
import { openSession } from '../../harness/app/session.ts';
import type { Judgement } from '../../harness/app/trials.ts';
import { findPython } from '../../harness/launch/python.ts';
import { originalOf, pairsNamed } from '../../harness/pairs.ts';
import { TICKS_A_SECOND } from '../../harness/proc/stat.ts';

/** A pair, and a port of it in test/. */
type Sample = [pair: string, file: string];

/** In as many styles as there are kinds of tasks. */
const RIGHT: readonly Sample[] = [
  ['01', 'right-ports/01_sequential/async-generator.ts'],
  ['01', 'right-ports/01_sequential/callbacks.cjs'],
  ['02', 'right-ports/02_processes/fork-and-send.ts'],
  ['02', 'right-ports/02_processes/events.cjs'],
  ['03', 'right-ports/03_threads/messages.ts'],
  ['04', 'right-ports/04_fork/spawn.cjs'],
  ['05', 'right-ports/05_pool/pool-by-hand.ts'],
  ['06', 'right-ports/06_queue/events-on.ts'],
  ['07', 'right-ports/07_pipe/ask-and-answer.cjs'],
  ['09', 'right-ports/09_lock/navigator-locks.ts'],
];

/** One for each kind of mistake: the four checks, a deadlock, and every limit of what a port may use. */
const WRONG: readonly Sample[] = [
  ['01', 'wrong-ports/01_sequential/three-decimals.ts'],
  ['01', 'wrong-ports/01_sequential/ticks-for-ever.ts'],
  ['01', 'fixtures/eats-memory.ts'],
  ['02', 'wrong-ports/02_processes/spins-for-ever.ts'],
  ['02', 'wrong-ports/02_processes/prints-for-ever.ts'],
  ['02', 'wrong-ports/02_processes/leaves-a-process-behind.ts'],
  ['02', 'wrong-ports/02_processes/threads-posing-as-processes.ts'],
  ['03', 'wrong-ports/03_threads/deadlock-of-a-flag.ts'],
  ['03', 'wrong-ports/03_threads/joins-only-the-second.ts'],
  ['04', 'wrong-ports/04_fork/child-exits-with-1.ts'],
];

const [times = 3, file] = [Number(process.argv[2] ?? 3), process.argv[3]];
const python = await findPython(process.env, process.platform);
const samples = [...RIGHT, ...WRONG];
const counts = new Map(samples.map(([, port]) => [port, new Map<string, number>()]));

for (let round = 1; round <= times; round += 1) {
  // A session of its own: no run of an original is remembered from the round before.
  await using session = openSession({ python, clock: CONFORMANCE.clock });
  const judgements = await judgeMatches(session, samples.map(matchOf), CONFORMANCE);
  for (const [index, [, port]] of samples.entries()) {
    const verdict = textOf(judgements[index] as Judgement);
    const verdicts = counts.get(port) as Map<string, number>;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  console.error(`round ${round} of ${times}: ${cpuMinutes().toFixed(1)} CPU minutes`);
}

function matchOf([name, port]: Sample) {
  const [pair] = pairsNamed([name]);
  if (pair === undefined) throw new RangeError(`no pair for ${name}`);
  return { pair, original: originalOf(pair), port: join(import.meta.dirname, '..', port) };
}

/** All that a learner reads of it, and nothing that is luck (how much memory it had, and when). */
function textOf({ trials }: Judgement): string {
  const read = trials.map(({ name, verdict: { outcome, checks, inconclusive } }) => ({
    name,
    outcome,
    checks: Object.entries(checks).map(([check, { ok, doubtful, sentence }]) =>
      [check, ok, doubtful ?? false, sentence].join(' '),
    ),
    inconclusive,
  }));
  return JSON.stringify(read, null, 1);
}

function outcomeOf(verdict: string): string {
  const trials = JSON.parse(verdict) as { outcome: string }[];
  return trials.at(-1)?.outcome ?? 'none';
}

/** Of this process and all that it waited for. */
function cpuMinutes(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks / TICKS_A_SECOND / 60;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

const found = Object.fromEntries([...counts].map(([port, all]) => [port, [...all.keys()]]));
const before: typeof found =
  file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const totals = { RIGHT: 0, WRONG: 0 };
for (const [kind, ports] of Object.entries({ RIGHT, WRONG })) {
  const deserved = kind === 'RIGHT' ? 'conforms' : 'fails';
  for (const [, port] of ports) {
    const verdicts = [...(counts.get(port) as Map<string, number>)];
    const isSteady = [...new Set([...(found[port] ?? []), ...(before[port] ?? [])])].length === 1;
    const isDeserved = verdicts.every(([verdict]) => outcomeOf(verdict) === deserved);
    const told = verdicts.map(
      ([verdict, count]) => `${outcomeOf(verdict)} ${count} of ${times} (${hashOf(verdict)})`,
    );
    if (isSteady && isDeserved) totals[kind as keyof typeof totals] += 1;
    console.log(`${isSteady && isDeserved ? '✔' : '✘'} ${port.padEnd(62)} ${told.join(', ')}`);
    if (isSteady && isDeserved) continue;
    for (const [verdict, count] of verdicts) console.log(`${count} ×: ${verdict}`);
    for (const verdict of before[port] ?? []) console.log(`in ${file}: ${verdict}`);
  }
}
if (file !== undefined && !existsSync(file)) writeFileSync(file, JSON.stringify(found, null, 1));
console.log(
  `right ports that conform each time: ${totals.RIGHT} of ${RIGHT.length}; wrong ports that get the same verdict each time: ${totals.WRONG} of ${WRONG.length}`,
);
console.log(`all verdicts together: ${hashOf(JSON.stringify(found))}`);
// What was killed last counts once it has been waited for.
await setTimeout(200);
console.log(`CPU minutes: ${cpuMinutes().toFixed(1)}`);
process.exitCode = totals.RIGHT + totals.WRONG === samples.length ? 0 : 1;
process.exit();
