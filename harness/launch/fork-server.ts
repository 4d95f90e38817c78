import { type ChildProcess, spawn } from 'node:child_process';
import { constants, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LockstepError } from '../errors.ts';
import type { Stream } from '../observe/trace.ts';
import { makeFifos } from '../schedule/lane.ts';
import type { Container } from './container.ts';
import { withoutMachineClock } from './machine-clock.ts';
import { watchParent } from './parent.ts';
import { PROC } from './process-tree.ts';
import type { Start } from './start.ts';
import { cannotStart, endedFirst, parentLost, pidIn } from './start-error.ts';
import { outcome } from './wait-status.ts';

const SCRIPT = join(import.meta.dirname, 'starter.py');

/** Starts one program after the other from a small process, Python's with their imports done. */
export interface ForkServer extends Disposable {
  /** The server's own process, which is no part of any run. */
  readonly pid: number | undefined;
  start: Start;
}

type Take = (stream: Stream, chunk: Buffer) => void;

/**
 * @param folder of the workspace whose runs it starts
 * @param interpreter a Python
 * @param container of the server, and so of all that it starts
 */
export function createForkServer(
  folder: string,
  interpreter: string,
  container?: Container,
): ForkServer {
  let server: ChildProcess | undefined;
  let answer: ((line: string) => void) | undefined;
  let take: Take | undefined;
  let fail: ((error: Error) => void) | undefined;
  let request: Request | undefined;
  const outputs = openOutputs(folder);
  for (const { socket, name } of outputs) {
    socket.on('data', (chunk) => take?.(name, chunk as Buffer));
  }

  const serve = (environment: NodeJS.ProcessEnv) => {
    const { executable, args } = withoutMachineClock(
      { executable: interpreter, args: [SCRIPT, ...(container?.entrances ?? [])] },
      environment,
    );
    const child = spawn(executable, args, {
      env: { ...environment, LOCKSTEP_STARTER: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    // Told only with an error: one that is ended while it starts may complain.
    const complaints: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.on('error', (cause) =>
      fail?.(cannotStart({ executable: interpreter }, cause.message, cause)),
    );
    child.on('exit', (code) => {
      if (server !== child) return; // It has been replaced.
      server = undefined;
      const complaint = Buffer.concat(complaints).toString();
      fail?.(
        code === null
          ? parentLost(request?.command.at(-1) ?? 'A program', complaint)
          : endedFirst(interpreter, code, complaint),
      );
    });
    child.stdin.on('error', () => {}); // It has ended, of which word comes, too.
    createInterface({ input: child.stdout }).on('line', (line) => answer?.(line));
    return child;
  };
  const nextAnswer = () =>
    new Promise<string>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });

  const ask = (asked: Request, environment: NodeJS.ProcessEnv) => {
    server ??= serve(environment);
    const started = nextAnswer();
    server.stdin?.write(`${JSON.stringify(asked)}\n`);
    return started;
  };
  /** A server that was lost before it started anything is replaced, once. */
  const begin = async (asked: Request, environment: NodeJS.ProcessEnv) => {
    try {
      return pidIn(interpreter, await ask(asked, environment));
    } catch (error) {
      if (!(error instanceof LockstepError && error.code === 'PARENT_LOST')) throw error;
      await container?.end();
      return pidIn(interpreter, await ask(asked, environment));
    }
  };

  return {
    get pid() {
      return server?.pid;
    },
    async start(command, environment) {
      request = {
        command: [command.executable, ...command.args],
        python: command.language === 'python',
        cwd: command.cwd,
        stdin: typeof command.input === 'object' ? command.input.file : devNull,
        environment,
        stdout: outputs[0]?.path,
        stderr: outputs[1]?.path,
      };
      const watch = watchParent(
        () => server?.pid,
        () => server?.kill('SIGKILL'),
      );
      const stopWatching = () => watch[Symbol.dispose]();
      const pid = await begin(request, environment).catch((error) => {
        stopWatching();
        throw error;
      });
      const exited = nextAnswer().then((status) => outcome(Number(status)));
      exited.then(stopWatching, stopWatching);
      return {
        pid,
        root: { pid, proc: PROC },
        ...(server?.pid !== undefined && { parent: server.pid }),
        exited,
        onOutput(given) {
          take = given;
        },
        async drained() {
          // Whatever it wrote lies in the FIFOs: nobody writes any more.
          for (const { name, descriptor } of outputs) readAll(descriptor, name, take);
          take = undefined;
        },
      };
    },
    [Symbol.dispose]() {
      fail = undefined;
      server?.kill('SIGKILL'); // Between runs it has no child, and nothing to tidy.
      for (const { socket } of outputs) socket.destroy();
    },
  };
}

interface Request {
  command: string[];
  python: boolean;
  cwd: string;
  /** A file. */
  stdin: string;
  environment: NodeJS.ProcessEnv;
  stdout: string | undefined;
  stderr: string | undefined;
}

interface Output {
  name: Stream;
  path: string;
  descriptor: number;
  socket: Socket;
}

/** FIFOs for the programs' streams. Held open for writing too, so that they never end. */
function openOutputs(folder: string): Output[] {
  const outputs = (['stdout', 'stderr'] as const).map((name) => ({
    name,
    path: join(folder, name),
  }));
  makeFifos(outputs.map(({ path }) => path));
  return outputs.map(({ name, path }) => {
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
