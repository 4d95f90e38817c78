// What multiprocessing's Pool and the executors of concurrent.futures have in common: workers that
// do one job after the other.
//
// Python's workers take their jobs from a queue by themselves. Node's share none: a worker asks,
// and the thread that made the pool hands out, in its event loop. So no worker gets its next job
// while that thread sleeps or computes; in Python it does.
import * as builtins from './builtins.ts';
import { type Call, makeCall } from './target.ts';

/** How a job came out. A copy of an error would lose its name, so it is sent in parts. */
export type Outcome = { results: unknown[] } | { name: string; message: string; stack: string };

/** Some calls for one worker, most often a single one. */
export class Job {
  readonly calls: Call[];
  /** What the calls returned, in their order; or the error that one of them threw. */
  readonly results: Promise<unknown[]>;
  isDone = false;
  #resolve: (results: unknown[]) => void;
  #reject: (error: unknown) => void;

  constructor(calls: Call[]) {
    this.calls = calls;
    const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
    promise.catch(() => {}); // As in Python, an error that nobody asks for is never seen.
    this.results = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  settle(outcome: Outcome) {
    if (!('results' in outcome)) return this.fail(errorFrom(outcome));
    this.isDone = true;
    this.#resolve(outcome.results);
  }

  fail(error: unknown) {
    this.isDone = true;
    this.#reject(error);
  }
}

/** Gets a job, or undefined when there will be no more. */
type Take<J> = (job: J | undefined) => void;

/** Jobs in the order in which they came, for workers in the order in which they asked. */
export class JobQueue<J> {
  #jobs: J[] = [];
  #asking: Take<J>[] = [];
  #closed = false;

  put(job: J) {
    this.#jobs.push(job);
    this.#handOut();
  }

  /** `take` gets the next job that is not another's: now, or when there is one. */
  ask(take: Take<J>) {
    this.#asking.push(take);
    this.#handOut();
  }

  /** Takes back what was asked, if nothing was given yet. */
  withdraw(take: Take<J>) {
    this.#asking = this.#asking.filter((other) => other !== take);
  }

  /** Who asks when all jobs are given gets undefined from now on. */
  close() {
    this.#closed = true;
    this.#handOut();
  }

  /** Removes the jobs that nobody has. */
  clear(): J[] {
    return this.#jobs.splice(0);
  }

  get isAsked(): boolean {
    return this.#asking.length > 0;
  }

  #handOut() {
    while (this.#asking.length > 0 && (this.#jobs.length > 0 || this.#closed)) {
      this.#asking.shift()?.(this.#jobs.shift());
    }
  }
}

/** A worker, as it is seen by the thread that hands out the jobs. */
export class Link {
  #jobs: JobQueue<Job>;
  #job: Job | undefined;
  #send: (calls: Call[] | undefined) => void;

  /** @param send gets the calls of the next job, or undefined when the worker shall end */
  constructor(jobs: JobQueue<Job>, send: (calls: Call[] | undefined) => void) {
    this.#jobs = jobs;
    this.#send = send;
  }

  ask() {
    this.#jobs.ask(this.#take);
  }

  /** The worker says that it has begun (null), or how its job came out: it wants the next. */
  told(outcome: Outcome | null) {
    const job = this.#job;
    this.#job = undefined;
    this.ask();
    if (outcome) job?.settle(outcome);
  }

  /** The worker has ended; returns the job that it did not finish. */
  ended(): Job | undefined {
    this.#jobs.withdraw(this.#take);
    return this.#job;
  }

  #take = (job: Job | undefined) => {
    this.#job = job;
    try {
      this.#send(job?.calls);
    } catch (error) {
      job?.fail(error); // An argument cannot be copied.
      this.ask();
    }
  };
}

/** The other side: in the worker. */
export async function doJob(calls: Call[], send: (outcome: Outcome) => void) {
  try {
    const results: unknown[] = [];
    for (const call of calls) results.push(await makeCall(call));
    send({ results }); // throws if a result cannot be copied
  } catch (error) {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    send({ name, message, stack });
  }
}

/** An error of Python's or of JavaScript's own is what it was; any other keeps its name at least. */
function errorFrom({ name, message, stack }: Exclude<Outcome, { results: unknown[] }>): Error {
  const known: unknown = Reflect.get(builtins, name) ?? Reflect.get(globalThis, name);
  const isError = typeof known === 'function' && known.prototype instanceof Error;
  const Type = isError ? (known as ErrorConstructor) : Error;
  return Object.assign(new Type(message, { cause: stack }), { name });
}
