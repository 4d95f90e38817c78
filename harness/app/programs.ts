import { LockstepError } from '../errors.ts';
import type { Sandbox } from '../launch/sandbox.ts';
import type { Workspace } from '../launch/workspace.ts';
import {
  DEFAULT_LIMITS,
  type Limits,
  PORT_EFFORT,
  PORT_GENERATIONS,
  PORT_INSTANT,
  PORT_LIMITS,
  PORT_TIME,
} from '../limits.ts';
import { type RunOptions, runIn } from '../run.ts';
import type { TaskGroup } from '../task-group.ts';
import type { OutputLine } from '../trace/output-lines.ts';
import { generationOf, type Trace } from '../trace/trace.ts';
import type { Session } from './session.ts';
import type { Attempt, TrialName } from './trials.ts';

/** What is going on at the moment. */
export type Progress = {
  /** A pair's stem, or a program. */
  what: string;
  trial?: TrialName;
} & (
  | { type: 'calibrating' | 'started' | 'ended' }
  | { type: 'line'; line: OutputLine }
  | { type: 'computing'; task: string; seconds: number }
  | { type: 'judged'; ok: boolean }
);

export interface ProgramOptions {
  limits?: Partial<Limits> | undefined;
  /** CPU seconds that any program may use between two rests, where its own limit is less. */
  patience?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Where the ports run; the originals are known, and run as anything does. */
  sandbox?: Sandbox | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

export type Role = 'original' | 'port';

interface Manner extends Pick<RunOptions, 'sleeps' | 'policy'> {
  /** Told at the first line. */
  onBegun?: () => void;
  /** Of a port: a run of its original, by which its limits are measured. */
  beside?: Trace | undefined;
}

/** Runs the programs of attempts. */
export interface Programs {
  /** @throws LockstepError for what cannot be run at all, and INTERRUPTED */
  run: (attempt: Attempt, role: Role, manner?: Manner) => Promise<Trace>;
  /**
   * What can be found out about an original with these draws, which no port can change.
   *
   * @param what names it
   */
  ofOriginal: <Found>(what: string, attempt: Attempt, find: () => Promise<Found>) => Promise<Found>;
}

/** @param group in which they run: it is aborted when one of them cannot be run */
export function programsIn(
  { python, clock, lanes, remember }: Session,
  options: ProgramOptions,
  { run: inGroup, signal }: TaskGroup,
): Programs {
  const { sandbox, onProgress } = options;
  const run: Programs['run'] = (attempt, role, { sleeps = true, policy, onBegun, beside } = {}) => {
    const once = async (workspace: Workspace) => {
      // Many may wait for a lane: none of them is started only to be ended.
      if (signal.aborted) throw interrupted();
      const { match, trial, dice } = attempt;
      const at = { what: match.pair.stem, trial };
      onProgress?.({ type: sleeps ? 'started' : 'calibrating', ...at });
      const onLine = (line: OutputLine) => {
        onBegun?.();
        if (sleeps) onProgress?.({ type: 'line', line, ...at });
      };
      const trace = await runIn(workspace, match[role], {
        python,
        clock,
        dice,
        sleeps,
        policy,
        signal,
        onLine,
        onComputing: (task, seconds) => onProgress?.({ type: 'computing', task, seconds, ...at }),
        limits: limitsOf(role, clock, beside, options),
        sandbox: role === 'port' ? sandbox : undefined,
      });
      onProgress?.({ type: 'ended', ...at });
      if (trace.ending.kind === 'interrupted') throw interrupted();
      return trace;
    };
    return inGroup(() => lanes.lend(once));
  };
  return {
    run,
    ofOriginal(what, { match, dice }, find) {
      return remember(
        JSON.stringify([what, match.original, dice, options.limits, options.patience]),
        find,
      );
    },
  };
}

function limitsOf(
  role: Role,
  clock: Session['clock'],
  beside: Trace | undefined,
  { limits, patience = 0 }: ProgramOptions,
): Partial<Limits> {
  const given: Partial<Limits> = { ...(role === 'port' && PORT_LIMITS), ...limits };
  // Of an original that was cut short nobody knows what it would have used.
  const factor = beside?.ending.kind === 'exited' ? PORT_EFFORT : 1;
  const effort = factor * (beside?.computed ?? 0);
  return {
    ...given,
    instant: Math.max(
      given.instant ?? DEFAULT_LIMITS.instant,
      PORT_INSTANT * (beside?.busiest ?? 0),
    ),
    ...(beside &&
      clock === 'virtual' && {
        time: PORT_TIME * beside.ending.time,
        generations: Math.max(...beside.tasks.map(({ id }) => generationOf(id))) + PORT_GENERATIONS,
      }),
    ...limits,
    cpu: Math.max(given.cpu ?? DEFAULT_LIMITS.cpu, patience, effort),
  };
}

export function interrupted(): LockstepError {
  return new LockstepError('INTERRUPTED', (m) => m.errors.interrupted());
}
