import { TICK } from '../limits.ts';
import type { Message } from '../trace/messages.ts';
import type { KnownTasks } from './known-tasks.ts';
import type { OutsideWorld } from './outside-world.ts';
import type { Polls } from './polls.ts';
import type { RunLog, VirtualTime } from './run-log.ts';
import { deadline, type TimedWaits, waitOf } from './timed-waits.ts';
import type { Waiting } from './waiting.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** Seconds. A delay of one millisecond, which is also what none means, is a turn of the event loop. */
const TURN = 0.001;

/** In seconds. */
const POLL = Number(TICK) / 1e9;

interface Parts {
  time: VirtualTime;
  log: RunLog;
  room: WaitingRoom;
  timedWaits: TimedWaits;
  polls: Polls;
  known: KnownTasks;
  outsideWorld: OutsideWorld;
}

type Entering<Event extends Message['event']> = Extract<Message, { event: Event }>;

/** Takes messages in, in order: what they say waits, or has happened. */
export function createEntrance({ time, log, room, timedWaits, polls, known, outsideWorld }: Parts) {
  /** Gates at which nobody waits any more: a signal handler ended the wait. */
  let withdrawn: number[] = [];

  /** It happens only when the gate is opened. */
  const startOrPrint = (message: Entering<'hello' | 'line' | 'text'>, name: string) => {
    const { from: address, gate, event } = message;
    if (gate === undefined) {
      log.add(message);
      return;
    }
    const kind = event === 'hello' ? 'start' : 'line';
    room.admit({ name, kind, how: { gate }, due: null, address, message });
  };

  const leave = ({ from: address, gate }: Entering<'leave'>, name: string) => {
    if (gate === undefined) return;
    const one = { name, kind: 'start', how: { gate }, due: null, address } as const;
    room.admit({ ...one, message: undefined, leaves: true });
  };

  const sleep = (message: Entering<'sleep'>, name: string) => {
    const { from: address, gate, seconds } = message;
    if (gate !== undefined) {
      const due = deadline(time.now, seconds);
      room.admit({ name, kind: 'wake', how: { gate }, due, address, message: undefined });
    }
    log.add(message);
  };

  const setTimer = (message: Entering<'timer'>, name: string) => {
    const { from: address, id, seconds, rest = seconds, bell, waits = false, signal } = message;
    room.admit({
      name: `${name}~${id}`,
      kind: waits ? 'wait' : 'wake',
      how: { bell, timer: id },
      due: deadline(time.now, rest),
      duration: seconds,
      ...(signal !== undefined && { signal }),
      ...(message.idle && { outside: '' }),
      address,
      message: undefined,
    });
    if (seconds > TURN || waits) {
      log.add({ ...message, event: waits ? 'wait' : 'sleep' } as Message);
    }
  };

  const wait = (message: Entering<'wait'>, name: string) => {
    const { from: address, gate, id, seconds, outside } = message;
    const { due, isNew } = timedWaits.enter(waitOf(address, id), id, time.now, seconds);
    if (gate !== undefined) {
      const one = { name, kind: 'wait', how: { gate }, due, id, address } as const;
      room.admit({ ...one, message: undefined, ...(outside !== undefined && { outside }) });
    }
    if (isNew) log.add(message);
  };

  const poll = (message: Entering<'poll'>, name: string) => {
    const { from: address, gate, id, yields, rest = POLL, busy } = message;
    if (gate === undefined) return;
    const base = { name, kind: 'poll', how: { gate }, yields, address } as const;
    if (busy) {
      const { now } = time;
      room.admit({ ...base, due: now + TICK, since: now, message: undefined });
      return;
    }
    // Like every other wait, it looks again when others have run.
    const wait = waitOf(address, id);
    polls.enter(address, wait);
    const { due } = timedWaits.enter(wait, id, time.now, Math.min(rest, POLL));
    room.admit({ ...base, due, id, message: undefined });
  };

  const resume = (message: Entering<'resume'>) => {
    const { from, id } = message;
    timedWaits.leave(waitOf(from, id));
    room.remove((one) => one.address === from && one.id === id);
    log.add(message);
  };

  const withdraw = ({ at, from, gate, sleep: id }: Entering<'withdraw'>) => {
    const isAt = ({ how }: Waiting) => 'gate' in how && how.gate === gate;
    // The gate was open already when the signal came: the task had slept.
    if (id !== null && !room.all.some(isAt)) log.add({ at, from, event: 'wake', id });
    room.remove(isAt);
    withdrawn.push(gate);
  };

  const cancel = ({ from, id }: Entering<'cancel'>) => {
    room.remove(({ address, how }) => address === from && 'timer' in how && how.timer === id);
  };

  /** A process of Node takes its Workers with it. */
  const end = (message: Entering<'end'>) => {
    const [pid = '', thread] = message.from.split(':');
    if (thread === '0' && known.languageOf(message.from) === 'node') {
      room.dismiss(known.threadsOf(pid).filter((address) => address !== message.from));
    }
    log.add(message);
  };

  return {
    enter(message: Message) {
      const { from } = message;
      const name = known.tree().at(from) ?? from;
      if (message.event !== 'draw' && (message.event !== 'poll' || message.busy)) polls.leave(from);
      switch (message.event) {
        case 'hello':
        case 'line':
        case 'text':
          return startOrPrint(message, name);
        case 'leave':
          return leave(message, name);
        case 'sleep':
          return sleep(message, name);
        case 'timer':
          return setTimer(message, name);
        case 'wait':
          return wait(message, name);
        case 'poll':
          return poll(message, name);
        case 'resume':
          return resume(message);
        case 'withdraw':
          return withdraw(message);
        case 'cancel':
          return cancel(message);
        case 'outside':
        case 'listen':
        case 'unowned':
        case 'alarm':
          return outsideWorld.receive(message, name);
        case 'dismiss':
          return room.dismiss([message.child]);
        case 'end':
          return end(message);
        default:
          return log.add(message);
      }
    },
    /** The gates that were given back since the last call. */
    withdrawn(): number[] {
      const gates = withdrawn;
      withdrawn = [];
      return gates;
    },
  };
}
