import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { PROC, processIds } from '../proc/files.ts';
import { statIn, TICKS_A_SECOND } from '../proc/stat.ts';
import { killAtExit, killTree } from './kill-tree.ts';

/** What a command that should be a Python answers. */
export type Answer =
  | { version: string; executable: string; base: string; prefix: string; noise: string }
  /** It does not exist, or is not a Python. */
  | 'none'
  /** It neither answers nor ends. */
  | 'hangs';

/** Encloses the answer: a wrapper or a `sitecustomize` may print before and after it. */
const MARK = '<lockstep-python>';

const QUESTION = `import sys
print("\\n${MARK}" + "\\n".join(["%d.%d.%d" % sys.version_info[:3], sys.executable,
  getattr(sys, "_base_executable", ""), getattr(sys, "base_prefix", "")]) + "${MARK}")`;

/** Milliseconds between two looks at a command that has not answered. */
const LOOK = 100;

/**
 * Looks in a row that found all of its processes asleep, with no time used since the last: then it
 * hangs. Looks are counted, not timed: on a busy machine an interpreter that starts is runnable or
 * waits for a disk. Chosen: 1.8 s of looks on an idle machine.
 */
const IDLE_LOOKS = 18;

/**
 * CPU seconds that it may use. Python takes 0.02 to 0.04 s to start, 0.1 s on a machine three times
 * slower, and 0.13 s through pyenv's shell script.
 */
const MOST_CPU = 1.2;

/** At this part of either limit the command may hang: ask the next one. Chosen. */
const DOUBT = 0.25;

/** Without /proc (not Linux): milliseconds until it counts as hanging. */
const WALL_LIMIT = 20_000;

/** A command that prints more than this is not a Python. */
const MOST_BYTES = 100_000;

/** Milliseconds for it to end after its answer, and for a child of it to close its output after that. */
const AFTERMATH = 100;

/**
 * Ask a command whether it is a Python, and end it whatever it does.
 *
 * @param options of the interpreter
 * @param onDoubt called if it may hang, before that is certain
 */
export async function askPython(
  command: string,
  environment: NodeJS.ProcessEnv,
  options: readonly string[] = [],
  onDoubt = () => {},
): Promise<Answer> {
  const child = spawn(command, [...options, '-c', QUESTION], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    // A session of its own: a wrapper is ended with all that it started.
    detached: process.platform !== 'win32',
  });
  const { pid } = child;
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    const isAnswer = text.includes(MARK.at(-1) as string) && parse(output) !== 'none';
    if (isAnswer || output.length > MOST_BYTES) settle('answered');
  });
  const { promise, resolve: settle } = Promise.withResolvers<'answered' | 'hangs'>();
  child.once('error', () => settle('answered'));
  // A child of a wrapper may hold its output for ever. The event loop reads what the wrapper wrote
  // between the timer and the immediate.
  child.once('exit', () => setTimeout(setImmediate, AFTERMATH, settle, 'answered'));
  child.once('close', () => settle('answered'));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = pid === undefined ? () => {} : watch(pid, onDoubt, () => settle('hangs'));
  const tree = pid === undefined ? undefined : { root: pid, folder: NO_FOLDER, known: [] };
  using _lastResort = tree && killAtExit(tree);
  const result = await promise;
  stop();
  // After its answer it mostly ends: to wait costs less than to find all that it started.
  if (result === 'answered' && pid !== undefined)
    await Promise.race([ended, pause(AFTERMATH, undefined, { ref: false })]);
  if (tree !== undefined) {
    if (child.exitCode === null) await killTree(tree);
    else killGroup(tree.root);
  }
  child.stdout.destroy();
  return result === 'hangs' ? 'hangs' : parse(output);
}

/** End what a wrapper has left behind in its group; Windows has no groups. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has left nothing.
  }
}

/** No process has this in its environment. */
const NO_FOLDER = '\0';

function parse(output: string): Answer {
  const [before = '', answer, after] = output.split(MARK);
  if (answer === undefined || after === undefined) return 'none';
  const [version = '', executable = '', base = '', prefix = ''] = answer.split('\n');
  const noise = `${before}${after}`.trim();
  return /^\d+\.\d+\.\d+$/.test(version) && executable !== ''
    ? { version, executable, base, prefix, noise }
    : 'none';
}

/** Watch a command that was asked. @returns stops watching */
function watch(root: number, onDoubt: () => void, onHang: () => void): () => void {
  if (process.platform !== 'linux') {
    const timers = [setTimeout(onDoubt, DOUBT * WALL_LIMIT), setTimeout(onHang, WALL_LIMIT)];
    return () => timers.forEach(clearTimeout);
  }
  let idle = 0;
  let before = '';
  const timer = setInterval(() => {
    const { asleep, ticks, shape } = stateOf(root);
    idle = asleep && shape === before ? idle + 1 : 0;
    before = shape;
    const spent = Math.max(idle / IDLE_LOOKS, ticks / TICKS_A_SECOND / MOST_CPU);
    if (spent >= DOUBT) onDoubt();
    if (spent >= 1) onHang();
  }, LOOK);
  return () => clearInterval(timer);
}

/** Of all processes of a session: whether each sleeps, and what they have used until now. */
function stateOf(session: number) {
  const states = processIds(PROC).flatMap((pid) => {
    const stat = statIn(`${PROC}/${pid}`);
    return stat?.session === session ? [{ pid, ...stat }] : [];
  });
  return {
    asleep: states.every(({ state }) => state === 'S' || state === 'T' || state === 'Z'),
    ticks: states.reduce((sum, { ticks, ticksOfChildren }) => sum + ticks + ticksOfChildren, 0),
    shape: states.map(({ pid, ticks }) => `${pid} ${ticks}`).join(),
  };
}
