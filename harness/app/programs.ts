import { LockstepError } from '../errors.ts';
import type { Limits } from '../launch/launch.ts';
import type { Sandbox } from '../launch/sandbox.ts';
import type { Workspace } from '../launch/workspace.ts';
import type { OutputLine } from '../observe/output-lines.ts';
import type { Trace } from '../observe/trace.ts';
import { type RunOptions, runIn } from '../run.ts';
import type { TaskGroup } from '../task-group.ts';
import { PORT_LIMITS } from './port-limits.ts';
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
  | { type: 'judged'; ok: boolean }
);

export interface ProgramOptions {
  limits?: Partial<Limits> | undefined;
  signal?: AbortSignal | undefined;
  /** Where the ports run; the originals are known, and run as anything does. */
  sandbox?: Sandbox | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

export type Role = 'original' | 'port';

interface Manner extends Pick<RunOptions, 'sleeps' | 'policy'> {
  /** Told at the first line. */
  onBegun?: () => void;
  /** Seconds of virtual time that it may take. */
  time?: number | undefined;
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
  { limits, sandbox, onProgress }: ProgramOptions,
  { run: inGroup, signal }: TaskGroup,
): Programs {
  const run: Programs['run'] = (attempt, role, { sleeps = true, policy, onBegun, time } = {}) => {
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
        limits: {
          ...(role === 'port' && PORT_LIMITS),
          ...limits,
          ...(time !== undefined && { time }),
        },
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
      return remember(JSON.stringify([what, match.original, dice, limits]), find);
    },
  };
}

export function interrupted(): LockstepError {
  return new LockstepError('INTERRUPTED', {
    what: 'Interrupted: every program that ran was ended.',
    next: 'Nothing is left behind; run it again when you like.',
  });
}
