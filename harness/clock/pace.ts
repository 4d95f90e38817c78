import { INSTANT, TICK } from '../limits.ts';
import { type Said, text } from '../messages/text.ts';

const NANOSECONDS = 1e9;

const seconds = (nanoseconds: bigint) => Number(nanoseconds) / NANOSECONDS;

/**
 * Lets time pass for a program that is busy at one instant: beyond a bound, every few gates take a
 * tick. A task that counted what it did without a pause takes time for that, too.
 */
export function createPace() {
  /** Gates that were opened since time last passed by itself. */
  let gates = 0;
  let most = 0;
  /** When the bound was passed first, and how long the gates beyond took; in nanoseconds. */
  let first: bigint | undefined;
  let taken = 0n;
  /** By task: how long it worked. */
  const worked = new Map<string, bigint>();

  return {
    /** So much happened at this instant that what is due goes first: the rest could go on for ever. */
    get isBusy() {
      return gates > INSTANT.free;
    },
    get gates() {
      return gates;
    },
    get most() {
      return most;
    },
    /** Time has passed by itself. */
    rested() {
      gates = 0;
    },
    /**
     * A gate is opened at this instant.
     *
     * @param next when something is due, in nanoseconds
     * @returns what time it is then
     */
    opened(now: bigint, next: bigint | null): bigint {
      gates += 1;
      most = Math.max(most, gates);
      if (gates <= INSTANT.free || gates % INSTANT.gates !== 0) return now;
      first ??= now;
      const later = now + TICK;
      const until = next !== null && next < later ? next : later;
      taken += until - now;
      return until;
    },
    /** A task has worked without a pause, until now. */
    worked(task: string, from: bigint, to: bigint) {
      worked.set(task, (worked.get(task) ?? 0n) + to - from);
    },
    /** Where time passed so, for a reader. */
    told: (): Said[] => [
      ...(first === undefined
        ? []
        : [text('pacedGates', seconds(first), INSTANT.gates, seconds(taken), INSTANT.free)]),
      ...[...worked].map(([task, time]) => text('pacedWork', task, seconds(time))),
    ],
  };
}
