import { setImmediate as turn } from 'node:timers/promises';
import type { GiveUp, Limits } from '../launch/launch.ts';
import { type Identity, identityOf, survivorsAmong } from '../launch/process-tree.ts';
import type { Root } from '../launch/start.ts';
import type { Inbox } from '../observe/inbox.ts';
import { type Message, processOf } from '../observe/messages.ts';
import { createAgenda, type Waiting } from './agenda.ts';
import { createHold } from './held-time.ts';
import type { Lane } from './lane.ts';
import { signalLastChild } from './last-child.ts';
import { LOOKS, type Outsiders, watchOutsiders } from './outsiders.ts';
import type { Choice, Policy } from './policy.ts';
import { type BlockedThread, watch } from './quiescence.ts';
import { listOfWaits, readerOf } from './waits-outside.ts';

/** FIFOs of one task at most: its gate, the bell of its event loop, and that of spawnSync. */
const GATES = 3;

/** How long what outlives the program's first process may run without resting, in seconds. */
const OUTLIVING_LIMIT = 1;

/** How often a program must be found with nothing to wait for before that is a deadlock. */
const DEADLOCK_LOOKS = 3;

/**
 * How often a program may wake that has taken more than its time: who oversleeps once is told how
 * long, and who ticks for ever is stopped.
 */
const OVERTIME_WAKINGS = 32;

/** What the virtual clock found out about a run. */
export interface Driven {
  /** The messages of the run in order, each at its virtual time in nanoseconds. */
  messages: Message[];
  choices: Choice[];
  /** Waits and processes that the harness does not own, for a reader. */
  uncontrolled: string[];
}

export interface Driver {
  /** Virtual seconds since the program's start. */
  now: () => number;
  /** The processes of the program that are known. */
  processes: () => Iterable<Identity>;
  /** Whether a process was started of which nothing is known. */
  foreign: () => boolean;
  /**
   * The program's first process has ended. Others of its processes may go on for so many seconds
   * of its time; then no gate is opened any more.
   */
  finish: (grace: number) => Promise<Driven>;
}

interface DriveOptions {
  lane: Lane;
  inbox: Inbox;
  policy: Policy;
  limits: Pick<Limits, 'unrest' | 'instant' | 'time'>;
  giveUp: GiveUp;
  /** Whether its standard input is a terminal or a pipe of somebody else's. */
  isInputOpen?: boolean;
}

/**
 * Let a program run under the virtual clock: whenever all of it is quiescent, open exactly one
 * gate. Lines and starts come before time; time jumps to the earliest sleeper.
 */
