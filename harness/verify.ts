import { LockstepError } from './errors.ts';
import type { Subject } from './judge/subject.ts';
import { judge, type Verdict } from './judge/verdict.ts';
import type { OutputLine } from './observe/output-lines.ts';
import type { Trace } from './observe/trace.ts';
import { originalOf, type Pair, portOf } from './pairs.ts';
import { type RunOptions, run } from './run.ts';
import type { Dice } from './schedule/dice.ts';
import { diceFor } from './schedule/durations.ts';

export interface VerifyOptions extends Pick<RunOptions, 'python' | 'clock' | 'limits' | 'signal'> {
  seed: number;
  /** Seconds, in place of what the seed gives. */
  durations?: readonly number[] | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a verification does at the moment, for who waits for it. */
export type Progress =
  | { type: 'calibrating' | 'started' | 'ended'; program: string }
  | { type: 'line'; program: string; line: OutputLine };

/** A port and its original, and which pair's law they must keep. */
export interface Match {
  pair: Pick<Pair, 'stem' | 'law' | 'total'>;
  original: string;
  port: string;
}

export function matchOf(pair: Pair): Match {
  return { pair, original: originalOf(pair), port: portOf(pair) };
}

/**
 * Run originals and ports and judge each match. All programs run at once, so that it takes about
 * as long as the longest; before that each runs alone with no sleeps, which tells its overhead.
 *
 * @throws LockstepError for what cannot be run at all, and INTERRUPTED
 */
export async function verify(
  matches: readonly Match[],
  options: VerifyOptions,
): Promise<Verdict[]> {
  const { python, clock, limits, signal, seed, durations, onProgress } = options;
  const start = async (program: string, dice: Dice, sleeps: boolean) => {
    onProgress?.({ type: sleeps ? 'started' : 'calibrating', program });
    const onLine = (line: OutputLine) => onProgress?.({ type: 'line', program, line });
    const base = { python, clock, limits: limits ?? {}, signal, dice, sleeps };
    const trace = await run(program, sleeps ? { ...base, onLine } : base);
    onProgress?.({ type: 'ended', program });
    if (trace.ending.kind === 'interrupted') throw interrupted();
    return trace;
  };

  const subjects: { program: string; dice: Dice; twin: Trace }[] = [];
  for (const { original, port } of matches) {
    const dice = durations
      ? await diceFor(durations, seed, (dice) => start(original, dice, false))
      : { seed };
    for (const program of [original, port]) {
      subjects.push({ program, dice, twin: await start(program, dice, false) });
    }
  }
  const traces = await Promise.all(subjects.map(({ program, dice }) => start(program, dice, true)));
  return matches.map(({ pair }, index) => {
    const subject = (at: number): Subject => ({
      trace: traces[at] as Trace,
      twin: (subjects[at] as (typeof subjects)[number]).twin,
    });
    return judge(pair, subject(2 * index), subject(2 * index + 1));
  });
}

export function interrupted(): LockstepError {
  return new LockstepError('INTERRUPTED', {
    what: 'Interrupted: every program that ran was ended.',
    next: 'Nothing is left behind; run it again when you like.',
  });
}
