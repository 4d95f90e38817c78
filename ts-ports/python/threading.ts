// Python's threading module: a Thread is a real thread of this process, a Worker.
//
// The new thread runs this file. It is given the name of its target and the arguments, imports the
// program and calls the target (target.ts). It has the same pid and prints to the same output.
//
// Where Node differs: a Worker shares no objects, its arguments are copied and so is every variable.
// What is in memory that all threads share is the exception (threading/locks.ts). And the fields of a
// Thread object are copied twice, to its thread at the start, and back at the end: in between the two
// may differ.
// In return two Workers compute at the same time, where Python's threads take turns.
// And Python waits for its threads even when main fails; Node only when main comes to its end.
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { RuntimeError, writeAll } from './builtins.ts';
import { type Fields, isOfOwnClass, pack, packFields, unpack, unpackFields } from './pack.ts';
import { type Call, describeCall, makeCall, type Target } from './target.ts';
import { Condition, Event, Lock } from './threading/locks.ts';

export { Condition, Event, Lock };

export interface ThreadOptions {
  target?: Target;
  args?: unknown[];
  name?: string;
  /** Whether it is cut off at the end of the program, which otherwise waits for it. */
  daemon?: boolean;
}

let count = 0;

/** Give it a target, or extend it: a class with a `run` of its own, exported as a target is. */
export class Thread {
  name: string;
  readonly daemon: boolean;
  #target: Target | undefined;
  #args: unknown[];
  #worker: Worker | undefined;
  #end: Promise<unknown> | undefined;
  #alive = false;

  constructor({ target, args = [], name, daemon = currentThread().daemon }: ThreadOptions = {}) {
    this.name = name ?? `Thread-${++count}`;
    this.daemon = daemon;
    this.#target = target;
    this.#args = args;
  }

  /** What the thread does. */
  run(): unknown {
    if (!this.#target) throw new TypeError(`${this.constructor.name} has no run() of its own`);
    return this.#target(...(this.#args as never[]));
  }

  start() {
    if (this.#end) throw new RuntimeError('threads can only be started once');
    const { constructor: Class } = this;
    const target = Class === Thread || Class === Timer ? this.#target : Class;
    const call = describeCall(this.name, target as Target, this.#args.map(pack));
    const argv = process.argv.slice(2);
    const started = new Int32Array(new SharedArrayBuffer(4));
    const begin: Begin = { call, type: Class.name, fields: packFields(this), started };
    const worker = new Worker(import.meta.filename, { argv, workerData: begin });
    Atomics.wait(started, 0, 0); // Python's start() too returns only when the thread has begun.
    worker.on('message', (fields) => Object.assign(this, fields));
    if (this.daemon) worker.unref(); // after `on`, which would have the program wait for it again
    this.#worker = worker;
    this.#alive = true;
    this.#end = once(worker, 'exit').finally(() => {
      this.#alive = false;
    });
  }

  /** Waits until the thread has ended. Python blocks its own thread meanwhile; here others go on. */
  async join() {
    if (!this.#end) throw new RuntimeError('cannot join thread before it is started');
    this.#worker?.ref(); // who waits for a daemon does not end before it
    await this.#end;
  }

  isAlive(): boolean {
    return this.#alive || this === current;
  }
}

/** A thread that waits before it calls its target, and does not if it is cancelled until then. */
export class Timer extends Thread {
  readonly interval: number;
  readonly finished = new Event();

  constructor(seconds: number, target: Target, args: unknown[] = []) {
    super({ target, args });
    this.interval = seconds;
  }

  override run() {
    if (!this.finished.wait(this.interval)) return super.run();
  }

  cancel() {
    this.finished.set();
  }
}

let current = new Thread({ name: 'MainThread', daemon: false });

export function currentThread(): Thread {
  return current;
}

/** What a new thread is given. */
interface Begin {
  call: Call;
  /** The name of its class. */
  type: string;
  fields: Fields;
  started: Int32Array;
}

/** The new thread begins here. What goes wrong in it ends it alone: the program goes on. */
async function runThread({ call, type, fields, started }: Begin) {
  Atomics.store(started, 0, 1);
  Atomics.notify(started, 0);
  try {
    process.argv[1] = call.program; // the program may ask for it while it is imported
    const own = await import(pathToFileURL(call.program).href);
    const exports: Fields = { Condition, Event, Lock, Thread, Timer, ...own };
    const args = call.args.map((value) => unpack(value, exports));
    const target = () => makeCall({ ...call, args });
    // An object of its class, whose own constructor has done its work in the other thread.
    const Class = exports[type] as typeof Thread;
    current = Reflect.construct(Thread, [{ name: call.name, target }], Class);
    Object.assign(current, unpackFields(fields, exports));
    try {
      await current.run();
    } finally {
      const plain = Object.entries(current).filter(([, value]) => !isOfOwnClass(value));
      parentPort?.postMessage(Object.fromEntries(plain));
    }
  } catch (error) {
    writeAll(2, `Exception in thread ${call.name}:\n${inspect(error)}\n`);
  }
}

if (import.meta.main && !isMainThread) runThread(workerData);
