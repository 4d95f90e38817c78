import type { Said } from '../messages/text.ts';
import type { Message } from '../trace/messages.ts';
import type { Choice, Ending } from '../trace/trace.ts';
import type { BareStart } from './cpu-limit.ts';
import type { Identity } from './processes.ts';
import type { Root } from './start.ts';

/** Ends the program before its time. */
export type GiveUp = (kind: Ending['kind'], detail?: Said[]) => void;

/** Takes charge of a program's time as soon as the program is started. */
export type Drive = (root: Root, giveUp: GiveUp, bareStart: BareStart) => Driver;

export interface Driver {
  /** Virtual seconds since the program's start. */
  now: () => number;
  /** The processes of the program that are known. */
  processes: () => Iterable<Identity>;
  /** Whether the program started a process of which nothing is known. */
  foreign: () => boolean;
  /**
   * The program's first process has ended. Its other processes may go on for so many virtual
   * seconds; after that no gate is opened any more.
   */
  finish: (grace: number) => Promise<Driven>;
}

/** What a driver found out about a run. */
export interface Driven {
  /** The messages of the run in order, each at its virtual time in nanoseconds. */
  messages: Message[];
  choices: Choice[];
  /** Waits and processes that the harness does not own, for a reader. */
  uncontrolled: Said[];
  /** The most CPU seconds that the program used between two rests, as far as that was seen. */
  computed: number;
  /** The most lines, starts and wakings at one instant. */
  busiest: number;
  /** Where time passed because the program was busy without a pause, for a reader. */
  paced: Said[];
}
