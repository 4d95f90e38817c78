import { LockstepError } from '../errors.ts';
import { howEnded } from '../trace/how-ended.ts';
import type { DrawEvent, Trace } from '../trace/trace.ts';
import { type Dice, type Given, JUST_BELOW_ONE } from './dice.ts';

interface Range {
  key: string;
  /** The sleep that follows the draw, in seconds, for the least draw and for the greatest. */
  least: number;
  greatest: number;
}

/**
 * The dice that make a program's sleeps take these durations, in seconds: in the order of its tasks,
 * the first draw of each before the second of any. Two rehearsals show the range of each draw: in one
 * every draw is the least, in the other the greatest.
 *
 * @param rehearse runs the program with each sleep over at once
 * @throws LockstepError BAD_DURATIONS if the program cannot take them
 */
export async function diceFor(
  durations: readonly number[],
  seed: number,
  rehearse: (dice: Dice) => Promise<Trace>,
): Promise<Dice> {
  const least = await rehearse({ seed, always: 0 });
  const greatest = await rehearse({ seed, always: JUST_BELOW_ONE });
  for (const { program, ending } of [least, greatest]) {
    if (ending.kind === 'exited' && ending.code === 0) continue;
    throw new LockstepError('BAD_DURATIONS', (m) =>
      m.errors.cannotRehearse(program, howEnded(ending, m)),
    );
  }
  const ranges = drawnSleeps(least).map(({ key, seconds }) => ({
    key,
    least: seconds,
    greatest: drawnSleeps(greatest).find((other) => other.key === key)?.seconds ?? seconds,
  }));
  const needed = ranges.length;
  if (needed !== durations.length) {
    throw new LockstepError('BAD_DURATIONS', ({ errors }) =>
      needed === 0
        ? errors.drawsNothing(least.program, durations)
        : errors.wrongDurations(least.program, durations, needed),
    );
  }
  const given = ranges.map((range, index) => drawFor(range, durations[index] ?? 0, least.program));
  return { seed, given, option: `--durations ${durations.join(',')}` };
}

/** The middle of the draws that give this duration, safe from rounding. */
function drawFor({ key, least, greatest }: Range, seconds: number, program: string): Given {
  const most = Math.round(greatest - least) + 1;
  const nth = seconds - least;
  if (!Number.isInteger(nth) || nth < 0 || nth >= most) {
    throw new LockstepError('BAD_DURATIONS', (m) =>
      m.errors.durationOutOfRange(program, seconds, least, greatest),
    );
  }
  return { key, value: (nth + 0.5) / most };
}

/** Each draw that its task sleeps afterwards, and for how long: the first of each task, then the second … */
function drawnSleeps({ tasks, events }: Trace): { key: string; seconds: number }[] {
  const perTask = tasks.map(({ id }) => {
    const own = events.filter(({ task }) => task === id);
    return own.flatMap((event, index) => {
      if (event.type !== 'draw') return [];
      const next = own.slice(index + 1).find(({ type }) => type === 'draw' || type === 'sleep');
      return next?.type === 'sleep'
        ? [{ key: (event as DrawEvent).key, seconds: next.seconds }]
        : [];
    });
  });
  const rounds = Math.max(0, ...perTask.map((draws) => draws.length));
  return Array.from({ length: rounds }, (_, round) =>
    perTask.flatMap((draws) => draws[round] ?? []),
  ).flat();
}
