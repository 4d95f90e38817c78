/** A place in a program's source. */
export interface Place {
  /** As it was named to the harness; of an imported file, beside it. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  column: number;
  /** How many UTF-16 code units of the line are meant; at least 1. */
  length: number;
  /** The whole line. */
  source: string;
}

/** What a call does, as far as its source tells. */
export type CallKind =
  | 'create' // new Process(…), new Thread(…), new Worker(…), new Pool(…)
  | 'start' // .start(), fork(), spawn(), new Worker(…), .submit(), .applyAsync()
  | 'join' // .join(), wait(), once(…, 'exit'), Promise.all(…), .result()
  | 'sleep' // sleep(), setTimeout() as a sleep, Atomics.wait()
  | 'print' // print(), console.log(), process.stdout.write()
  | 'clock' // time(), Date.now(), performance.now(), process.hrtime()
  | 'draw' // randint(), Math.random(), randomInt()
  | 'lock' // Lock(), .acquire(), .release()
  | 'pool' // new Pool(…), new ThreadPoolExecutor(…), .map(), .submit()
  | 'message' // .put(), .get(), .send(), .recv(), .close(), postMessage(), .set(), .notify()
  | 'exit' // process.exit(), process.exitCode = …, .kill(), _exit()
  | 'timer' // setInterval(), setTimeout(), new Timer(…), .listen(), .on('message')
  | 'promise' // Promise.all(), Promise.race(), .run()
  | 'loop'; // while (…), for (;;)

/** What to look for in the source of a port. */
export type Find =
  /** The call that prints one of these lines; of several lines the first that is found. */
  | { find: 'printing'; lines: readonly string[]; task?: string }
  /** A line that a stack trace names. */
  | { find: 'line'; file?: string; line: number; column?: number }
  /**
   * All calls of these kinds, unless they are so many that they help nobody. `task`: what that task
   * runs, as far as the source tells. `literal`: with this number as an argument, or in it.
   */
  | { find: 'calls'; kinds: readonly CallKind[]; task?: string; literal?: number }
  /** Where a task is created: `main.2` is what main creates second; and where it is joined. */
  | { find: 'creation'; task: string }
  | { find: 'join'; task: string }
  /** A variable at the top level, or a field of an object, that tasks use as if they shared it. */
  | { find: 'shared-variable' }
  /** A pool's map that hands out several jobs at once. */
  | { find: 'chunked-map' }
  /** The branch of a forked child that does not end in an exit; related: the fork. */
  | { find: 'child-branch' }
  /** The wait between two starts, in a loop too; related: the start that it holds up. */
  | { find: 'wait-between-starts' }
  /** A task that is started and never joined, or whose join is not awaited; related: what prints `line`. */
  | { find: 'missing-join'; line?: string }
  /** A call that sleeps, or that leads to a sleep, whose promise nobody awaits. */
  | { find: 'sleep-not-awaited' }
  /**
   * The first or the last reading of the clock, or the one that is misplaced by its place in the
   * source; related: the start or the join that it should precede or follow.
   */
  | { find: 'clock'; reading: 'first' | 'last' | 'either' }
  /** A call that starts the program at the top level without `if (import.meta.main)`. */
  | { find: 'missing-guard' }
  /** A task's run(), or a call of its target, where start() should stand. */
  | { find: 'call-for-start' }
  /** A timer, a server or a listener that is never cleared, closed or unreferenced. */
  | { find: 'open-handle' }
  /** A deadline (a timer, a timeout, a signal) that cuts nothing off. */
  | { find: 'timeout' }
  /** A loop that holds no `await`. */
  | { find: 'busy-loop' }
  /** What keeps the port from loading: its syntax, or a module that is not there. */
  | { find: 'load-problem' }
  /** A promise whose executor never resolves it. */
  | { find: 'unresolved-promise' }
  /** A call whose promise is neither awaited, kept nor caught. */
  | { find: 'promise-not-awaited' }
  /** A lock that guards too little: one for each task, acquired too late, or not at all. */
  | { find: 'missing-lock' }
  /** A lock that is never released, or is held over a sleep or a loop; related: its acquire(). */
  | { find: 'held-lock' }
  /** What is read before a lock is acquired, and written under it; related: the acquire(). */
  | { find: 'read-before-lock' }
  /** Where tasks, pools or locks are made; `nth`: the one that makes the nth task, from 1. */
  | { find: 'created'; what: 'process' | 'thread' | 'lock'; nth?: number }
  /** A message, an item or an event that is sent before the sleep that it should follow. */
  | { find: 'sent-too-early' }
  /** Text that is collected, and printed later; related: what prints it. */
  | { find: 'held-output' }
  /** A print that ends its line twice, not at all, or with a carriage return. */
  | { find: 'line-end' }
  /** Work that begins while other work of the same task goes on: `Promise.all(…)` of it. */
  | { find: 'begun-together' }
  /** What sets the exit code; with this code, where it is known. */
  | { find: 'exit'; code?: number }
  /** A wait for a message, an event or a close() that nobody sends. */
  | { find: 'unanswered-wait' }
  /** A field of a task that is read before the task is joined; related: the join. */
  | { find: 'read-before-join' }
  /** The join of a daemon. */
  | { find: 'daemon-joined' }
  /** A result that is waited for and not used. */
  | { find: 'result-unused' }
  /** What hands a task's output to main, which prints it; related: what receives it. */
  | { find: 'relayed-output' }
  /** What says how many promises do the work of a pool: a `gather(…)` of workers, or a loop. */
  | { find: 'promise-pool' }
  /** A loop that prints results as it takes them; first the one that takes what `line` is about. */
  | { find: 'result-order'; line?: string }
  /** A thread without a name of its own: `super()`, `new Thread({ target })`. */
  | { find: 'unnamed-task' }
  /** A sleep of main while its tasks run. */
  | { find: 'sleep-in-main' };

/** Where it was found; both are empty where it was not. */
export interface Located {
  /** The lines to change. Several where each of them fits. */
  places: Place[];
  /** Lines that explain: what is held up, what comes too early. */
  related: Place[];
}
