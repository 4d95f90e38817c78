import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  ftruncateSync,
  openSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** FIFOs that are made at a time: starting mkfifo costs more than the FIFOs. */
const BATCH = 32;
const TOKEN_DIGITS = 4;
/** Digits of the time; as many follow for how far the program has set its own wall clock. */
const DIGITS = 20;
/** Bytes for the place of each gate's task (runtimes/python/lockstep_observer/outside.py). */
const PLACE = 256;

/**
 * The way back to the tasks of a run: the FIFOs at which they wait, and the file that shows them
 * the time. Serves one run after the other.
 */
export interface Lane extends Disposable {
  /** Whether a task may have been given this gate. */
  isGate: (gate: number) => boolean;
  /** Open a gate: the task that waits there goes on. */
  open: (gate: number) => void;
  /** Let a task that waits for something look whether it has come. */
  lookAgain: (gate: number) => void;
  /** The line at which the task of this gate waits, as it reported; '' if it did not. */
  place: (gate: number) => string;
  /** Tell a task's event loop that some of its timers are over, in this order. */
  ring: (bell: number, timers: readonly number[]) => void;
  /** Set the clock that all tasks read, in nanoseconds since the program's start. */
  show: (now: bigint) => void;
  /** Nobody waits at this gate any more: give it to the next task that needs one. */
  takeBack: (gate: number) => void;
  /** Make sure that this many more tasks can have a gate. */
  reserve: (tasks: number) => void;
  /** Forget what the last run left unread, and begin with all gates. */
  reset: () => void;
}

/**
 * @param folder where the run's observers look for it
 * @param others FIFOs that are made with its own: one process makes them all
 */
export function createLane(folder: string, others: readonly string[] = []): Lane {
  const { O_RDWR, O_NONBLOCK } = constants;
  const path = (name: string) => join(folder, name);
  const openFifo = (name: string) => openSync(path(name), O_RDWR | O_NONBLOCK);
  const token = (gate: number) => String(gate).padStart(TOKEN_DIGITS, '0');
  const gates: number[] = [];
  const used = new Set<number>();
  let dispensed = 0;

  const namesOfNext = () =>
    Array.from({ length: BATCH }, (_, index) => token(gates.length + index));
  const gateOf = (name: string) => `gate-${name}`;
  // Node's observer needs a FIFO that is always empty (memory-address.cjs).
  makeFifos([...['dispenser', 'probe', ...namesOfNext().map(gateOf)].map(path), ...others]);
  writeFileSync(path('now'), ''.padStart(2 * DIGITS, '0'));
  const dispenser = openFifo('dispenser');
  const now = openSync(path('now'), 'r+');
  const ports = openSync(path('ports'), 'w+');
  const places = openSync(path('places'), 'w+');

  const dispense = (names: readonly string[]) => {
    for (const name of names) {
      gates.push(openFifo(gateOf(name)));
      writeSync(dispenser, name);
      dispensed += 1;
    }
  };
  dispense(namesOfNext());
  const extend = () => {
    const names = namesOfNext();
    makeFifos(names.map(gateOf).map(path));
    dispense(names);
  };

  const write = (gate: number, text: string) => {
    used.add(gate);
    unlessEmptyOrFull(() => writeSync(gates[gate] as number, text));
  };
  return {
    isGate: (gate) => gate < gates.length,
    open: (gate) => write(gate, '.'),
    lookAgain: (gate) => write(gate, '?'),
    place(gate) {
      const length = readSync(places, buffer, 0, PLACE, gate * PLACE);
      return buffer.toString('utf8', 0, length).trimEnd();
    },
    ring: (bell, timers) => write(bell, timers.map((timer) => `${timer}\n`).join('')),
    show: (time) => writeSync(now, String(time).padStart(DIGITS, '0'), 0),
    takeBack(gate) {
      drain(gates[gate] as number);
      writeSync(dispenser, token(gate));
    },
    reserve(tasks) {
      while (dispensed < tasks) extend();
    },
    reset() {
      for (const gate of used) drain(gates[gate] as number);
      used.clear();
      drain(dispenser);
      writeSync(dispenser, [...gates.keys()].map(token).join(''));
      dispensed = gates.length;
      ftruncateSync(places);
      ftruncateSync(ports);
      writeSync(now, ''.padStart(2 * DIGITS, '0'), 0);
    },
    [Symbol.dispose]() {
      for (const descriptor of [dispenser, now, places, ports, ...gates]) closeSync(descriptor);
    },
  };
}

export function makeFifos(paths: readonly string[]): void {
  execFileSync('mkfifo', ['-m', '600', ...paths], { stdio: ['ignore', 'ignore', 'pipe'] });
}

const buffer = Buffer.alloc(65_536);

/** Read a FIFO empty. */
function drain(descriptor: number): void {
  unlessEmptyOrFull(() => {
    while (readSync(descriptor, buffer) > 0);
  });
}

/** A full gate is no error: nobody waits there, though a program wrote that somebody does. */
function unlessEmptyOrFull(action: () => void): void {
  try {
    action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
}
