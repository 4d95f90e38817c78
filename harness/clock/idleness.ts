import type { Lane } from '../launch/lane.ts';
import { IDLE_GRACE, IDLE_ROUNDS } from '../looks.ts';
import { type Said, text } from '../messages/text.ts';
import { processOf } from '../trace/messages.ts';
import type { Agenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { type Source, sourcesOf } from './outside-sources.ts';

type Facts = Pick<Agenda, 'threads' | 'gates' | 'order' | 'outsideWorld' | 'idle'>;

/** How a program asks for it. */
const CALLS: Record<Source['kind'], string> = {
  connection: 'accept',
  answer: 'receive',
  message: 'receive',
  change: 'watch',
  signal: 'pause',
};

/**
 * Tells a program that waits for something from outside, as a server does, from one that is in a
 * deadlock.
 *
 * @param who names a task, or a process that is none
 * @param proc where the kernel tells of the program's processes
 * @param clock milliseconds of real time
 */
export function watchIdleness(
  agenda: Facts,
  lane: Pick<Lane, 'place'>,
  who: (address: string, pid: number) => string,
  proc: string,
  clock: () => number = () => performance.now(),
) {
  /** How often in a row the program went on only to look for somebody from outside. */
  let rounds = 0;
  let since: { turns: string; at: number } | undefined;

  const placeOf = ({ kind, name, thread }: Source) => {
    const task = agenda.threads.get(thread.tid);
    const gate = task && agenda.gates.get(task.address);
    const own = gate === undefined ? '' : lane.place(gate).replace(/^!/, '');
    return (
      own ||
      (kind === 'change' || kind === 'connection'
        ? agenda.outsideWorld.listening.get(name ?? '')
        : '')
    );
  };
  const tellOf = (address: string, kind: Source['kind'], place: string | undefined) => {
    const name = who(address, processOf(address));
    return {
      order: agenda.order(address),
      who: name,
      what: text('waitsOutside', name, kind, CALLS[kind], place || undefined),
    };
  };
  return {
    /** Something went on. @param isVain it only looked for somebody from outside */
    wentOn(isVain: boolean) {
      rounds = isVain ? rounds + 1 : 0;
    },
    /** Whether the program has looked so often for nobody that it will do nothing else. */
    isInVain: () => rounds >= IDLE_ROUNDS,
    /** What from outside the threads wait for. */
    sources: (threads: readonly BlockedThread[]) => sourcesOf(threads, proc),
    /** Whether nobody from outside has come for a while. */
    isLeftAlone(threads: readonly BlockedThread[]): boolean {
      const turns = threads.map(({ tid, turns }) => `${tid} ${turns}`).join();
      if (since?.turns !== turns) since = { turns, at: clock() };
      return clock() - since.at >= IDLE_GRACE * 1000;
    },
    /** For a reader: which task waits for what, and at which line of the program. */
    told(sources: readonly Source[]): { who: string; what: Said }[] {
      const waits = [
        ...sources.map((source) => {
          const { pid, tid } = source.thread;
          const address = agenda.threads.get(tid)?.address ?? `${pid}:0`;
          return tellOf(address, source.kind, placeOf(source));
        }),
        ...agenda.idle().flatMap(({ address, outside }) => {
          return outside ? [tellOf(address, 'connection', outside)] : [];
        }),
      ].sort((a, b) => a.order - b.order);
      return [...new Map(waits.map((wait) => [String(wait.what), wait])).values()];
    },
  };
}

export type Idleness = ReturnType<typeof watchIdleness>;
