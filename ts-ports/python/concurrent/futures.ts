// Python's concurrent.futures module: the same words, submit, map, result and shutdown, for a pool
// of threads (Workers) and for a pool of processes. How they get their jobs is in jobs.ts.
//
// Each worker runs this file. It is sent the name of the function and the arguments, imports the
// program, calls the function (target.ts) and sends back what it returned, or the error it threw.
//
// Where Node differs: result() and shutdown() block Python's thread, and here others go on. A thread
// shares no objects with main: arguments and results are copied. And Python does the jobs that are
// left even when main fails; Node only when main comes to its end.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { RuntimeError, ValueError } from '../builtins.ts';
import { doJob, Job, JobQueue, Link, type Outcome } from '../jobs.ts';
import { type Call, describeCall } from '../target.ts';

export class BrokenProcessPool extends RuntimeError {
  override name = 'BrokenProcessPool';
}

/** A result that is there sooner or later. */
export class Future<T> {
  #job: Job;

  constructor(job: Job) {
    this.#job = job;
  }

  /** Waits for the result. @throws what the job threw */
  async result(): Promise<T> {
    const [result] = await this.#job.results;
    return result as T;
  }

  done(): boolean {
    return this.#job.isDone;
  }

  addDoneCallback(callback: (future: this) => void) {
    const call = () => callback(this);
    this.#job.results.then(call, call);
  }
}

/** The futures in the order in which they are done. */
export async function* asCompleted<T>(futures: Iterable<Future<T>>): AsyncGenerator<Future<T>> {
  const all = new Set(futures);
  const done: Future<T>[] = [];
  let tell = () => {};
  for (const future of all) {
    future.addDoneCallback(() => {
      done.push(future);
      tell();
    });
  }
  for (let count = 0; count < all.size; count++) {
    if (count === done.length) {
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
    }
    yield done[count] as Future<T>;
  }
}

/** What the two have in common. */
abstract class Executor {
  protected jobs = new JobQueue<Job>();
  /** The end of each worker that was started. */
  protected ends: Promise<unknown>[] = [];
  protected maxWorkers: number;
  protected broken: Error | undefined;
  #isShutDown = false;

  constructor(maxWorkers: number) {
    if (maxWorkers <= 0) throw new ValueError('max_workers must be greater than 0');
    this.maxWorkers = maxWorkers;
  }

  /** Does not wait. */
  submit<A extends unknown[], R>(target: (...args: A) => R, ...args: A): Future<Awaited<R>> {
    if (this.broken) throw this.broken;
    if (this.#isShutDown) throw new RuntimeError('cannot schedule new futures after shutdown');
    const job = new Job([describeCall('job', target, args)]);
    open.add(this);
    this.startWorkers();
    this.jobs.put(job);
    return new Future(job);
  }

  /** Submits all at once; the results come in the order of the items, whoever is first. */
  map<T, R>(target: (item: T) => R, items: Iterable<T>): AsyncGenerator<Awaited<R>> {
    return resultsOf([...items].map((item) => this.submit(target, item)));
  }

  /** The workers end when they have done the jobs that they have. */
  async shutdown({ wait = true } = {}) {
    this.#isShutDown = true;
    open.delete(this);
    this.jobs.close();
    if (wait) await Promise.all(this.ends);
  }

  /** Starts the workers that one job more needs. */
  protected abstract startWorkers(): void;
}

export class ThreadPoolExecutor extends Executor {
  constructor(maxWorkers = Math.min(32, availableParallelism() + 4)) {
    super(maxWorkers);
  }

  /** As in Python: a new thread only while no other is idle. */
  protected startWorkers() {
    if (this.jobs.isAsked || this.ends.length >= this.maxWorkers) return;
    const started = new Int32Array(new SharedArrayBuffer(4));
    const argv = process.argv.slice(2);
    const worker = new Worker(import.meta.filename, { argv, workerData: started });
    Atomics.wait(started, 0, 0); // Python too goes on only when the thread has begun.
    const link = new Link(this.jobs, (calls) => {
      worker.postMessage(calls);
      worker.ref();
    });
    worker.on('message', (outcome: Outcome) => {
      worker.unref(); // An idle thread does not keep main from ending.
      link.told(outcome);
    });
    worker.once('exit', () => link.ended()?.fail(new RuntimeError('the thread has ended')));
    this.ends.push(once(worker, 'exit'));
    link.ask();
  }
}

export class ProcessPoolExecutor extends Executor {
  #workers: ChildProcess[] = [];

  constructor(maxWorkers = availableParallelism()) {
    super(maxWorkers);
  }

  /** As in Python where it forks: all of them before the first job. */
  protected startWorkers() {
    while (this.ends.length < this.maxWorkers) this.#startWorker();
  }

  #startWorker() {
    const options = { serialization: 'advanced' } as const;
    const worker = fork(import.meta.filename, process.argv.slice(2), options);
    let dismissed = false;
    const link = new Link(this.jobs, (calls) => {
      worker.ref();
      worker.channel?.ref();
      dismissed = !calls;
      if (calls)
        worker.send(calls, () => {}); // If it was killed, its exit says so.
      else if (worker.connected) worker.disconnect();
    });
    worker.on('message', (outcome: Outcome | null) => {
      worker.unref(); // An idle process does not keep main from ending.
      worker.channel?.unref();
      link.told(outcome);
    });
    worker.once('exit', () => {
      const job = link.ended();
      if (!dismissed) this.#break(job);
    });
    this.#workers.push(worker);
    this.ends.push(once(worker, 'exit'));
  }

  /** A process was killed. As in Python, this is the end of all jobs and of the pool. */
  #break(job: Job | undefined) {
    this.broken ??= new BrokenProcessPool(
      'A process in the process pool was terminated abruptly while the future was running or pending.',
    );
    for (const lost of [job, ...this.jobs.clear()]) lost?.fail(this.broken);
    for (const worker of this.#workers) worker.kill();
  }
}

async function* resultsOf<T>(futures: Future<T>[]): AsyncGenerator<T> {
  for (const future of futures) yield await future.result();
}

/** As Python does at its end: the jobs that were submitted are done, then the workers end. */
const open = new Set<Executor>();
process.on('beforeExit', () => {
  for (const executor of open) executor.shutdown();
});

/** A new worker begins here. It ends when main lets go of it. */
if (import.meta.main) {
  if (isMainThread) {
    const send = (outcome: Outcome | null) => process.connected && process.send?.(outcome);
    process.on('message', (calls: Call[]) => doJob(calls, send));
    send(null);
  } else {
    parentPort?.on('message', (calls: Call[] | undefined) => {
      if (calls) doJob(calls, (outcome) => parentPort?.postMessage(outcome));
      else parentPort?.close();
    });
    Atomics.store(workerData, 0, 1);
    Atomics.notify(workerData, 0);
  }
}
