import type { Unowned } from '../messages/evidence/waits.ts';
import type { Stream, TaskKind } from './trace.ts';

/** What an observer inside a task reports: one JSON object per line. */
export type Message = {
  /** Monotonic clock, nanoseconds. */
  at: number;
  /** The task's address: its process id, and the number of the thread in it. */
  from: string;
  /**
   * Under the virtual clock: the gate at which the task waits until it is opened. If the task waits
   * for something, until it is to look again.
   */
  gate?: number;
} & (
  | {
      event: 'hello';
      kind: TaskKind;
      language: string;
      /** A process id. */
      parent: number;
      /** The kernel's number of the thread, if it is known. */
      thread: number | null;
    }
  /** A helper is a thread that a library starts for itself; the program did not ask for it. */
  | {
      event: 'create';
      child: string;
      kind: TaskKind;
      command: string | null;
      /** The line of the program that starts another. */
      where?: string | null;
      helper?: boolean;
      /**
       * It has ended already. Its parent was blocked meanwhile and knows its id only now, or never
       * (`os.system`: then the address is made up by the parent).
       */
      over?: boolean;
    }
  /** It is about to end; what it has sent to others must arrive first. */
  | { event: 'leave' }
  | { event: 'line'; stream: Stream; text: string; bytes: number }
  /**
   * A part of a line is written without the line's end. `by`: another task wrote it. With no bytes:
   * only what others wrote is written.
   */
  | { event: 'text'; stream: Stream; text: string; bytes: number; by?: string }
  | { event: 'sleep'; id: number; seconds: number }
  | { event: 'wake'; id: number }
  /**
   * It waits for something, at most so long. Sent again with the same id: it looked again without
   * success. `silent`: the wait of an event loop, whose timers send messages of their own. `outside`:
   * somebody outside the program may bring it; the text is the line that waits, or empty.
   */
  | { event: 'wait'; id: number; seconds: number; silent?: true; outside?: string }
  /** What it waited for has come, or the time is over. */
  | { event: 'resume'; id: number; timedOut: boolean; silent?: true }
  /**
   * A timer of an event loop; the loop learns at its bell that it rings. It is set for so many
   * seconds; `rest` of them are left. `waits`: it is a deadline, not a sleep. `signal` goes to the
   * process that its thread started last and waits for. `idle`: Node sets it by itself, for a server
   * without clients.
   */
  | {
      event: 'timer';
      id: number;
      seconds: number;
      rest?: number;
      bell: number;
      waits?: boolean;
      signal?: number;
      idle?: boolean;
    }
  | { event: 'cancel'; id: number }
  /**
   * It reads a clock, or yields to its event loop, over and over: it waits for time to pass, or for
   * another task. `rest`: at most so many seconds, until a timer of its own is due. `busy`: it waits for
   * nothing, but has worked so long without a pause that this takes time.
   */
  | { event: 'poll'; id: number; yields: boolean; rest?: number; busy?: boolean }
  /**
   * A signal handler has ended the wait at this gate: nobody waits there any more. `sleep`: the number
   * of the sleep that it ended.
   */
  | { event: 'withdraw'; gate: number; sleep: number | null }
  /** It starts a shell by a call that gives its process id only when it has ended, or never. */
  | { event: 'foreign'; command: string }
  /** An event loop has opened or closed a connection with somebody outside the program. */
  | { event: 'outside'; peer: string; open: boolean }
  /** It reads its standard input, which is closed; `where` is the line, if it is known. */
  | { event: 'input'; where: string | null }
  /** A task does what the harness does not own, at this line if that is known. */
  | { event: 'unowned'; what: Unowned; where: string | null }
  /** A signal will come in real time; `by` is the call. */
  | { event: 'alarm'; by: string; where: string | null }
  /** A Worker is to be ended, wherever it is. */
  | { event: 'dismiss'; child: string }
  | { event: 'draw'; key: string; value: number }
  /** The first draw from a generator that the program has seeded; such draws are its own. */
  | { event: 'seeded'; where: string | null }
  /** It listens at this port or path, or for changes of files; `where` is the line. */
  | { event: 'listen'; name: string; where: string | null }
  /** An uncaught error: its runtime writes it to stderr, past the observer. */
  | { event: 'fail' }
  | { event: 'end'; code: number | null }
  | { event: 'reap'; child: string; status?: number; code?: number | null; signal?: string | null }
);

/** The process id in an address. */
export function processOf(address: string): number {
  return Number.parseInt(address, 10);
}
