import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { TICKS_A_SECOND } from '../../harness/proc/stat.ts';
import { CHECKOUT } from './lockstep.ts';

const METER = join(import.meta.dirname, 'metered.py');

/** A command whose own CPU time is told when it has ended; Linux only. */
export interface Metered {
  pid: number;
  isOver: () => boolean;
  /** Its own CPU time until now, in milliseconds. */
  cpu: () => number;
  ended: Promise<Ended>;
}

export interface Ended {
  /** Less than zero: the number of the signal that ended it. */
  code: number;
  /** Milliseconds of its own CPU time in all. */
  cpu: number;
  /** To a microsecond, with that of all processes for which it waited. */
  both: number;
  /** When it ended, as `performance.now()` has it. */
  at: number;
  stdout: string;
  stderr: string;
}

export async function startMetered(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  file = process.execPath,
): Promise<Metered> {
  const python = process.env.LOCKSTEP_PYTHON ?? 'python3';
  const meter = execa(python, ['-I', '-S', METER, file, ...args], {
    cwd: CHECKOUT,
    reject: false,
    env: { FORCE_COLOR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: meter.stdio[3] as Readable })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  let over = false;
  const ended = (async () => {
    const told = String((await lines.next()).value).split(' ');
    const [ticks = 0, at = 0, code = 0, both = 0] = told.map(Number);
    over = true;
    const { stdout, stderr } = await meter;
    return { code, cpu: milliseconds(ticks), both, at: at - START, stdout, stderr };
  })();
  return { pid, isOver: () => over, cpu: () => milliseconds(ticksOf(pid)), ended };
}

/** The monotonic clock when `performance.now()` was 0. */
const START = Number(process.hrtime.bigint()) / 1e6 - performance.now();

const milliseconds = (ticks: number) => (ticks / TICKS_A_SECOND) * 1000;

/** 0 for one that has ended. */
function ticksOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return user + system;
}

export function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
