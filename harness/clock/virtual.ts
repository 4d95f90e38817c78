import { setImmediate as turn } from 'node:timers/promises';
import type { Policy } from '../explore/policy.ts';
import type { BareStart } from '../launch/cpu-limit.ts';
import type { Driver, GiveUp } from '../launch/driver.ts';
import { type Effort, effortMeter } from '../launch/effort.ts';
import type { Lane } from '../launch/lane.ts';
import { type Identity, identityOf, stoppedAmong, survivorsAmong } from '../launch/processes.ts';
import { sleepNow } from '../launch/sleep-now.ts';
import type { Root } from '../launch/start.ts';
import { DEADLOCK_LOOKS, type Limits, OUTLIVING, QUICK, QUICK_LOOKS, SLOW } from '../limits.ts';
import type { Inbox } from '../trace/inbox.ts';
import { processOf } from '../trace/messages.ts';
import type { Choice } from '../trace/trace.ts';
import { createAgenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { watchIdleness } from './idleness.ts';
import { signalLastChild } from './last-child.ts';
import { createPatience, type Impatience } from './patience.ts';
import { watch } from './quiescence.ts';
import { watchInput } from './standard-input.ts';
import { spinningText, stalledText, stoppedText } from './stop-text.ts';
import { createTimeLimit } from './time-limit.ts';
import { createVirtualLimits } from './virtual-limits.ts';
import type { Waiting } from './waiting.ts';
import { listOfWaits, readerOf } from './waits-outside.ts';

/** FIFOs of one task at most: its gate, the bell of its event loop, and that of spawnSync. */
const GATES = 3;

const NANOSECONDS_A_MILLISECOND = 1e6;

interface DriveOptions {
  lane: Lane;
  inbox: Inbox;
  policy: Policy;
  limits: Pick<Limits, 'cpu' | 'starts' | 'seconds' | 'instant' | 'polls' | 'time' | 'until'>;
  giveUp: GiveUp;
  bareStart: BareStart;
  /** A task has used so many CPU seconds since it last rested. */
  onComputing?: ((task: string, seconds: number) => void) | undefined;
  /** Whether somebody else may write to its standard input while it runs. */
  isInputOpen: boolean;
}

/**
 * Let a program run under the virtual clock: whenever all of it is quiescent, open exactly one
 * gate. Lines and starts come before time; time jumps to the earliest sleeper.
 */
export function drive(
  { pid: root, proc }: Root,
  { lane, inbox, policy, limits, giveUp, bareStart, onComputing, isInputOpen }: DriveOptions,
): Driver {
  const agenda = createAgenda(root);
  const { isHousekeeping, who, outside, blocked } = readerOf(agenda, lane, proc);
  const watched = watch(isHousekeeping, proc);
  const input = watchInput({ root, proc, isOpen: isInputOpen }, agenda, lane);
  const choices: Choice[] = [];
  const uncontrolled = listOfWaits();
  const timeLimit = createTimeLimit(limits);
  const idleness = watchIdleness(agenda, lane, who, proc);
  /** What from outside it waits for, where it was last found waiting. */
  let awaited: string[] = [];
  /** Undefined for one that had ended when word of it came. */
  const processes = new Map<number, Identity | undefined>();
  const known = () => [...processes.values()].filter((one) => one !== undefined);
  let stopped = false;
  /** When no gate is opened any more, in nanoseconds, once the program has ended. */
  let end: bigint | undefined;
  const limit = createVirtualLimits(limits);
  let stuck = 0;
  /** Since when a deadline is put off, in milliseconds of real time. */
  let heldSince: number | undefined;
  /** All of it rests, and what it waits for comes in real time. */
  let isHeld = false;
  let lines = 0;
  watched.add(root);
  const nameOf = ({ pid, tid }: Effort) => {
    const { at } = agenda.tree();
    return at(agenda.threads.get(tid)?.address ?? '') ?? at(`${pid}:0`) ?? 'main';
  };
  const patience = createPatience({
    meter: effortMeter(() => [root, ...known().map(({ pid }) => pid)], proc),
    limits,
    bareStart,
    now: () => performance.now(),
    onComputing: (effort) => onComputing?.(nameOf(effort), effort.seconds),
  });
  const lose = (found: Impatience) => {
    stopped = true;
    // What outlives the program is left behind.
    if (end !== undefined) return;
    if (found.kind === 'spinning') {
      const who = nameOf(found.effort);
      giveUp('spinning', [spinningText(who, found.limit, agenda.waitingBeside(who))]);
    } else giveUp('stalled', [stalledText(found.seconds), ...awaited]);
  };

  const receive = () => {
    const messages = inbox.take();
    agenda.receive(messages);
    if (messages.length === 0) return false;
    patience.moved();
    for (const pid of agenda.pids) {
      if (processes.has(pid)) continue;
      processes.set(pid, identityOf(pid, proc));
      watched.add(pid);
    }
    lane.reserve(GATES * agenda.taskCount);
    return true;
  };

  const openOne = (threads: BlockedThread[]) => {
    // The program has ended, of which word will come: what outlives it has a time of its own.
    if (end === undefined && !threads.some(({ pid }) => pid === root)) return;
    agenda.settle(threads);
    for (const gate of agenda.withdrawn()) lane.takeBack(gate);
    uncontrolled.note(outside(threads));
    const again = agenda.looksAgain();
    if (again !== undefined) {
      lane.lookAgain(again);
      patience.moved();
      return;
    }
    const ready = agenda.ready();
    const isOver = end !== undefined && ready.every(({ due }) => due !== null && due > (end ?? 0n));
    if (isOver) stopped = true;
    if (ready.length === 0) idle(threads);
    if (isOver || ready.length === 0) return;
    isHeld = mustHold(ready, threads);
    if (isHeld) return;
    stuck = 0;
    const isVain = agenda.idle().length > 0;
    if (isVain && idleness.isInVain()) {
      loiter(threads);
      return;
    }
    idleness.wentOn(isVain);
    awaited = [];
    const isUp = end === undefined && timeLimit.before(ready[0]?.due ?? agenda.now, agenda.now);
    if (isUp) {
      agenda.advance(isUp.at);
      giveUp(isUp.kind, [...isUp.detail, ...idleness.told(idleness.sources(threads))]);
      stopped = true;
      return;
    }
    const past = { choices: choices.length, lines };
    const index = ready.length === 1 ? 0 : policy(ready, past);
    const one = index === undefined ? undefined : ready[index];
    const options = ready.map(({ name }) => name);
    if (one === undefined) {
      giveUp('nondeterministic', [
        `choice ${choices.length + 1} of the schedule is not available; available: ${options.join(', ')}`,
      ]);
      stopped = true;
      return;
    }
    if (options.length > 1) choices.push({ options, taken: one.name });
    if (one.kind === 'line' && !one.continues) lines += 1;
    const before = agenda.now;
    heldSince = undefined;
    input.stop();
    patience.moved();
    const released = agenda.release(one);
    const excess = limit.afterwards(agenda, one.name, isVain ? agenda.now : before);
    if (excess !== undefined) {
      giveUp(excess.kind, [excess.detail]);
      stopped = true;
      return;
    }
    if (agenda.now !== before) lane.show(agenda.now);
    if (agenda.now !== before && one.kind !== 'poll') timeLimit.woke();
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
   * pass before as much real time has passed.
   */
  const mustHold = (ready: readonly Waiting[], threads: BlockedThread[]) => {
    const next = ready[0]?.due;
    if (next != null && next > agenda.now && input.isRead(threads)) return input.mustWait(next);
    const isDeadline = ({ kind, address }: Waiting) =>
      kind === 'wait' || agenda.outsideWorld.peersOf(address).length > 0;
    const due = ready.find(isDeadline)?.due;
    if (due == null || due <= agenda.now || outside(threads).length === 0) return false;
    heldSince ??= performance.now();
    const milliseconds = Number(due - agenda.now) / NANOSECONDS_A_MILLISECOND;
    const untilEnd = (limits.until ?? Infinity) * 1000 - seconds(agenda.now) * 1000;
    return performance.now() - heldSince < Math.min(milliseconds, untilEnd);
  };

  /** Quiescent, and no gate waits: an uncontrolled wait will end by itself; or nothing will. */
  const idle = (threads: BlockedThread[]) => {
    if (end !== undefined || agenda.outsideWorld.alarmed) return;
    const waits = outside(threads);
    isHeld = waits.some(({ timed }) => timed);
    if (isHeld) return;
    if (input.isRead(threads)) {
      stuck += 1;
      patience.moved(); // A person may take long to answer.
      return;
    }
    const sources = idleness.sources(threads);
    awaited = idleness.told(sources);
    const isUnknown = waits.length > 0 && sources.length === 0;
    if (isUnknown || sources.some(({ kind }) => kind === 'answer')) return;
    stuck += 1;
    if (stuck < DEADLOCK_LOOKS) return;
    if (sources.length > 0) {
      loiter(threads);
      return;
    }
    stopped = true;
    const still = new Set(stoppedAmong(new Set(threads.map(({ pid }) => pid)), proc));
    if (still.size === 0) giveUp('deadlock', blocked(threads));
    else giveUp('stopped', blocked(threads.filter(({ pid }) => still.has(pid))).map(stoppedText));
  };

  /** Only somebody from outside can let it go on. */
  const loiter = (threads: BlockedThread[]) => {
    if (!idleness.isLeftAlone(threads)) return;
    stopped = true;
    uncontrolled.forget(outside(threads).filter(({ timed }) => !timed));
    const told = idleness.told(idleness.sources(threads));
    const tasks = new Set(told.map((text) => text.split(' ')[0]));
    const others = blocked(threads).filter((text) => !tasks.has(text.split(' ')[0]));
    giveUp('idle', [...told, ...others]);
  };

  const loop = async () => {
    let looks = 0;
    while (!stopped) {
      if (receive()) looks = 0;
      const excess = inbox.excess();
      if (excess !== undefined) {
        giveUp('too many processes', [excess]);
        return;
      }
      if (end !== undefined && isAlone()) return;
      const threads = watched.look();
      if (threads !== undefined && !receive()) {
        patience.rested();
        isHeld = false;
        openOne(threads);
        looks = isHeld || stuck > 0 ? QUICK_LOOKS : 0;
      }
      const found = patience.impatience();
      if (found !== undefined && !stopped) lose(found);
      looks += 1;
      await pause(looks, inbox);
    }
  };
  const isAlone = () =>
    survivorsAmong(
      known().filter(({ pid }) => pid !== root),
      proc,
    ).length === 0;
  /** What the harness itself could not do; the program ends, and then this is thrown. */
  let failure: { error: unknown } | undefined;
  const looping = loop().catch((error: unknown) => {
    failure = { error };
    stopped = true;
    giveUp('interrupted');
  });

  return {
    now: () => seconds(agenda.now),
    processes: known,
    foreign: () => agenda.foreign,
    async finish(grace) {
      end = agenda.now + BigInt(Math.round(grace * 1e9));
      patience.outlive(OUTLIVING);
      await looping;
      watched[Symbol.dispose]();
      if (failure !== undefined) throw failure.error;
      receive();
      return {
        messages: agenda.close(),
        choices,
        uncontrolled: [...uncontrolled.told(), ...agenda.outsideWorld.doubts],
        computed: patience.most,
        busiest: agenda.pace.most,
        paced: agenda.pace.told(),
      };
    },
  };
}

const seconds = (nanoseconds: bigint) => Number(nanoseconds) / 1e9;

async function pause(looks: number, inbox: Inbox): Promise<void> {
  if (looks > QUICK_LOOKS) return inbox.arrival(slowPause(looks - QUICK_LOOKS));
  sleepNow(QUICK);
  await turn();
}

const slowPause = (count: number) => Math.min(SLOW.least * SLOW.growth ** (count - 1), SLOW.most);
