import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { LockstepError } from '../errors.ts';
import { PROC } from '../proc/files.ts';
import type { Stream } from '../trace/trace.ts';
import { exitOf } from '../trace/wait-status.ts';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import { withoutMachineClock } from './machine-clock.ts';
import { canRun } from './processes.ts';
import type { Start } from './start.ts';
import { cannotStart, endedFirst, parentLost, pidIn } from './start-error.ts';

const SCRIPT = join(import.meta.dirname, 'starter.py');

/** How often a process between the harness and a program is looked at, in milliseconds. */
const STOPPED_LOOKS = 250;

/** As starter.py has it: of the number of bytes of a request. */
const DIGITS = 8;

/**
 * Starts one program after the other from a process that stands between it and the harness, and
 * takes what a program does to its parent. Linux only.
 */
export interface Starter extends AsyncDisposable {
  /** The starter's own process, which is no part of any run. */
  readonly pid: number | undefined;
  start: Start;
}

type Take = (stream: Stream, chunk: Buffer) => void;

interface Options {
  /** A Python by which it runs. */
  interpreter: string;
  /** `warm`: it has a Python's imports done, and Python programs run in it. */
  kind: 'bare' | 'warm';
  /** Of the starter, and so of all that it starts. Without, orphans become its children. */
  container: Container | undefined;
}

