import type { Stream, TaskKind } from './trace.ts';

/** What an observer inside a task says: one JSON object a line. */
export type Message = {
  /** Monotonic clock, nanoseconds. */
  at: number;
  /** The task's address: its process id, and the number of the thread in it. */
  from: string;
  /**
   * Under the virtual clock: the gate at which the task waits until it is opened; or, who waits
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
      /** The kernel's number of the thread, where it tells. */
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
       * It has ended already: its parent stood still meanwhile, and knows its id only now, or never
       * (`os.system`: then the address is one of the parent's own).
       */
      over?: boolean;
    }
  /** It is about to end: what it has sent to others is to arrive first. */
  | { event: 'leave' }
  | { event: 'line'; stream: Stream; text: string; bytes: number }
  /**
   * A part of a line goes out without its end. `by`: another task wrote it; of no bytes: only what
   * others wrote goes out.
   */
  | { event: 'text'; stream: Stream; text: string; bytes: number; by?: string }
  | { event: 'sleep'; id: number; seconds: number }
  | { event: 'wake'; id: number }
  /**
   * Waits for something, at most so long. Said again under the same id: tried again, in vain.
   * `silent`: of an event loop, whose timers tell of themselves. `outside`: somebody outside the program
   * may bring it; the text is the line that waits, or empty.
   */
  | { event: 'wait'; id: number; seconds: number; silent?: true; outside?: string }
  /** What it waited for has come, or the time is over. */
  | { event: 'resume'; id: number; timedOut: boolean; silent?: true }
  /**
   * One of an event loop, which is told at its bell. It is set for so many seconds, of which the
   * rest is still to come; it waits if it is a deadline and no sleep; and it sends a signal to the
   * process that its thread started last, which it waits for. It is idle where Node sets it by itself,
   * for a server that has nobody to serve.
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
   * It reads a clock, or yields to its event loop, over and over: it waits for time, or for what another
   * task does; for so many seconds at most (`rest`), where a timer of its own is due then. `busy`: it waits
   * for nothing, but has worked so long without a pause that this takes time.
   */
  | { event: 'poll'; id: number; yields: boolean; rest?: number; busy?: boolean }
  /**
   * A signal handler has ended what the task waited for at this gate, at which nobody waits any
   * more; of a sleep with its number.
   */
  | { event: 'withdraw'; gate: number; sleep: number | null }
  /** A shell is started by a call that tells its process id only when it has ended, or never. */
  | { event: 'foreign'; command: string }
  /** An event loop has a connection with somebody outside the program; or has it no more. */
  | { event: 'outside'; peer: string; open: boolean }
  /** Standard input is read that is closed; `where` is the line that does, if that is known. */
  | { event: 'input'; where: string | null }
  /** A task does what the harness does not own, for a reader: `waits for …`. */
  | { event: 'unowned'; what: string }
  /** A signal will come in real time; `by` is the call, and its place. */
  | { event: 'alarm'; by: string }
  /** A Worker is to be ended, wherever it is. */
  | { event: 'dismiss'; child: string }
  | { event: 'draw'; key: string; value: number }
  /** The first draw from a generator that the program has seeded; such draws are its own. */
  | { event: 'seeded'; where: string | null }
  /** It listens at this port or path, or to changes of files; `where` is the line that says so. */
  | { event: 'listen'; name: string; where: string | null }
  /** An error that nobody catches: its runtime tells it on stderr, round the observer. */
  | { event: 'fail' }
  | { event: 'end'; code: number | null }
  | { event: 'reap'; child: string; status?: number; code?: number | null; signal?: string | null }
);

/** The process id in an address. */
export function processOf(address: string): number {
  return Number.parseInt(address, 10);
}
