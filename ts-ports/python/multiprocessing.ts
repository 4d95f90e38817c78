// Python's multiprocessing module: a Process is a real process of the operating system.
//
// The new process runs this file. It is sent the name of its target and the arguments, imports the
// program and calls the target (target.ts). It prints to the same output as its parent, but shares
// no memory with it: it has its own copy of every variable, and its arguments are copies too.
// Only a Queue or a Connection among these is the same on both sides (multiprocessing/shared.ts).
//
// Where Node differs: Python can also fork, which copies the parent as it stands, variables and all.
// And Python waits for its children even when main fails; Node only when main comes to its end.
import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { AssertionError, writeAll } from './builtins.ts';
import { type Call, describeCall, makeCall, type Target } from './target.ts';

/** How a child finds what it shares with its parent. */
export interface Handle {
  module: string;
  name: string;
  id: number;
}

/** What is not copied when it is an argument. */
interface Shareable {
  handle: Handle;
  giveTo: (child: ChildProcess) => void;
}

type SharingCall = Call & { handles: (Handle | undefined)[] };

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
    if (this.#child) throw new AssertionError('cannot start a process twice');
    const handles = this.#args.map((arg) => (isShareable(arg) ? arg.handle : undefined));
    const args = this.#args.map((arg) => (isShareable(arg) ? undefined : arg));
    const call: SharingCall = { ...describeCall(this.name, this.#target, args), handles };
    serialize(call); // throws if an argument cannot be copied, before there is a process
    const child = fork(import.meta.filename, process.argv.slice(2), { serialization: 'advanced' });
    this.#child = child;
    // Not `exit`: what the child has sent is read before it counts as ended.
    this.#end = new Promise((resolve) => child.once('close', resolve));
    child.send(call);
    for (const arg of this.#args) if (isShareable(arg)) arg.giveTo(child);
  }

  /** Waits until the process has ended. Python blocks its thread meanwhile; here others go on. */
  async join() {
    if (!this.#end) throw new AssertionError('can only join a started process');
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
async function runChild(call: SharingCall) {
  namePrefix = `${call.name}:`;
  try {
    await makeCall({ ...call, args: await shareArguments(call) });
  } catch (error) {
    writeAll(2, `Process ${call.name}:\n${inspect(error)}\n`);
    process.exitCode = 1;
  }
}

async function shareArguments({ args, handles }: SharingCall) {
  const modules = await Promise.all(handles.map((handle) => handle && import(handle.module)));
  return args.map((arg, i) => {
    const handle = handles[i];
    return handle ? new modules[i][handle.name](handle.id) : arg;
  });
}

function isShareable(arg: unknown): arg is Shareable {
  return typeof (arg as Partial<Shareable> | null | undefined)?.giveTo === 'function';
}

if (import.meta.main) process.once('message', runChild);