export function drive(
  { pid: root, proc }: Root,
  { lane, inbox, policy, limits, giveUp, isInputOpen = false }: DriveOptions,
): Driver {
  const agenda = createAgenda(root);
  const { isHousekeeping, outside, open, blocked } = readerOf(agenda, lane, proc);
  const watched = watch(isHousekeeping, proc);
  const choices: Choice[] = [];
  const uncontrolled = listOfWaits();
  /** Undefined for one that had ended when word of it came. */
  const processes = new Map<number, Identity | undefined>();
  const known = () => [...processes.values()].filter((one) => one !== undefined);
  let stopped = false;
  /** When no gate is opened any more, in nanoseconds, once the program has ended. */
  let end: bigint | undefined;
  let atThisInstant = 0;
  let overtime = 0;
  let stuck = 0;
  const hold = createHold(agenda, lane);
  const outsiders = watchOutsiders(root, proc, agenda, open, {
    pids: () => [root, ...known().map(({ pid }) => pid)],
    isInputOpen,
  });
  /** When those looked last for whom something may come from outside; undefined for nobody. */
  let lookedOutside: number | undefined;
  let lines = 0;
  watched.add(root);

  const receive = () => {
    const messages = inbox.take();
    agenda.receive(messages);
    if (messages.length === 0) return false;
    for (const pid of agenda.pids) {
      if (processes.has(pid)) continue;
      processes.set(pid, identityOf(pid, proc));
      watched.add(pid);
    }
    lane.reserve(GATES * agenda.tree().tasks.length);
    return true;
  };

  const openOne = (threads: BlockedThread[]) => {
    // The program has ended, of which word will come: what outlives it has a time of its own.
    if (end === undefined && !threads.some(({ pid }) => pid === root)) return;
    agenda.settle(threads);
    uncontrolled.note(outside(threads));
    const isDue = lookedOutside !== undefined && performance.now() - lookedOutside > LOOKS;
    const again = agenda.looksAgain(isDue);
    if (isDue) lookedOutside = performance.now();
    if (again !== undefined) {
      lane.lookAgain(again);
      return;
    }
    const ready = agenda.ready();
    const isOver = end !== undefined && ready.every(({ due }) => due !== null && due > (end ?? 0n));
    if (isOver) stopped = true;
    const isNow = ready.some(({ due }) => due === null || due <= agenda.now);
    const others = isNow ? undefined : outsiders(threads);
    if (others !== undefined) uncontrolled.note(others.expected);
    lookedOutside = others?.expected.length ? (lookedOutside ?? performance.now()) : undefined;
    if (ready.length === 0) idle(threads, others);
    if (isOver || ready.length === 0 || mustHold(ready, threads, others)) return;
    stuck = 0;
    const past = { choices: choices.length, lines };
    const index = ready.length === 1 ? 0 : policy(ready, past);
    const one = index === undefined ? undefined : ready[index];
    const options = ready.map(({ name }) => name);
    if (one === undefined) {
      giveUp('nondeterministic', [
        `choice ${choices.length + 1} of the schedule is not to be had; there is: ${options.join(', ')}`,
      ]);
      stopped = true;
      return;
    }
    if (options.length > 1) choices.push({ options, taken: one.name });
    if (one.kind === 'line' && !one.continues) lines += 1;
    const before = agenda.now;
    hold.end();
    const released = agenda.release(one);
    atThisInstant = agenda.now === before ? atThisInstant + 1 : 0;
    if (atThisInstant > limits.instant) {
      giveUp('endless instant', [
        `${limits.instant} lines, starts and wakings at ${seconds(agenda.now)} s, and no end of them`,
      ]);
      stopped = true;
      return;
    }
    if (agenda.now > before && seconds(agenda.now) > (limits.time ?? Infinity)) overtime += 1;
    if (overtime > OVERTIME_WAKINGS) {
      const { time = 0 } = limits;
      giveUp('too much time', [
        `${seconds(agenda.now).toFixed(2)} s of its time; ${time.toFixed(2)} s are allowed`,
      ]);
      stopped = true;
      return;
    }
    if (agenda.now !== before) lane.show(agenda.now);
    if ('gate' in one.how) lane.open(one.how.gate);
    else ring(one.how.bell, released);
  };

  const ring = (bell: number, timers: readonly Waiting[]) => {
    lane.ring(
      bell,
      timers.flatMap(({ how }) => ('timer' in how ? how.timer : [])),
    );
    // Only then: who waits for the process looks whether it was rung for as soon as that has ended.
    for (const { address, signal } of timers) {
      const thread = agenda.threadOf(address);
      if (signal !== undefined && thread !== undefined) {
        signalLastChild(proc, processOf(address), thread, signal);
      }
    }
  };

  /**
   * What waits in real time may bring what a timed wait of the program waits for: no deadline may
   * pass before as much real time has passed. If it is somebody outside who may bring it, none of
   * any kind may, and the program's own clock goes on meanwhile.
   */
  const mustHold = (ready: readonly Waiting[], threads: BlockedThread[], others?: Outsiders) => {
    if (others?.expected.length) return hold.until(ready[0]?.due ?? agenda.now, true);
    const due = ready.find(({ kind }) => kind === 'wait')?.due;
    if (due == null || due <= agenda.now || outside(threads).length === 0) return false;
    return hold.until(due, false);
  };

  /** Quiescent, and no gate waits: an uncontrolled wait will end by itself; or nothing will. */
  const idle = (threads: BlockedThread[], others?: Outsiders) => {
    if (end !== undefined || agenda.alarmed || outside(threads).length > 0) return;
    if (others?.expected.length) {
      if (!others.isOnlyInput) hold.until(undefined, true);
      return;
    }
    if (others?.possible.length) {
      uncontrolled.note(others.possible);
      return;
    }
    stuck += 1;
    if (stuck < DEADLOCK_LOOKS) return;
    stopped = true;
    giveUp('deadlock', blocked(threads));
  };

  const loop = async () => {
    let looks = 0;
    let quietAt = performance.now();
    while (!stopped) {
      if (receive()) looks = 0;
      if (end !== undefined && isAlone()) return;
      const threads = watched.look();
      if (threads !== undefined && !receive()) {
        openOne(threads);
        looks = 0;
        quietAt = performance.now();
      } else if (end !== undefined && performance.now() - quietAt > OUTLIVING_LIMIT * 1000) {
        return;
      } else if (performance.now() - quietAt > limits.unrest * 1000) {
        giveUp('spinning', [`not quiescent for ${limits.unrest} s: it spins, or computes`]);
        return;
      }
      looks += 1;
      await pause(stuck === 0 && looks <= QUICK_LOOKS, inbox);
    }
  };
  const isAlone = () =>
    survivorsAmong(
      known().filter(({ pid }) => pid !== root),
      proc,
    ).length === 0;
  const looping = loop();
  // A full disk, say: the program is ended, and `finish` throws what went wrong.
  looping.catch(() => giveUp('interrupted'));

  return {
    now: () => seconds(agenda.now),
    processes: known,
    foreign: () => agenda.foreign,
    async finish(grace) {
      end = agenda.now + BigInt(Math.round(grace * 1e9));
      await looping.finally(() => watched[Symbol.dispose]());
      receive();
      return {
        messages: agenda.close(),
        choices,
        uncontrolled: [...uncontrolled.told(), ...agenda.doubts],
      };
    },
  };
}

const seconds = (nanoseconds: bigint) => Number(nanoseconds) / 1e9;

/** Looks in quick succession, after a gate was opened or a message has come. */
const QUICK_LOOKS = 6;
/** Between these, in milliseconds: as long as Python takes from gate to gate. */
const QUICK = 0.05;
/** Then a look whenever a message comes, or else after this many milliseconds. */
const SLOW = 2;

const cell = new Int32Array(new SharedArrayBuffer(4));

async function pause(quick: boolean, inbox: Inbox): Promise<void> {
  if (!quick) return inbox.arrival(SLOW);
  Atomics.wait(cell, 0, 0, QUICK);
  await turn();
}
