// Python's multiprocessing.pool module: a Pool has some processes, each of which does one job after
// the other. What they share with the executors of concurrent.futures is in jobs.ts.
//
// Each process runs this file. It is sent the name of the function and the arguments, imports the
// program, calls the function (target.ts) and sends back what it returned, or the error it threw.
//
// Where Node differs: get() and map() block Python's thread, and here others go on.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { ValueError } from '../builtins.ts';
import { doJob, Job, JobQueue, Link, type Outcome } from '../jobs.ts';
import { type Call, describeCall } from '../target.ts';

/** All pools' processes. As in Python, they are ended when main ends. */
const alive = new Set<ChildProcess>();

export class Pool {
  #jobs = new JobQueue<Job>();
  #workers = new Set<ChildProcess>();
  #state: 'running' | 'closed' | 'terminated' = 'running';
  #waiters = 0;

  /** All processes are started at once. */
  constructor(processes = availableParallelism()) {
    if (processes < 1) throw new ValueError('Number of processes must be at least 1');
    for (let count = 0; count < processes; count++) this.#startWorker();
  }

  /** Does not wait: the result is there for its `get()` later. */
  applyAsync<A extends unknown[], R>(target: (...args: A) => R, args: A): AsyncResult<Awaited<R>> {
    const job = this.#put([describeCall('job', target, args)]);
    return new AsyncResult(job, (end) => this.#wait(end));
  }

  /** Waits for all; the results have the order of the items, whoever was first. */
  async map<T, R>(
    target: (item: T) => R,
    items: Iterable<T>,
    chunksize?: number,
  ): Promise<Awaited<R>[]> {
    const calls = [...items].map((item) => describeCall('job', target, [item]));
    const size = chunksize ?? Math.ceil(calls.length / (this.#workers.size * 4));
    if (size < 1 && calls.length > 0) throw new ValueError('chunksize must be at least 1');
    const jobs: Job[] = [];
    while (calls.length > 0) jobs.push(this.#put(calls.splice(0, size)));
    // The first error is thrown, but only when all jobs are done.
    const errors: unknown[] = [];
    const ends = jobs.map(({ results }) => results.catch((error) => errors.push(error)));
    await this.#wait(Promise.all(ends));
    if (errors.length > 0) throw errors[0];
    return (await Promise.all(jobs.map(({ results }) => results))).flat() as Awaited<R>[];
  }

  /** No more jobs: the processes end when they have done those that they have. */
  close() {
    if (this.#state === 'running') this.#state = 'closed';
    this.#jobs.close();
  }

  /** Ends the processes at once, whatever they do. */
  terminate() {
    this.#state = 'terminated';
    for (const worker of this.#workers) worker.kill();
  }

  /** Waits until all processes have ended. */
  async join() {
    if (this.#state === 'running') throw new ValueError('Pool is still running');
    await this.#wait(Promise.all([...this.#workers].map((worker) => once(worker, 'exit'))));
  }

  #put(calls: Call[]): Job {
    if (this.#state !== 'running') throw new ValueError('Pool not running');
    const job = new Job(calls);
    this.#jobs.put(job);
    return job;
  }

  #startWorker() {
    const options = { serialization: 'advanced' } as const;
    const worker = fork(import.meta.filename, process.argv.slice(2), options);
    let dismissed = false;
    const link = new Link(this.#jobs, (calls) => {
      dismissed = !calls;
      if (calls)
        worker.send(calls, () => {}); // If it was killed, its exit says so.
      else if (worker.connected) worker.disconnect();
    });
    this.#workers.add(worker);
    alive.add(worker);
    this.#hold(worker);
    worker.on('message', (outcome: Outcome | null) => link.told(outcome));
    worker.once('exit', () => {
      this.#workers.delete(worker);
      alive.delete(worker);
      link.ended();
      // Killed by others: as in Python there is a new one, but nobody does the lost job again.
      if (!dismissed && this.#state !== 'terminated') this.#startWorker();
    });
  }

  /** Python's main thread waits; Node ends when nothing is left that could still happen. */
  async #wait<T>(end: Promise<T>): Promise<T> {
    this.#waiters++;
    for (const worker of this.#workers) this.#hold(worker);
    try {
      return await end;
    } finally {
      this.#waiters--;
      for (const worker of this.#workers) this.#hold(worker);
    }
  }

  /** The processes keep main from ending only while it waits for them. */
  #hold(worker: ChildProcess) {
    const keep = this.#waiters > 0 ? 'ref' : 'unref';
    worker[keep]();
    worker.channel?.[keep]();
  }
}

class AsyncResult<T> {
  #job: Job;
  #wait: (end: Promise<unknown[]>) => Promise<unknown[]>;

  constructor(job: Job, wait: (end: Promise<unknown[]>) => Promise<unknown[]>) {
    this.#job = job;
    this.#wait = wait;
  }

  /** Waits for the result. @throws what the job threw */
  async get(): Promise<T> {
    const [result] = await this.#wait(this.#job.results);
    return result as T;
  }

  ready(): boolean {
    return this.#job.isDone;
  }
}

process.once('exit', () => {
  for (const worker of alive) worker.kill();
});

/** A new process begins here. It ends when main lets go of it. */
if (import.meta.main) {
  const send = (outcome: Outcome | null) => process.connected && process.send?.(outcome);
  process.on('message', (calls: Call[]) => doJob(calls, send));
  send(null);
}
