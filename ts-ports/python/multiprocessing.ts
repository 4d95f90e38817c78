// Python's multiprocessing module: a Process is a real process of the operating system.
//
// The new process runs this file. It is sent the name of its target and the arguments, imports the
// program and calls the target (target.ts). It prints to the same output as its parent, but shares
// no memory with it: it has its own copy of every variable, and its arguments are copies too.
//
// Where Node differs: Python can also fork, which copies the parent as it stands, variables and all.
// And Python waits for its children even when main fails; Node only when main comes to its end.
import assert from 'node:assert';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { writeAll } from './builtins.ts';
import { type Call, describeCall, makeCall, type Target } from './target.ts';

let namePrefix = 'Process-';
let count = 0;

export class Process {
  readonly name = `${namePrefix}${++count}`;
  #target: Target;
  #args: unknown[];
  #child: ChildProcess | undefined;
  #end: Promise<unknown> | undefined;

  constructor({ target, args = [] }: { target: Target; args?: unknown[] }) {
    this.#target = target;
    this.#args = args;
  }

  start() {
    assert(!this.#child, 'cannot start a process twice');
    const call = describeCall(this.name, this.#target, this.#args);
    serialize(call); // throws if an argument cannot be copied, before there is a process
    this.#child = fork(import.meta.filename, process.argv.slice(2), { serialization: 'advanced' });
    this.#end = once(this.#child, 'exit');
    this.#child.send(call);
  }

  /** Waits until the process has ended. Python blocks its thread meanwhile; here others go on. */
  async join() {
    assert(this.#end, 'can only join a started process');
    await this.#end;
  }

  isAlive(): boolean {
    return this.#child !== undefined && this.exitcode === null;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Null before the end; -15 after an end by signal 15. */
  get exitcode(): number | null {
    const signal = this.#child?.signalCode;
    return signal ? -constants.signals[signal] : (this.#child?.exitCode ?? null);
  }
}

/** The new process begins here. It ends by itself when nothing is left to do. */
async function runChild(call: Call) {
  namePrefix = `${call.name}:`;
  try {
    await makeCall(call);
  } catch (error) {
    writeAll(2, `Process ${call.name}:\n${inspect(error)}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) process.once('message', runChild);
