import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { LockstepError } from '../errors.ts';
import { PROC } from '../proc/files.ts';
import type { Stream } from '../trace/trace.ts';
import { exitOf } from '../trace/wait-status.ts';
import { createAnswers } from './answers.ts';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import { canRun } from './processes.ts';
import type { Start } from './start.ts';
import { cannotStart, endedFirst, parentLost, pidIn } from './start-error.ts';
import { type StarterOptions, startStarter } from './starter-process.ts';
import { starterRequest } from './starter-request.ts';
import { drainStream, openStreams, type TakeOutput } from './streams.ts';

/** Milliseconds between looks at the process between the harness and a program. */
const STOPPED_LOOKS = 250;

/**
 * Starts one program after the other from a process that stands between it and the harness, and
 * takes what a program does to its parent. Linux only.
 */
export interface Starter extends AsyncDisposable {
  /** The starter's own process, which is no part of any run. */
  readonly pid: number | undefined;
  start: Start;
}

interface Options extends Omit<StarterOptions, 'entrances'> {
  /** Holds the starter and all that it starts. Without it, orphans become the starter's children. */
  container: Container | undefined;
}

/** @param folder of the workspace whose runs it starts, with the FIFOs for their streams */
export function createStarter(folder: string, { interpreter, kind, container }: Options): Starter {
  let server: ChildProcess | undefined;
  let take: TakeOutput | undefined;
  let asked: Command | undefined;
  const answers = createAnswers();
  const streams = openStreams(folder);
  for (const { socket, name } of streams) {
    socket.on('data', (chunk) => take?.(name, chunk as Buffer));
  }

  const serve = (environment: NodeJS.ProcessEnv) => {
    const options = { interpreter, kind, entrances: container?.entrances ?? [] };
    const child = startStarter(options, environment, {
      onAnswer: answers.give,
      onError: (cause) =>
        answers.fail(cannotStart({ executable: interpreter }, () => cause.message, cause)),
      onExit(code, complaint) {
        if (server !== child) return; // It has been replaced.
        server = undefined;
        answers.fail(
          code === null
            ? parentLost(asked?.args[0], complaint)
            : endedFirst(interpreter, code, complaint),
        );
      },
    });
    answers.restart();
    return child;
  };

  const ask = async (command: Command, environment: NodeJS.ProcessEnv) => {
    server ??= serve(environment);
    const answered = answers.next();
    const files = streams.map(({ path }) => path);
    server.stdin?.write(starterRequest(command, environment, files));
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
      // Its output may come before the answer that it has started.
      const early: [Stream, Buffer][] = [];
      take = (...printed) => early.push(printed);
      const stopWatching = watchParent(
        () => server?.pid,
        () => server?.kill('SIGKILL'),
      );
      const pid = await begin(command, environment).catch((error) => {
        stopWatching();
        throw error;
      });
      const exited = answers.next().then((status) => exitOf(Number(status)));
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
          // Everything that it wrote is in the FIFOs: nobody writes any more.
          for (const stream of streams) drainStream(stream, take);
          take = undefined;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      answers.close();
      for (const { socket } of streams) socket.destroy();
      if (server?.pid === undefined) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL'); // Between runs it has no child and nothing to tidy up.
      await ended;
    },
  };
}

/**
 * Call back if a program's parent is stopped: it does not answer then.
 *
 * @returns stops watching
 */
function watchParent(pid: () => number | undefined, onStopped: () => void): () => void {
  const timer = setInterval(() => {
    const parent = pid();
    if (parent !== undefined && !canRun(parent)) onStopped();
  }, STOPPED_LOOKS);
  return () => clearInterval(timer);
}
