import type { Lane } from '../launch/lane.ts';
import { type Said, text } from '../messages/text.ts';
import { commandLine } from '../proc/stat.ts';
import type { Agenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import type { Wait } from './system-call.ts';

/** The most frequent calls, those of gates and locks: nobody on the network can end them. */
const AT_HOME = new Set(['read', 'futex']);

/** Begins a place where somebody on the network may answer. */
const NETWORK = '!';

type Facts = Pick<Agenda, 'threads' | 'observed' | 'gates' | 'outsideWorld' | 'tree' | 'order'>;

/** What a thread waits for, for a reader. */
interface Told {
  /** The task's place among the others. */
  order: number;
  /** A task, or a process that is none. */
  who: string;
  what: Said;
  /** It ends by itself after a time. */
  timed: boolean;
  /** At which line of the program, where that is known. */
  where?: string | undefined;
}

/**
 * Tells what blocked threads wait for, and what of it the harness does not own.
 *
 * @param proc where the kernel tells of the program's processes
 */
export function readerOf(agenda: Facts, lane: Pick<Lane, 'place'>, proc: string) {
  // V8 tidies up by timers in Node's event loop; the harness owns the program's timers.
  const isHousekeeping = ({ tid, wait }: Pick<BlockedThread, 'tid' | 'wait'>) =>
    wait.name.startsWith('epoll') && agenda.threads.get(tid)?.language !== 'python';
  const who = (address: string, pid: number) =>
    agenda.tree().at(address) ?? `“${commandLine(proc, pid)}”`;
  const told = (address: string, pid: number, wait: Wait, where?: string): Told => {
    const name = who(address, pid);
    const what =
      wait.awaited === undefined
        ? text('waitsInCall', name, wait.name)
        : text('waitsFor', name, wait.awaited, wait.name);
    return { order: agenda.order(address), who: name, what, timed: wait.timed, where };
  };
  return {
    isHousekeeping,
    who,
    /** Waits in real time, for a reader: timed ones of tasks, and of foreign processes. */
    outside: (threads: readonly BlockedThread[]): Told[] =>
      inTurn(threads, ({ pid, tid, wait }) => {
        const task = agenda.threads.get(tid);
        // Other threads of an observed process are its runtime's own.
        if (task === undefined && agenda.observed.has(pid)) return [];
        const [peer] = task === undefined ? [] : agenda.outsideWorld.peersOf(task.address);
        if (task !== undefined && peer !== undefined && wait.name.startsWith('epoll')) {
          const own = told(task.address, pid, wait);
          return [{ ...own, what: text('waitsForPeer', own.who, peer) }];
        }
        if (isHousekeeping({ tid, wait }) || (!wait.timed && AT_HOME.has(wait.name))) return [];
        const gate = task && agenda.gates.get(task.address);
        const place = gate === undefined ? '' : lane.place(gate);
        if (!wait.timed && !place.startsWith(NETWORK)) return [];
        return [
          told(task?.address ?? `${pid}:0`, pid, wait, place.replace(NETWORK, '') || undefined),
        ];
      }),
    /** What each of the tasks waits for, for a reader; nothing for a runtime's own threads. */
    blocked: (threads: readonly BlockedThread[]): Pick<Told, 'who' | 'what'>[] =>
      inTurn(threads, ({ pid, tid, wait }) => {
        const address = agenda.threads.get(tid)?.address ?? (pid === tid ? `${pid}:0` : undefined);
        return address === undefined ? [] : [told(address, pid, wait)];
      }),
  };
}

export type Reader = ReturnType<typeof readerOf>;

/**
 * In the order of tasks. Threads come in the order of their ids, which the kernel uses again: that
 * order does not tell which is older.
 */
function inTurn(
  threads: readonly BlockedThread[],
  tellOf: (thread: BlockedThread) => Told[],
): Told[] {
  return threads.flatMap(tellOf).sort((a, b) => a.order - b.order);
}

/** The waits in real time of a whole run, each once for every line at which it was found. */
export function listOfWaits() {
  /** By what is waited for, in English. */
  const waits = new Map<string, { what: Said; lines: Set<string> }>();
  return {
    note(found: readonly Told[]) {
      for (const { what, where } of found) {
        const wait = waits.get(String(what)) ?? { what, lines: new Set() };
        waits.set(String(what), wait);
        // A wait that has ended has removed its place, perhaps before this reads it.
        if (where !== undefined) wait.lines.add(where);
      }
    },
    /** Nothing came of these. */
    forget(found: readonly Told[]) {
      for (const { what } of found) waits.delete(String(what));
    },
    /** For a reader. */
    told: (): Said[] =>
      [...waits.values()].flatMap(({ what, lines }) =>
        lines.size === 0
          ? text('inRealTime', what, undefined)
          : [...lines].map((line) => text('inRealTime', what, line)),
      ),
  };
}

export type WaitList = ReturnType<typeof listOfWaits>;
