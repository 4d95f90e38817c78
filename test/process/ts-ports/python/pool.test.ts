import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { JobQueue } from '../../../../ts-ports/python/jobs.ts';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Take = (job: number | undefined) => void;
type Queue = Pick<JobQueue<number>, 'ask' | 'put' | 'close'>;

/** When each job begins, and the total, for jobs of these durations. */
function runJobs(queue: Queue, workers: number, durations: readonly number[]) {
  let now = 0;
  const begins: number[] = [];
  const busy: { until: number; next: () => void }[] = [];
  for (let worker = 0; worker < workers; worker++) {
    const take: Take = (job) => {
      if (job === undefined) return;
      begins[job] = now;
      busy.push({ until: now + (durations[job] ?? 0), next: () => queue.ask(take) });
    };
    queue.ask(take);
  }
  for (const job of durations.keys()) queue.put(job);
  queue.close();
  while (busy.length > 0) {
    const [first] = busy.sort((a, b) => a.until - b.until).splice(0, 1);
    now = first?.until ?? 0;
    first?.next();
  }
  return { begins, total: now };
}

/** List scheduling (Graham 1966): in their order, each job goes to the worker that is free first. */
function listSchedule(workers: number, durations: readonly number[]) {
  const free = new Array<number>(workers).fill(0);
  const begins = durations.map((duration) => {
    free.sort((a, b) => a - b);
    const [begin = 0] = free;
    free[0] = begin + duration;
    return begin;
  });
  return { begins, total: Math.max(...free) };
}

/** A wrong way: assign the jobs to the workers beforehand. */
class Dealer implements Queue {
  #jobs: number[] = [];
  #hands = new Map<Take, number[]>();
  ask(take: Take) {
    const hand = this.#hands.get(take);
    if (hand) take(hand.shift());
    else this.#hands.set(take, []);
  }
  put(job: number) {
    this.#jobs.push(job);
  }
  close() {
    const hands = [...this.#hands.values()];
    for (const job of this.#jobs) hands[job % hands.length]?.push(job);
    for (const [take, hand] of this.#hands) take(hand.shift());
  }
}

const workers = fc.integer({ min: 1, max: 8 });
const durations = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });

const keepsTheLaw = (create: () => Queue) =>
  fc.check(
    fc.property(workers, durations, (count, seconds) => {
      expect(runJobs(create(), count, seconds)).toEqual(listSchedule(count, seconds));
    }),
  );

test('any number of workers takes any jobs by list scheduling', () => {
  expect(keepsTheLaw(() => new JobQueue<number>())).toMatchObject({ failed: false });
});

test('jobs that are assigned beforehand are found to be wrong', () => {
  expect(keepsTheLaw(() => new Dealer())).toMatchObject({ failed: true });
});

test('the total never exceeds Graham’s bound', () => {
  fc.assert(
    fc.property(workers, durations, (count, seconds) => {
      const { total } = runJobs(new JobQueue<number>(), count, seconds);
      const sum = seconds.reduce((a, b) => a + b, 0);
      const longest = Math.max(0, ...seconds);
      expect(total).toBeGreaterThanOrEqual(Math.max(longest, sum / count));
      expect(total).toBeLessThanOrEqual(sum / count + longest * (1 - 1 / count) + 1e-9);
    }),
  );
});

test('each job goes once, in its order, to the first worker that asked and did not withdraw', () => {
  const step = fc.constantFrom('put', 'ask', 'withdraw');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new JobQueue<number>();
      const given: [worker: number, job: number | undefined][] = [];
      const expected: [worker: number, job: number][] = [];
      const takes: Take[] = [];
      let asking: number[] = [];
      let jobs: number[] = [];
      for (const [now, what] of steps.entries()) {
        if (what === 'put') {
          queue.put(now);
          jobs.push(now);
        } else if (what === 'ask') {
          takes[now] = (job) => given.push([now, job]);
          queue.ask(takes[now]);
          asking.push(now);
        } else {
          const last = asking.pop();
          if (last !== undefined) queue.withdraw(takes[last] as Take);
        }
        const pairs = Math.min(asking.length, jobs.length);
        for (let pair = 0; pair < pairs; pair++) {
          expected.push([asking[pair] as number, jobs[pair] as number]);
        }
        asking = asking.slice(pairs);
        jobs = jobs.slice(pairs);
        expect(queue.isAsked).toBe(asking.length > 0);
      }
      expect(given).toEqual(expected);
    }),
  );
});

describe.concurrent('Pool', { timeout: TEST_LIMIT }, () => {
  test('gives results in the order of the items, and errors with their class', async () => {
    const { stdout, exitCode } = await runFixture(
      'pool-results.ts',
      join(folder, 'a'),
      join(folder, 'b'),
    );
    expect(stdout.split('\n')).toEqual([
      'ready false',
      'make',
      'after, ready true',
      'after,make',
      'ValueError: no such file true',
      'RangeError: too far true',
      'DownloadError: no network true',
      expect.stringContaining('could not be cloned. true'),
      expect.stringContaining('could not be cloned. true'),
    ]);
    expect(exitCode).toBe(0);
  });

  test('skips the rest of a chunk after a job that throws, and does the other chunks', async () => {
    const { stdout } = await runFixture('pool-chunks.ts');
    expect(stdout).toBe('0\n2\n3\n4\nValueError: 0');
  });

  test('rejects new jobs after close, finishes the others, and can be joined', async () => {
    const { stdout } = await runFixture('pool-life.ts');
    expect(stdout.split('\n')).toEqual([
      'ValueError: Pool is still running',
      'ValueError: Pool not running',
      'ValueError: Pool not running',
      'awake',
      'awake',
      'joined',
      'terminated',
      'ValueError: Number of processes must be at least 1',
    ]);
  });

  test('is terminated at the end of main, even while it works', async () => {
    const { stdout, exitCode } = await runFixture('pool-left.ts');
    expect(stdout).toBe('awake\nmain ends');
    expect(exitCode).toBe(0);
  });

  test('replaces a killed process; its job is lost', async () => {
    const { stdout } = await runFixture('pool-killed-worker.ts');
    expect(stdout).toBe('lost true, another true');
  });
});
