import { stoppedAmong } from '../launch/processes.ts';
import { DEADLOCK_LOOKS } from '../looks.ts';
import { type Said, text } from '../messages/text.ts';
import type { Agenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import type { Halt } from './halt.ts';
import type { Idleness } from './idleness.ts';
import type { Patience } from './patience.ts';
import type { Input } from './standard-input.ts';
import type { Reader, WaitList } from './waits-outside.ts';

interface Parts {
  agenda: Pick<Agenda, 'outsideWorld'>;
  reader: Pick<Reader, 'outside' | 'blocked'>;
  input: Pick<Input, 'isRead'>;
  idleness: Pick<Idleness, 'sources' | 'told' | 'isLeftAlone'>;
  patience: Pick<Patience, 'moved'>;
  uncontrolled: Pick<WaitList, 'forget'>;
  halt: Halt;
  /** Where the kernel shows the program's processes. */
  proc: string;
}

/** Finds out why nothing of a program may go on, and ends it where nothing ever will. */
export function createStandstill({
  agenda,
  reader,
  input,
  idleness,
  patience,
  uncontrolled,
  halt,
  proc,
}: Parts) {
  const { outside, blocked } = reader;
  /** How often in a row nothing was found that could let it go on. */
  let looks = 0;
  /** What from outside it waits for, where it was last found waiting. */
  let awaited: Said[] = [];

  /** Ends the program if it waits only for somebody from outside, and nobody comes. */
  const loiter = (threads: readonly BlockedThread[]) => {
    if (!idleness.isLeftAlone(threads)) return;
    uncontrolled.forget(outside(threads).filter(({ timed }) => !timed));
    const told = idleness.told(idleness.sources(threads));
    const tasks = new Set(told.map(({ who }) => who));
    const others = blocked(threads).filter(({ who }) => !tasks.has(who));
    halt.giveUp(
      'idle',
      [...told, ...others].map(({ what }) => what),
    );
  };

  const endDeadlock = (threads: readonly BlockedThread[]) => {
    const stopped = new Set(stoppedAmong(new Set(threads.map(({ pid }) => pid)), proc));
    if (stopped.size === 0) {
      halt.giveUp(
        'deadlock',
        blocked(threads).map(({ what }) => what),
      );
    } else {
      const still = threads.filter(({ pid }) => stopped.has(pid));
      // What a stopped thread's last system call was says nothing.
      halt.giveUp(
        'stopped',
        blocked(still).map(({ who }) => text('isStopped', who)),
      );
    }
  };

  return {
    get isFound() {
      return looks > 0;
    },
    get awaited(): readonly Said[] {
      return awaited;
    },
    /** Something is ready to go on. */
    isOver() {
      looks = 0;
    },
    /** Something goes on. */
    forget() {
      awaited = [];
    },
    loiter,
    /**
     * All of the program is blocked, and no task waits at a gate.
     *
     * @returns whether a wait that the harness does not own will end by itself
     */
    look(threads: readonly BlockedThread[]): boolean {
      if (halt.end !== undefined || agenda.outsideWorld.alarmed) return false;
      const waits = outside(threads);
      if (waits.some(({ timed }) => timed)) return true;
      if (input.isRead(threads)) {
        looks += 1;
        patience.moved(); // A person may take long to answer.
        return false;
      }
      const sources = idleness.sources(threads);
      awaited = idleness.told(sources).map(({ what }) => what);
      const isUnknown = waits.length > 0 && sources.length === 0;
      if (isUnknown || sources.some(({ kind }) => kind === 'answer')) return false;
      looks += 1;
      if (looks < DEADLOCK_LOOKS) return false;
      if (sources.length > 0) loiter(threads);
      else endDeadlock(threads);
      return false;
    },
  };
}

export type Standstill = ReturnType<typeof createStandstill>;
