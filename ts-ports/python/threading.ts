// Python's threading module: a Thread is a real thread of this process, a Worker.
//
// The new thread runs this file. It is given the name of its target and the arguments, imports the
// program and calls the target (target.ts). It has the same pid and prints to the same output.
//
// Where Node differs: a Worker shares no objects, its arguments are copied and so is every variable.
// In return two Workers compute at the same time, where Python's threads take turns.
// And Python waits for its threads even when main fails; Node only when main comes to its end.
import { once } from 'node:events';
import { inspect } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { RuntimeError, writeAll } from './builtins.ts';
import { type Call, describeCall, makeCall, type Target } from './target.ts';

let count = 0;

export class Thread {
  readonly name = `Thread-${++count}`;
  #target: Target;
  #args: unknown[];
  #end: Promise<unknown> | undefined;
  #alive = false;

  constructor({ target, args = [] }: { target: Target; args?: unknown[] }) {
    this.#target = target;
    this.#args = args;
  }

  start() {
    if (this.#end) throw new RuntimeError('threads can only be started once');
    const call = describeCall(this.name, this.#target, this.#args);
    const argv = process.argv.slice(2);
    const started = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(import.meta.filename, { argv, workerData: { call, started } });
    Atomics.wait(started, 0, 0); // Python's start() too returns only when the thread has begun.
    this.#alive = true;
    this.#end = once(worker, 'exit').finally(() => {
      this.#alive = false;
    });
  }

  /** Waits until the thread has ended. Python blocks its own thread meanwhile; here others go on. */
  async join() {
    if (!this.#end) throw new RuntimeError('cannot join thread before it is started');
    await this.#end;
  }

  isAlive(): boolean {
    return this.#alive;
  }
}

/** The new thread begins here. What goes wrong in it ends it alone: the program goes on. */
async function runThread({ call, started }: { call: Call; started: Int32Array }) {
  Atomics.store(started, 0, 1);
  Atomics.notify(started, 0);
  try {
    await makeCall(call);
  } catch (error) {
    writeAll(2, `Exception in thread ${call.name}:\n${inspect(error)}\n`);
  }
}

if (import.meta.main && !isMainThread) runThread(workerData);