/** @param folder of the workspace whose runs it starts, with the FIFOs for their streams */
export function createStarter(folder: string, { interpreter, kind, container }: Options): Starter {
  let server: ChildProcess | undefined;
  let answer: ((line: string) => void) | undefined;
  /** Answers that came before they were waited for: two may come at once. */
  let answers: string[] = [];
  let take: Take | undefined;
  let fail: ((error: Error) => void) | undefined;
  let asked: Command | undefined;
  const outputs = openOutputs(folder);
  for (const { socket, name } of outputs) {
    socket.on('data', (chunk) => take?.(name, chunk as Buffer));
  }

  const serve = (environment: NodeJS.ProcessEnv) => {
    // By its run's folder the guardian would end a bare one before it has ended all others.
    const { LOCKSTEP_RUN: _, ...rest } = environment;
    const own = kind === 'warm' ? { ...environment, LOCKSTEP_STARTER: '1' } : rest;
    const isolation = kind === 'warm' ? [] : ['-I', '-S'];
    const { executable, args } = withoutMachineClock(
      {
        executable: interpreter,
        args: [...isolation, SCRIPT, kind, ...(container?.entrances ?? [])],
      },
      environment,
    );
    const child = spawn(executable, args, {
      env: own,
      // The last is for programs: the starter's own brings the requests.
      stdio: ['pipe', 'pipe', 'pipe', 0],
      // A session of its own: Ctrl-C is ours.
      detached: true,
    });
    // Told only with an error: one that is ended while it starts may complain.
    const complaints: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.on('error', (cause) =>
      fail?.(cannotStart({ executable: interpreter }, () => cause.message, cause)),
    );
    child.on('exit', (code) => {
      if (server !== child) return; // It has been replaced.
      server = undefined;
      const complaint = Buffer.concat(complaints).toString();
      fail?.(
        code === null
          ? parentLost(asked?.args[0], complaint)
          : endedFirst(interpreter, code, complaint),
      );
    });
    child.stdin?.on('error', () => {}); // It has ended, of which word comes, too.
    answers = [];
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      if (answer === undefined) answers.push(line);
      else answer(line);
      answer = undefined;
    });
    return child;
  };
  const nextAnswer = () =>
    new Promise<string>((resolve, reject) => {
      const first = answers.shift();
      if (first !== undefined) return resolve(first);
      answer = resolve;
      fail = reject;
    });

  const ask = async (command: Command, environment: NodeJS.ProcessEnv) => {
    server ??= serve(environment);
    const answered = nextAnswer();
    server.stdin?.write(requestFor(command, environment, outputs));
    const line = await answered;
    if (line.startsWith('! ')) throw cannotStart(command, () => line.slice(2));
    return pidIn(interpreter, line);
  };
  /** A starter that was lost before it started anything is replaced, once. */
  const begin = async (command: Command, environment: NodeJS.ProcessEnv) => {
    try {
      return await ask(command, environment);
    } catch (error) {
      if (!(error instanceof LockstepError && error.code === 'PARENT_LOST')) throw error;
      await container?.end();
      return await ask(command, environment);
    }
  };

  return {
    get pid() {
      return server?.pid;
    },
    async start(command, environment) {
      asked = command;
      // What it prints may be here before word of its start.
      const early: [Stream, Buffer][] = [];
      take = (...printed) => early.push(printed);
      const watch = watchParent(
        () => server?.pid,
        () => server?.kill('SIGKILL'),
      );
      const stopWatching = () => watch[Symbol.dispose]();
      const pid = await begin(command, environment).catch((error) => {
        stopWatching();
        throw error;
      });
      const exited = nextAnswer().then((status) => exitOf(Number(status)));
      exited.then(stopWatching, stopWatching);
      return {
        pid,
        root: { pid, proc: PROC },
        ...(server?.pid !== undefined && { parent: server.pid }),
        exited,
        onOutput(given) {
          take = given;
          for (const [stream, chunk] of early.splice(0)) given(stream, chunk);
        },
        async drained() {
          // Whatever it wrote lies in the FIFOs: nobody writes any more.
          for (const { name, descriptor } of outputs) readAll(descriptor, name, take);
          take = undefined;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      fail = undefined;
      for (const { socket } of outputs) socket.destroy();
      if (server?.pid === undefined) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL'); // Between runs it has no child, and nothing to tidy.
      await ended;
    },
  };
}

/** In bytes, as `read_request` of starter.py takes it apart. */
function requestFor(
  { executable, args, cwd, input, language }: Command,
  environment: NodeJS.ProcessEnv,
  outputs: readonly Output[],
): Buffer {
  const inherited = ''; // The starter has the harness's own.
  const file = typeof input === 'object' ? input.file : devNull;
  const body = Buffer.from(
    [
      language === 'python' ? 'python' : '',
      cwd,
      input === 'inherited' ? inherited : file,
      ...outputs.map(({ path }) => path),
      1 + args.length,
      executable,
      ...args,
      ...Object.entries(environment).flatMap(([name, value]) =>
        value === undefined ? [] : `${name}=${value}`,
      ),
    ].join('\0'),
  );
  return Buffer.concat([Buffer.from(String(body.length).padStart(DIGITS, '0')), body]);
}

/** Whoever was stopped answers nobody: calls back when a program's parent is, until it is disposed of. */
function watchParent(pid: () => number | undefined, onStopped: () => void): Disposable {
  const timer = setInterval(() => {
    const parent = pid();
    if (parent !== undefined && !canRun(parent)) onStopped();
  }, STOPPED_LOOKS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}

interface Output {
  name: Stream;
  path: string;
  descriptor: number;
  socket: Socket;
}

const STREAMS = ['stdout', 'stderr'] as const;

/** The FIFOs for the programs' streams, which a workspace has from the beginning. */
export const outputsIn = (folder: string) => STREAMS.map((name) => join(folder, name));

/** They are held open for writing too, so that they never end. */
function openOutputs(folder: string): Output[] {
  return STREAMS.map((name) => {
    const path = join(folder, name);
    const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const socket = new Socket({ fd: descriptor, readable: true, writable: false });
    return { name, path, descriptor, socket };
  });
}

const buffer = Buffer.alloc(65_536);

function readAll(descriptor: number, name: Stream, take: Take | undefined): void {
  try {
    for (;;) {
      const length = readSync(descriptor, buffer);
      take?.(name, Buffer.from(buffer.subarray(0, length)));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
}
