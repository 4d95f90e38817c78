import { statSync } from 'node:fs';
import { devNull } from 'node:os';
import { LockstepError, type Why } from '../errors.ts';
import { PROC, textIn } from '../proc/files.ts';
import { limitIn } from '../proc/own-limits.ts';
import type { ClockName } from '../trace/trace.ts';
import { flawOfProc } from './flaw-of-proc.ts';
import { NEEDS } from './needs.ts';
import { threadsLeft } from './threads-left.ts';

/**
 * How many processes and threads the harness must be allowed to start. A check of 10_executor, which
 * has the most, had at most 75, the harness's own included (2 cores, 2026-11-25).
 */
export const FEWEST_THREADS = 128;

/** What decides whether programs can be judged on this machine. */
export interface Machine {
  /** `/proc/self/limits`. */
  limits: string;
  /** How many more threads may be started; Infinity for no limit. */
  threadsLeft: () => number;
  hasNullDevice: () => boolean;
  /** Why the virtual clock cannot use /proc; undefined if it can. */
  flawOfProc: () => Promise<Why | undefined>;
}

/**
 * Make sure, before any program runs, that this session has the resources: their lack would look
 * like a mistake of the programs.
 *
 * @throws LockstepError TOO_FEW_RESOURCES, NO_VIRTUAL_CLOCK
 */
export async function preflight(clock: ClockName, machine: Machine = thisMachine()): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const { limit, least, unit, command } of NEEDS) {
    const allowed = limitIn(machine.limits, limit);
    if (allowed >= least) continue;
    const inUnit = (value: number) =>
      unit ? `${+(value / unit.size).toFixed(1)} ${unit.name}` : String(value);
    throw new LockstepError('TOO_FEW_RESOURCES', (m) =>
      m.errors.lowLimit(limit, inUnit(allowed), inUnit(least), command),
    );
  }
  const left = machine.threadsLeft();
  if (left < FEWEST_THREADS) {
    throw new LockstepError('TOO_FEW_RESOURCES', (m) =>
      m.errors.fewThreads(Math.max(0, left), FEWEST_THREADS),
    );
  }
  if (!machine.hasNullDevice()) {
    throw new LockstepError('TOO_FEW_RESOURCES', (m) => m.errors.noNullDevice(devNull));
  }
  const flaw = clock === 'virtual' ? await machine.flawOfProc() : undefined;
  if (flaw !== undefined) {
    throw new LockstepError('NO_VIRTUAL_CLOCK', (m) => m.errors.noVirtualClockHere(flaw(m)));
  }
}

function thisMachine(): Machine {
  const limits = textIn(`${PROC}/self/limits`);
  return {
    limits,
    threadsLeft: () => threadsLeft(limits),
    hasNullDevice: () => statSync(devNull, { throwIfNoEntry: false })?.isCharacterDevice() === true,
    flawOfProc: () => flawOfProc(),
  };
}
