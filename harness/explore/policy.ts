import type { Choice } from '../trace/trace.ts';

/**
 * What may happen next: a task starts, prints a line, wakes, stops waiting at its deadline, or polls
 * once more.
 */
export interface Option {
  /** The task, as in `main.1`; for a timer with its number: `main~3`. */
  name: string;
  kind: 'start' | 'line' | 'wake' | 'wait' | 'poll';
}

/**
 * Decides what happens next.
 *
 * @param options at least two, in the order in which their tasks were created
 * @param past how many choices and how many lines came before this
 * @returns the option's index; undefined if what the policy wants is not among them
 */
export type Policy = (
  options: readonly Option[],
  past: { choices: number; lines: number },
) => number | undefined;

/** The fixed rule that makes a run reproducible: take the task that was created first. */
export const firstCreated: Policy = () => 0;

/** Take these options by name, then go on by the fixed rule. */
export function replay(schedule: readonly string[]): Policy {
  return (options, { choices }) => {
    const wanted = schedule[choices];
    if (wanted === undefined) return 0;
    const index = options.findIndex(({ name }) => name === wanted);
    return index === -1 ? undefined : index;
  };
}

/** A random walk: any option at each choice, all equally likely; the same for the same seed and number. */
export function randomWalk(seed: number, walk: number): Policy {
  const random = mulberry32(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(walk + 1, 0x85ebca77));
  return (options) => Math.floor(random() * options.length);
}

/**
 * Lead a program to print lines in this order of tasks, if it can. If the task whose line comes next
 * waits to print, it goes on; otherwise let it start or wake; otherwise any task that can.
 */
export function guide(tasks: readonly string[]): Policy {
  return (options, { lines }) => {
    const next = tasks[lines];
    const index = [
      options.findIndex(({ name, kind }) => name === next && kind === 'line'),
      options.findIndex(({ name, kind }) => name.split('~')[0] === next && kind !== 'line'),
      options.findIndex(({ kind }) => kind !== 'line'),
    ].find((found) => found !== -1);
    return index ?? 0;
  };
}

/**
 * Lead a program along the choices of another, which may have had other options: take what the other
 * took next whenever that is possible. For one run.
 */
export function follow(choices: readonly Choice[], otherwise: Policy): Policy {
  let step = 0;
  return (options, past) => {
    const next = choices[step]?.taken;
    const index = options.findIndex(({ name }) => name === next);
    if (index === -1) return otherwise(options, past);
    step += 1;
    return index;
  };
}

/** Tommy Ettinger's Mulberry32: 32 bits of state, numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}
