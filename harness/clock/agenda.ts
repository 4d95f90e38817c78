import { POLL_LOOKS, TICK } from '../limits.ts';
import type { Message } from '../trace/messages.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { phaseOf, type Ringing } from './event-loop.ts';
import { createKnownTasks } from './known-tasks.ts';
import { dueAmong, freeAmong, nextAmong } from './may-go-on.ts';
import { createOutsideWorld } from './outside-world.ts';
import { createPace } from './pace.ts';
import { createTimedWaits, deadline } from './timed-waits.ts';
import type { Waiting } from './waiting.ts';

const TURN = 0.001;

/** In seconds. */
const POLL = Number(TICK) / 1e9;

/** Whether a message is the next part of the same line. */
const goesOn = (begun: Message & { event: 'text' }, next: Message | undefined) =>
  (next?.event === 'text' || next?.event === 'line') &&
  next.from === begun.from &&
  next.stream === begun.stream;

/** A task may begin another timed wait in a signal handler, while the first goes on. */
const waitOf = (address: string, id: number) => `${address} ${id}`;
const addressOf = (wait: string) => wait.slice(0, wait.indexOf(' '));

/** What waits to go on in a run under the virtual clock, and what has happened in it until now. */
export function createAgenda(root: number) {
  const log: Message[] = [];
  const known = createKnownTasks(root);
  const { order, threads, threadOf, tree: currentTree } = known;
  /** Gates that nobody waits at any more: a signal handler ended the wait. */
  let withdrawn: number[] = [];
  let arrived: Message[] = [];
  let waiting: Waiting[] = [];
  /** Gates of those that end and cannot by themselves: a thread of Node must leave its gate first. */
  let dismissed: Waiting[] = [];
  const outsideWorld = createOutsideWorld();
  const dismissedAddresses = new Set<string>();
  const timedWaits = createTimedWaits();
  let now = 0n;
  /** The part of a line that was let out last, if nothing else happened since. */
  let begun: Extract<Message, { event: 'text' }> | undefined;
  /** By address: the wait of one who polls, until it does anything else. */
  const polling = new Map<string, { wait: string; looks: number }>();
  /** How many polls went on, one after the other, with nothing else between. */
  let polls = 0;
  const pace = createPace();

  const stamped = (message: Message): Message => ({ ...message, at: Number(now) });

  const dismiss = (isTheirs: (address: string) => boolean) => {
    dismissed.push(...waiting.filter(({ address, how }) => 'gate' in how && isTheirs(address)));
    waiting = waiting.filter(({ address }) => !isTheirs(address));
  };
  const wait = (one: Waiting) => {
    if (!dismissedAddresses.has(one.address)) waiting.push(one);
    else if ('gate' in one.how) dismissed.push(one);
  };

  const leavePoll = (address: string) => {
    const poll = polling.get(address);
    if (poll === undefined) return;
    polling.delete(address);
    timedWaits.leave(poll.wait);
  };

  const enter = (message: Message) => {
    const { from, gate } = message;
    const name = currentTree().at(from) ?? from;
    if (message.event !== 'draw' && (message.event !== 'poll' || message.busy)) leavePoll(from);
    switch (message.event) {
      case 'hello':
      case 'line':
      case 'text': {
        if (gate === undefined) break;
        const kind = message.event === 'hello' ? 'start' : 'line';
        wait({ name, kind, how: { gate }, due: null, address: from, message });
        return;
      }
      case 'leave':
        if (gate === undefined) return;
        wait({
          ...{ name, kind: 'start', how: { gate }, due: null, address: from },
          ...{ message: undefined, leaves: true },
        });
        return;
      case 'sleep': {
        const due = deadline(now, message.seconds);
        if (gate === undefined) break;
        wait({ name, kind: 'wake', how: { gate }, due, address: from, message: undefined });
        break;
      }
      case 'timer': {
        const { id, seconds, rest = seconds, bell, waits = false, signal } = message;
        wait({
          name: `${name}~${id}`,
          kind: waits ? 'wait' : 'wake',
          how: { bell, timer: id },
          due: deadline(now, rest),
          duration: seconds,
          ...(signal !== undefined && { signal }),
          ...(message.idle && { outside: '' }),
          address: from,
          message: undefined,
        });
        // A delay of one millisecond, which is also what none means, is a turn of the event loop.
        if (seconds > TURN || waits) {
          log.push(stamped({ ...message, event: waits ? 'wait' : 'sleep' } as Message));
        }
        return;
      }
      case 'wait': {
        const { id, seconds, outside } = message;
        const { due, isNew } = timedWaits.enter(waitOf(from, id), id, now, seconds);
        if (gate !== undefined) {
          const one = { name, kind: 'wait', how: { gate }, due, id, address: from } as const;
          wait({ ...one, message: undefined, ...(outside !== undefined && { outside }) });
        }
        if (!isNew) return;
        break;
      }
      case 'poll': {
        if (gate === undefined) return;
        const { id, yields, rest = POLL, busy } = message;
        if (busy) {
          const work = { name, kind: 'poll', how: { gate }, due: now + TICK, yields } as const;
          wait({ ...work, since: now, address: from, message: undefined });
          return;
        }
        // It looks again when others have run, as every other wait.
        if (polling.get(from)?.wait !== waitOf(from, id)) leavePoll(from);
        const { due } = timedWaits.enter(waitOf(from, id), id, now, Math.min(rest, POLL));
        if (!polling.has(from)) polling.set(from, { wait: waitOf(from, id), looks: 0 });
        const poll = { name, kind: 'poll', how: { gate }, due, yields, id } as const;
        wait({ ...poll, address: from, message: undefined });
        return;
      }
      case 'resume':
        timedWaits.leave(waitOf(from, message.id));
        waiting = waiting.filter(({ address, id }) => address !== from || id !== message.id);
        break;
      case 'withdraw': {
        const isAt = ({ how }: Waiting) => 'gate' in how && how.gate === message.gate;
        // It was opened when the signal came: the sleep was slept.
        if (message.sleep !== null && !waiting.some(isAt)) {
          log.push(stamped({ at: message.at, from, event: 'wake', id: message.sleep }));
        }
        waiting = waiting.filter((one) => !isAt(one));
        withdrawn.push(message.gate);
        return;
      }
      case 'cancel':
        waiting = waiting.filter(
          ({ address, how }) => !(address === from && 'timer' in how && how.timer === message.id),
        );
        return;
      case 'outside':
      case 'listen':
      case 'unowned':
      case 'alarm':
        outsideWorld.receive(message, name);
        return;
      case 'dismiss':
        dismissedAddresses.add(message.child);
        dismiss((address) => address === message.child);
        return;
      case 'end': {
        const [pid = '', thread] = from.split(':');
        if (thread !== '0' || known.languageOf(from) !== 'node') break;
        const workers = known.threadsOf(pid).filter((address) => address !== from);
        for (const address of workers) dismissedAddresses.add(address);
        dismiss((address) => workers.includes(address));
        break;
      }
      default:
    }
    log.push(stamped(message));
  };

  const enterAll = () => {
    const batch = arrived.map((message) => ({ message, at: order(message.from) }));
    arrived = [];
    for (const { message } of batch.sort((a, b) => a.at - b.at)) enter(message);
  };

  const free = () => freeAmong(waiting);

  return {
    log,
    outsideWorld,
    pace,
    threads,
    threadOf,
    gates: known.gates,
    pids: known.pids,
    /** How many may come to a gate. */
    get taskCount() {
      return known.count;
    },
    observed: known.observed,
    get now() {
      return now;
    },
    /** Whether a process was started of which nothing is known. */
    get foreign() {
      return known.foreign;
    },
    /** Time has passed by itself, up to this. */
    advance(time: bigint) {
      if (time > now) now = time;
    },
    get polls() {
      return polls;
    },
    /** What waits, if all of it waits for nothing but somebody outside the program. */
    idle(): readonly Waiting[] {
      return waiting.every(({ outside }) => outside !== undefined) ? waiting : [];
    },
    tree: currentTree,
    /** The place of an address among the tasks; behind them all for one of which nothing is known. */
    order,
    /** Messages have come. They are put in order only when nothing runs any more. */
    receive(messages: readonly Message[]) {
      for (const message of messages) {
        arrived.push(message);
        known.receive(message);
        if (message.event === 'hello') dismissedAddresses.delete(message.from);
      }
    },
    /**
     * Put what has arrived in order: by task, since two that ran at once spoke in an order that
     * was luck. What waited for a thread that has ended waits no more.
     *
     * @param alive the threads that there are
     */
    settle(alive: readonly Pick<BlockedThread, 'pid' | 'tid' | 'turns'>[]) {
      enterAll();
      // Other threads of an observed process are its runtime's own.
      const ours = alive.filter(({ pid, tid }) => threads.has(tid) || !known.observed.has(pid));
      timedWaits.look(ours, (wait) => threadOf(addressOf(wait)));
      const tids = new Set(alive.map(({ tid }) => tid));
      const isAlive = ({ address }: Waiting) => {
        const tid = threadOf(address);
        return tid === undefined || tids.has(tid);
      };
      waiting = waiting.filter(isAlive);
      dismissed = dismissed.filter(isAlive);
    },
    /** What may go on now; if there is nothing, what is due first, however far away. */
    ready(): Waiting[] {
      const [first] = dismissed;
      if (first !== undefined) return [{ ...first, due: null, message: undefined }];
      // A helper is no task: when it goes on is no choice, and which goes on first is luck.
      const sorted = (some: Waiting[]) => {
        const helper = some.find(({ address }) => currentTree().helpers.has(address));
        if (helper !== undefined) return [helper];
        return some.sort((a, b) => order(a.address) - order(b.address));
      };
      const some = free();
      // Others have what it sent: that it ends goes before all that they do next, and is no choice.
      const leaver = some.find(({ leaves }) => leaves);
      if (leaver !== undefined) return [leaver];
      // One line is one step: its parts follow each other where nothing else comes between.
      const next = some.find(({ message }) => begun !== undefined && goesOn(begun, message));
      if (next !== undefined) return [{ ...next, continues: true }];
      return sorted(dueAmong(some, now, pace.isBusy));
    },
    /** The gate of one who waits for something that may have come since it looked: it looks again. */
    looksAgain(): number | undefined {
      const isOf = (name: string | undefined, { address, id }: Waiting) =>
        id !== undefined && waitOf(address, id) === name;
      const some = free();
      if (pace.isBusy && some.some(({ due }) => due !== null && due <= now)) return undefined;
      // What another does for ever must not keep from its moment one who polls.
      const mayLook = ({ address, kind }: Waiting) =>
        kind !== 'poll' || (polling.get(address)?.looks ?? 0) < POLL_LOOKS;
      const next = timedWaits.next((name) => some.some((one) => isOf(name, one) && mayLook(one)));
      const one = waiting.find((other) => isOf(next, other));
      if (one === undefined || !('gate' in one.how)) return undefined;
      waiting = waiting.filter((other) => other !== one);
      const poll = polling.get(one.address);
      if (poll !== undefined) poll.looks += 1;
      now = pace.opened(now, nextAmong(waiting, now));
      return one.how.gate;
    },
    /**
     * Let one go on: time jumps to when it is due.
     *
     * @returns with it the other timers that Node rings in the same phase of its loop
     */
    release(one: Waiting): Waiting[] {
      if (one.since !== undefined) pace.worked(one.name, one.since, one.due ?? now);
      if (one.due !== null && one.due > now) {
        now = one.due;
        pace.rested();
      } else {
        now = pace.opened(now, nextAmong(waiting, now));
      }
      const released = 'bell' in one.how ? phaseOf(one as Ringing, waiting, now) : [one];
      const gone = new Set(released.map(({ how }) => how));
      const isOther = ({ how }: Waiting) => !gone.has(how);
      waiting = waiting.filter(isOther);
      dismissed = dismissed.filter(isOther);
      if (!one.leaves) begun = one.message?.event === 'text' ? one.message : undefined;
      polls = one.kind === 'poll' ? polls + 1 : 0;
      if (one.message !== undefined) log.push(stamped(one.message));
      return released;
    },
    /** Who waits beside a task that never rests: the first that could go on. */
    waitingBeside(task: string): Waiting | undefined {
      enterAll();
      const others = free().filter(
        ({ name, kind }) => kind !== 'poll' && name.split('~')[0] !== task,
      );
      return others.sort((a, b) => Number((a.due ?? now) - (b.due ?? now)))[0];
    },
    /** The gates that were given back since the last call. */
    withdrawn(): number[] {
      const gates = withdrawn;
      withdrawn = [];
      return gates;
    },
    /** What has arrived when the program is over. */
    close() {
      enterAll();
      return log;
    },
  };
}
