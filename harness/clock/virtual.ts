import type { Policy } from '../explore/policy.ts';
import type { BareStart } from '../launch/cpu-limit.ts';
import type { Driver, GiveUp } from '../launch/driver.ts';
import { type Effort, effortMeter } from '../launch/effort.ts';
import type { Lane } from '../launch/lane.ts';
import type { Root } from '../launch/start.ts';
import { type Limits, OUTLIVING } from '../limits.ts';
import { QUICK_LOOKS } from '../looks.ts';
import { text } from '../messages/text.ts';
import type { Inbox } from '../trace/inbox.ts';
import { createAgenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { createFamily } from './family.ts';
import { createHalt } from './halt.ts';
import { createHold } from './hold.ts';
import { watchIdleness } from './idleness.ts';
import { createPatience, type Impatience } from './patience.ts';
import { pause } from './pause.ts';
import { watch } from './quiescence.ts';
import { createSchedule } from './schedule.ts';
import { watchInput } from './standard-input.ts';
import { createStandstill } from './standstill.ts';
import { createStep } from './step.ts';
import { spinningText } from './stop-text.ts';
import { createTimeLimit } from './time-limit.ts';
import { createVirtualLimits } from './virtual-limits.ts';
import { listOfWaits, readerOf } from './waits-outside.ts';

/** FIFOs of one task at most: its gate, the bell of its event loop, and that of spawnSync. */
const GATES = 3;

interface DriveOptions {
  lane: Lane;
  inbox: Inbox;
  policy: Policy;
  limits: Pick<
    Limits,
    'cpu' | 'starts' | 'seconds' | 'instant' | 'polls' | 'time' | 'generations' | 'until'
  >;
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
export function drive({ pid: root, proc }: Root, options: DriveOptions): Driver {
  const { lane, inbox, limits, bareStart } = options;
  const agenda = createAgenda(root);
  const family = createFamily(root, proc);
  const halt = createHalt(options.giveUp);
  const reader = readerOf(agenda, lane, proc);
  const watched = watch(reader.isHousekeeping, proc);
  const input = watchInput({ root, proc, isOpen: options.isInputOpen }, agenda, lane);
  const idleness = watchIdleness(agenda, lane, reader.who, proc);
  const uncontrolled = listOfWaits();
  const schedule = createSchedule(options.policy);
  const nameOf = ({ pid, tid }: Effort) => {
    const { at } = agenda.tree();
    return at(agenda.threads.get(tid)?.address ?? '') ?? at(`${pid}:0`) ?? 'main';
  };
  const patience = createPatience({
    meter: effortMeter(() => [root, ...family.known().map(({ pid }) => pid)], proc),
    limits,
    bareStart,
    now: () => performance.now(),
    onComputing: (effort) => options.onComputing?.(nameOf(effort), effort.seconds),
  });
  const shared = { agenda, reader, idleness, patience, uncontrolled, halt, proc };
  const standstill = createStandstill({ ...shared, input });
  const step = createStep({
    ...shared,
    lane,
    schedule,
    standstill,
    hold: createHold(agenda, input, (threads) => reader.outside(threads).length > 0, limits.until),
    timeLimit: createTimeLimit(limits),
    limits: createVirtualLimits(limits),
  });
  watched.add(root);

  /** Whether any message has come. */
  const receive = () => {
    const messages = inbox.take();
    agenda.receive(messages);
    if (messages.length === 0) return false;
    patience.moved();
    for (const pid of family.add(agenda.pids)) watched.add(pid);
    lane.reserve(GATES * agenda.taskCount);
    return true;
  };

  const lose = (found: Impatience) => {
    // A process that outlives the program is reported as left behind.
    if (halt.end !== undefined) halt.over();
    else if (found.kind === 'spinning') {
      const who = nameOf(found.effort);
      halt.giveUp('spinning', [spinningText(who, found.limit, agenda.waitingBeside(who))]);
    } else halt.giveUp('stalled', [text('stalls', found.seconds), ...standstill.awaited]);
  };

  /** The first process has ended, and `finish` will be called: the others have a time of their own. */
  const isEnding = (threads: readonly BlockedThread[]) =>
    halt.end === undefined && !threads.some(({ pid }) => pid === root);

  const loop = async () => {
    let looks = 0;
    while (!halt.isOver) {
      if (receive()) looks = 0;
      const excess = inbox.excess();
      if (excess !== undefined) {
        halt.giveUp('too many processes', [excess]);
        return;
      }
      if (halt.end !== undefined && family.isAlone()) return;
      const threads = watched.look();
      if (threads !== undefined && !receive()) {
        patience.rested();
        const isHeld = !isEnding(threads) && step(threads);
        looks = isHeld || standstill.isFound ? QUICK_LOOKS : 0;
      }
      const found = patience.impatience();
      if (found !== undefined && !halt.isOver) lose(found);
      looks += 1;
      await pause(looks, inbox);
    }
  };
  /** An error of the harness itself: it is thrown when the program has ended. */
  let failure: { error: unknown } | undefined;
  const looping = loop().catch((error: unknown) => {
    failure = { error };
    halt.giveUp('interrupted');
  });

  return {
    now: () => seconds(agenda.now),
    processes: family.known,
    foreign: () => agenda.foreign,
    async finish(grace) {
      halt.endAt(agenda.now + BigInt(Math.round(grace * 1e9)));
      patience.outlive(OUTLIVING);
      await looping;
      watched[Symbol.dispose]();
      if (failure !== undefined) throw failure.error;
      receive();
      return {
        messages: agenda.close(),
        choices: schedule.choices,
        uncontrolled: [...uncontrolled.told(), ...agenda.outsideWorld.doubts()],
        computed: patience.most,
        busiest: agenda.pace.most,
        paced: agenda.pace.told(),
      };
    },
  };
}

const seconds = (nanoseconds: bigint) => Number(nanoseconds) / 1e9;
