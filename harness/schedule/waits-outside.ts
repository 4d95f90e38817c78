import { commandLine } from '../launch/process-tree.ts';
import type { createAgenda } from './agenda.ts';
import type { Lane } from './lane.ts';
import type { BlockedThread } from './quiescence.ts';

/** Calls in which nobody on the network is waited for: of gates and locks, the most frequent. */
const AT_HOME = new Set(['read', 'futex']);

/** Begins a place where somebody on the network may answer. */
const NETWORK = '!';

type Agenda = Pick<ReturnType<typeof createAgenda>, 'threads' | 'observed' | 'gates' | 'tree'>;

/**
 * Tells what blocked threads wait for, and what of it the harness does not own.
 *
 * @param proc where the kernel tells of the program's processes
 */
export function readerOf(agenda: Agenda, lane: Pick<Lane, 'place'>, proc: string) {
  // V8 sweeps up after itself by timers in Node's event loop; those of the program are owned.
  const isHousekeeping = ({ tid, wait }: BlockedThread) =>
    wait.name.startsWith('epoll') && agenda.threads.get(tid)?.language !== 'python';
  const who = (address: string, pid: number) =>
    agenda.tree().at(address) ?? `“${commandLine(pid, proc)}”`;
  return {
    isHousekeeping,
    /** Waits in real time, for a reader: timed ones of tasks, and of foreign processes. */
    outside: (threads: readonly BlockedThread[]): string[] =>
      threads.flatMap((thread) => {
        const { pid, tid, wait } = thread;
        const task = agenda.threads.get(tid);
        // Other threads of an observed process are its runtime's own.
        if (task === undefined && agenda.observed.has(pid)) return [];
        if (isHousekeeping(thread) || (!wait.timed && AT_HOME.has(wait.name))) return [];
        const gate = task && agenda.gates.get(task.address);
        const place = gate === undefined ? '' : lane.place(gate);
        if (!wait.timed && !place.startsWith(NETWORK)) return [];
        const at = place === '' ? '' : ` at ${place.replace(NETWORK, '')}`;
        return [`${who(task?.address ?? `${pid}:0`, pid)} ${wait.text}${at}`];
      }),
    /** What the task of a thread waits for, for a reader; nothing for a runtime's own. */
    blocked({ pid, tid, wait }: BlockedThread): string[] {
      const address = agenda.threads.get(tid)?.address ?? (pid === tid ? `${pid}:0` : undefined);
      return address === undefined ? [] : [`${who(address, pid)} ${wait.text}`];
    },
  };
}
