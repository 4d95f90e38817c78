import type { Message } from '../trace/messages.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { createEntrance } from './entrance.ts';
import { phaseOf, type Ringing } from './event-loop.ts';
import { createKnownTasks } from './known-tasks.ts';
import { nextAmong } from './may-go-on.ts';
import { createOutsideWorld } from './outside-world.ts';
import { createPace } from './pace.ts';
import { createPolls } from './polls.ts';
import { createRunLog, type VirtualTime } from './run-log.ts';
import { addressOf, createTimedWaits, waitOf } from './timed-waits.ts';
import { type Begun, turnAmong } from './turn.ts';
import type { Waiting } from './waiting.ts';
import { createWaitingRoom } from './waiting-room.ts';

/** What waits to go on in a run under the virtual clock, and what has happened in it until now. */
export function createAgenda(root: number) {
  const time: VirtualTime = { now: 0n };
  const known = createKnownTasks(root);
  const room = createWaitingRoom();
  const timedWaits = createTimedWaits();
  const polls = createPolls(timedWaits);
  const pace = createPace();
  const outsideWorld = createOutsideWorld();
  const log = createRunLog(time);
  const entrance = createEntrance({ time, log, room, timedWaits, polls, known, outsideWorld });
  const { order, threads, threadOf, tree } = known;
  let arrived: Message[] = [];
  let begun: Begun;

  const enterAll = () => {
    const batch = arrived.map((message) => ({ message, at: order(message.from) }));
    arrived = [];
    for (const { message } of batch.sort((a, b) => a.at - b.at)) entrance.enter(message);
  };

  /** A gate is opened at this instant. */
  const spendInstant = () => {
    time.now = pace.opened(time.now, nextAmong(room.all, time.now));
  };

  return {
    log: log.messages,
    outsideWorld,
    pace,
    threads,
    threadOf,
    gates: known.gates,
    pids: known.pids,
    observed: known.observed,
    tree,
    /** The place of an address among the tasks; behind them all for one of which nothing is known. */
    order,
    /** How many may come to a gate. */
    get taskCount() {
      return known.count;
    },
    get now() {
      return time.now;
    },
    /** Whether the program started a process of which nothing is known. */
    get foreign() {
      return known.foreign;
    },
    get polls() {
      return polls.inARow;
    },
    /** Time has passed by itself, up to this. */
    advance(now: bigint) {
      if (now > time.now) time.now = now;
    },
    /** What waits, if all of it waits for nothing but somebody outside the program. */
    idle(): readonly Waiting[] {
      return room.all.every(({ outside }) => outside !== undefined) ? room.all : [];
    },
    /** Messages have come. `settle` puts them in order, when nothing runs any more. */
    receive(messages: readonly Message[]) {
      for (const message of messages) {
        arrived.push(message);
        known.receive(message);
        if (message.event === 'hello') room.readmit(message.from);
      }
    },
    /**
     * Put the messages that have arrived in order of their tasks: two tasks that ran at once sent
     * theirs in an order that was luck. Forget what waits in threads that have ended.
     *
     * @param alive the threads that there are
     */
    settle(alive: readonly Pick<BlockedThread, 'pid' | 'tid' | 'turns'>[]) {
      enterAll();
      // The other threads of an observed process belong to its runtime.
      const ours = alive.filter(({ pid, tid }) => threads.has(tid) || !known.observed.has(pid));
      timedWaits.look(ours, (wait) => threadOf(addressOf(wait)));
      const tids = new Set(alive.map(({ tid }) => tid));
      room.letGo(({ address }) => {
        const tid = threadOf(address);
        return tid !== undefined && !tids.has(tid);
      });
    },
    /** What may go on now; or else what is due first, however far away. */
    ready(): Waiting[] {
      const first = room.nextToLeave;
      if (first !== undefined) return [{ ...first, due: null, message: undefined }];
      return turnAmong(room.free(), {
        now: time.now,
        isBusy: pace.isBusy,
        begun,
        order,
        isHelper: (address) => tree().helpers.has(address),
      });
    },
    /** The gate of a task that is to look again: what it waits for may have come. */
    looksAgain(): number | undefined {
      const free = room.free();
      if (pace.isBusy && free.some(({ due }) => due !== null && due <= time.now)) return undefined;
      const isOf = (wait: string | undefined, { address, id }: Waiting) =>
        id !== undefined && waitOf(address, id) === wait;
      const next = timedWaits.next((wait) =>
        free.some((one) => isOf(wait, one) && polls.mayLook(one)),
      );
      const one = room.all.find((other) => isOf(next, other));
      if (one === undefined || !('gate' in one.how)) return undefined;
      room.remove((other) => other === one);
      polls.looked(one.address);
      spendInstant();
      return one.how.gate;
    },
    /**
     * Let one go on: time jumps to when it is due.
     *
     * @returns this one, and the other timers that Node rings in the same phase of its loop
     */
    release(one: Waiting): Waiting[] {
      if (one.since !== undefined) pace.worked(one.name, one.since, one.due ?? time.now);
      if (one.due !== null && one.due > time.now) {
        time.now = one.due;
        pace.rested();
      } else spendInstant();
      const released = 'bell' in one.how ? phaseOf(one as Ringing, room.all, time.now) : [one];
      const gone = new Set(released.map(({ how }) => how));
      room.letGo(({ how }) => gone.has(how));
      if (!one.leaves) begun = one.message?.event === 'text' ? one.message : undefined;
      polls.wentOn(one);
      if (one.message !== undefined) log.add(one.message);
      return released;
    },
    /** The first of the other tasks that could go on, while this one never rests. */
    waitingBeside(task: string): Waiting | undefined {
      enterAll();
      const others = room
        .free()
        .filter(({ name, kind }) => kind !== 'poll' && name.split('~')[0] !== task);
      return others.sort((a, b) => Number((a.due ?? time.now) - (b.due ?? time.now)))[0];
    },
    /** The gates that were given back since the last call. */
    withdrawn: entrance.withdrawn,
    /** Take in what has arrived when the program is over. */
    close() {
      enterAll();
      return log.messages;
    },
  };
}

export type Agenda = ReturnType<typeof createAgenda>;
