import { resolve } from 'node:path';
import type { Command } from 'commander';
import { LockstepError, type Tell } from '../errors.ts';
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

/** Limits that count what only the virtual clock sees. */
const VIRTUAL_LIMITS = ['time', 'instant', 'polls', 'generations'] as const satisfies LimitName[];

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
): Tell | undefined {
  for (const name of ['explore', 'replay', 'runs'] as const) {
    if (!isGiven(name)) continue;
    return (m) => m.errors.notInRealTime(name);
  }
  const given = (name: LimitName) => limit[NAMED_LIMITS[name].limit as keyof Limits];
  for (const name of VIRTUAL_LIMITS) {
    if (given(name) === undefined) continue;
    return (m) => m.errors.limitNotInRealTime(name);
  }
  for (const name of WALL_LIMITS) {
    const value = given(name);
    if (until === undefined || value === undefined || value > until) continue;
    return (m) => m.errors.limitBeforeUntil(until, name, value);
  }
  return undefined;
}

/** @param port of `check` */
function inOutput(
  { explore, runs, raw, verbose, json, junit, knownFailures }: Options,
  port: string | undefined,
): Tell | undefined {
  if (explore && runs === 0) {
    return (m) => m.errors.exploreOneOrder();
  }
  if (verbose && json) {
    return (m) => m.errors.verboseInJson();
  }
  if (raw && json) {
    return (m) => m.errors.rawInJson();
  }
  if (junit === undefined) return undefined;
  const overwritten = [knownFailures, port].find(
    (file) => file !== undefined && resolve(file) === resolve(junit),
  );
  if (overwritten === undefined) return undefined;
  return (m) => m.errors.junitOverwrites(overwritten);
}
