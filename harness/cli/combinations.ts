import { resolve } from 'node:path';
import type { Command } from 'commander';
import { LockstepError } from '../errors.ts';
import { type LimitName, type Limits, NAMED_LIMITS } from '../limits.ts';
import type {
  CheckCommandOptions,
  RunCommandOptions,
  SharedOptions,
  VerifyCommandOptions,
} from './options.ts';

type Options = Partial<
  SharedOptions & VerifyCommandOptions & CheckCommandOptions & RunCommandOptions
>;

/** Two options of which one would be ignored. */
interface Conflict {
  what: string;
  why: string;
  next: string;
}

const LEAVE_OUT = 'Leave out one of them';

/** Limits that count what only the virtual clock sees. */
const VIRTUAL_LIMITS = ['time', 'instant', 'polls'] as const satisfies LimitName[];

/** Limits of real time, all of which `--until` raises. */
const WALL_LIMITS = ['asleep', 'wall'] as const satisfies LimitName[];

/**
 * Nothing that is asked for is ignored silently.
 *
 * @throws LockstepError BAD_OPTIONS for options that make no sense together
 */
export function rejectIgnored(command: Command): void {
  const options: Options = command.opts();
  const isGiven = (name: keyof Options) => command.getOptionValueSource(name) === 'cli';
  const conflict =
    (options.clock === 'real' ? inRealTime(options, isGiven) : undefined) ??
    inOutput(options, command.args[1]);
  if (conflict !== undefined) throw new LockstepError('BAD_OPTIONS', conflict);
}

function inRealTime(
  { limit = {}, until }: Options,
  isGiven: (name: keyof Options) => boolean,
): Conflict | undefined {
  for (const name of ['explore', 'replay', 'runs'] as const) {
    if (!isGiven(name)) continue;
    return {
      what: `--${name} does not go with the real clock.`,
      why: 'In real time nobody decides which task goes on.',
      next: `Leave out --${name}, or use the virtual clock: --clock virtual (Linux)`,
    };
  }
  const given = (name: LimitName) => limit[NAMED_LIMITS[name].limit as keyof Limits];
  for (const name of VIRTUAL_LIMITS) {
    if (given(name) === undefined) continue;
    return {
      what: `--limit ${name} does not go with the real clock.`,
      why: `Only the virtual clock counts ${NAMED_LIMITS[name].what}.`,
      next: 'Leave out this limit, or use the virtual clock: --clock virtual (Linux)',
    };
  }
  for (const name of WALL_LIMITS) {
    const value = given(name);
    if (until === undefined || value === undefined || value > until) continue;
    return {
      what: `--until ${until} does not go with --limit ${name}=${value}.`,
      why: `The limit could end the program before ${until} s.`,
      next: LEAVE_OUT,
    };
  }
  return undefined;
}

/** @param port of `check` */
function inOutput(
  { explore, runs, raw, json, junit, knownFailures }: Options,
  port: string | undefined,
): Conflict | undefined {
  if (explore && runs === 0) {
    return {
      what: '--explore does not go with --runs 0.',
      why: '--explore asks for every order, --runs 0 for only one.',
      next: LEAVE_OUT,
    };
  }
  if (raw && json) {
    return {
      what: '--raw does not go with --json.',
      why: 'In JSON every control character is an escape sequence.',
      next: LEAVE_OUT,
    };
  }
  if (junit === undefined) return undefined;
  const overwritten = [knownFailures, port].find(
    (file) => file !== undefined && resolve(file) === resolve(junit),
  );
  if (overwritten === undefined) return undefined;
  return {
    what: `--junit would overwrite ${overwritten}.`,
    why: 'The report would take the place of a file that this command reads.',
    next: 'Name another file for the report',
  };
}
