import type { Lane } from '../launch/lane.ts';
import type { Agenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import type { Halt } from './halt.ts';
import type { Hold } from './hold.ts';
import type { Idleness } from './idleness.ts';
import { createLetGo } from './let-go.ts';
import type { Patience } from './patience.ts';
import type { Schedule } from './schedule.ts';
import type { Standstill } from './standstill.ts';
import type { TimeLimit } from './time-limit.ts';
import type { VirtualLimits } from './virtual-limits.ts';
import type { Waiting } from './waiting.ts';
import type { Reader, WaitList } from './waits-outside.ts';

interface Parts {
  agenda: Agenda;
  lane: Lane;
  reader: Reader;
  schedule: Schedule;
  hold: Hold;
  standstill: Standstill;
  idleness: Idleness;
  timeLimit: TimeLimit;
  limits: VirtualLimits;
  uncontrolled: WaitList;
  patience: Patience;
  halt: Halt;
  /** Where the kernel shows the program's processes. */
  proc: string;
}

/** Lets exactly one task of a program that is at rest go on. */
export function createStep(parts: Parts) {
  const { agenda, lane, schedule, hold, standstill, idleness, timeLimit, patience, halt } = parts;
  const letGo = createLetGo(agenda, lane, parts.proc);

  /** A task looks whether what it waits for has come. Whether there was one. */
  const lookAgain = (): boolean => {
    const gate = agenda.looksAgain();
    if (gate === undefined) return false;
    lane.lookAgain(gate);
    patience.moved();
    return true;
  };

  /** Ends the program if it may not go on until then. Whether it did. */
  const endInTime = (due: bigint, threads: readonly BlockedThread[]): boolean => {
    const isUp = halt.end === undefined ? timeLimit.before(due, agenda.now) : undefined;
    if (isUp === undefined) return false;
    agenda.advance(isUp.at);
    halt.giveUp(isUp.kind, [
      isUp.detail,
      ...idleness.told(idleness.sources(threads)).map(({ what }) => what),
    ]);
    return true;
  };

  const goOn = (one: Waiting, isVain: boolean, threads: readonly BlockedThread[]) => {
    const before = agenda.now;
    hold.stop();
    patience.moved();
    const released = agenda.release(one);
    const excess = parts.limits.afterwards(agenda, one.name, isVain ? agenda.now : before);
    if (excess !== undefined) {
      const locked = threads.filter(({ wait }) => wait.name === 'futex');
      halt.giveUp(excess.kind, [
        excess.detail,
        ...parts.reader.blocked(locked).map(({ what }) => what),
      ]);
      return;
    }
    if (agenda.now !== before) lane.show(agenda.now);
    if (agenda.now !== before && one.kind !== 'poll') timeLimit.woke();
    letGo(one, released);
  };

  const chooseAmong = (ready: readonly Waiting[], threads: readonly BlockedThread[]) => {
    standstill.isOver();
    const isVain = agenda.idle().length > 0;
    if (isVain && idleness.isInVain()) {
      standstill.loiter(threads);
      return;
    }
    idleness.wentOn(isVain);
    standstill.forget();
    if (endInTime(ready[0]?.due ?? agenda.now, threads)) return;
    const one = schedule.next(ready);
    if (one === undefined) halt.giveUp('nondeterministic', [schedule.refusal(ready)]);
    else goOn(one, isVain, threads);
  };

  const isBeyondEnd = ({ due }: Waiting) =>
    halt.end !== undefined && due !== null && due > halt.end;

  /** @returns whether it waits for what comes in real time */
  return (threads: readonly BlockedThread[]): boolean => {
    agenda.settle(threads);
    for (const gate of agenda.withdrawn()) lane.takeBack(gate);
    parts.uncontrolled.note(parts.reader.outside(threads));
    if (lookAgain()) return false;
    const ready = agenda.ready();
    if (halt.end !== undefined && ready.every(isBeyondEnd)) {
      halt.over();
      return false;
    }
    if (ready.length === 0) return standstill.look(threads);
    if (hold.mustWait(ready, threads)) return true;
    chooseAmong(ready, threads);
    return false;
  };
}
