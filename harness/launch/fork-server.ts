import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { constants, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Stream } from '../observe/trace.ts';
import { PROC } from './process-tree.ts';
import { cannotStart, type Start } from './start.ts';
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
 */
export function createForkServer(folder: string, interpreter: string): ForkServer {
  let server: ChildProcess | undefined;
  let answer: ((line: string) => void) | undefined;
  let take: Take | undefined;
  let fail: ((error: Error) => void) | undefined;
  const outputs = openOutputs(folder);
  for (const { socket, name } of outputs) {
    socket.on('data', (chunk) => take?.(name, chunk as Buffer));
  }

  const serve = (environment: NodeJS.ProcessEnv) => {
    const child = spawn(interpreter, [SCRIPT], {
      env: { ...environment, LOCKSTEP_STARTER: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    const ended = (cause?: Error) =>
      fail?.(
        cannotStart(
          { executable: interpreter },
          'The process that starts programs has ended.',
          cause,
        ),
      );
    child.on('error', ended);
    child.on('exit', () => ended());
    createInterface({ input: child.stdout }).on('line', (line) => answer?.(line));
    return child;
  };
  const nextAnswer = () =>
    new Promise<string>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });

  return {
    get pid() {
      return server?.pid;
    },
    async start(command, environment) {
      server ??= serve(environment);
      const request = {
        command: [command.executable, ...command.args],
        python: command.language === 'python',
        cwd: command.cwd,
        stdin: typeof command.input === 'object' ? command.input.file : devNull,
        environment,
        stdout: outputs[0]?.path,
        stderr: outputs[1]?.path,
      };
      const started = nextAnswer();
      server.stdin?.write(`${JSON.stringify(request)}\n`);
      const pid = Number(await started);
      const exited = nextAnswer().then((status) => outcome(Number(status)));
      return {
        pid,
        root: { pid, proc: PROC },
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
  execFileSync('mkfifo', ['-m', '600', ...outputs.map(({ path }) => path)]);
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
