import type { Lane } from '../launch/lane.ts';
import { fileOf } from '../proc/open-files.ts';
import type { Agenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { filesWaitedFor } from './descriptors.ts';

const NANOSECONDS_A_MILLISECOND = 1e6;

/** A terminal, a pipe or a socket: its other end may write more. In a file everything is there. */
const HAS_ANOTHER_END = /^(pipe:|socket:|\/dev\/(pts|tty|console))/;

/**
 * Keeps the time of a program whose standard input somebody else writes. While a task reads it and
 * others sleep, the virtual clock moves with the real one; while nobody sleeps, it stands still.
 *
 * @param root the program's first process
 * @param proc where the kernel tells of its processes
 * @param isOpen false for a program whose standard input is a file or closed
 * @param clock milliseconds of real time
 */
export function watchInput(
  { root, proc, isOpen }: { root: number; proc: string; isOpen: boolean },
  agenda: Pick<Agenda, 'now' | 'advance'>,
  lane: Pick<Lane, 'show'>,
  clock: () => number = () => performance.now(),
) {
  let file: string | undefined;
  let begun: { at: number; now: bigint } | undefined;
  return {
    /** Whether a task waits for more input. */
    isRead(threads: readonly BlockedThread[]): boolean {
      if (!isOpen) return false;
      file ??= fileOf(`${proc}/${root}`, 0);
      return (
        file !== undefined &&
        HAS_ANOTHER_END.test(file) &&
        threads.some((thread) => filesWaitedFor(thread, proc).includes(file as string))
      );
    },
    /** Let as much of the program's time pass as of real time; whether it is not yet `due`. */
    mustWait(due: bigint): boolean {
      begun ??= { at: clock(), now: agenda.now };
      const passed = Math.round((clock() - begun.at) * NANOSECONDS_A_MILLISECOND);
      const time = begun.now + BigInt(passed);
      agenda.advance(time < due ? time : due - 1n);
      lane.show(agenda.now);
      return time < due;
    },
    /** The program goes on. */
    stop() {
      begun = undefined;
    },
  };
}

export type Input = ReturnType<typeof watchInput>;
