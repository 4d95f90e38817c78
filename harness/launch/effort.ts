import { RING } from '../limits.ts';
import { childrenOfThread, threadIds } from '../proc/files.ts';
import { busySecondsIn, statIn, TICKS_A_SECOND } from '../proc/stat.ts';

/** What the threads of a program used since it last rested. */
export interface Effort {
  /** The thread that used most. */
  pid: number;
  tid: number;
  /** CPU seconds of that thread; or the share of each thread, if many use a little (a ring). */
  seconds: number;
  /** Some thread runs, waits for a processor or a disk, or has used CPU time since the last look. */
  isAtWork: boolean;
  /** Seconds for which its threads used or waited for a processor since the last look; all together. */
  busy: number;
}

/** Measures what a program uses; Linux only. */
export interface EffortMeter {
  look: () => Effort;
  /** The program rests: count anew from the next look on. */
  rested: () => void;
}

interface ThreadUse {
  pid: number;
  /** CPU seconds. */
  used: number;
  /** CPU seconds and seconds of waiting for a processor. */
  busy: number;
}

/** Running, and waiting for a disk, which is as good as running. */
const AT_WORK = new Set(['R', 'D']);

/**
 * @param pids the processes that are known; their descendants are found
 * @param proc where the kernel shows them
 */
export function effortMeter(pids: () => Iterable<number>, proc: string): EffortMeter {
  let base: { threads: Map<number, number>; total: number } | undefined;
  let before = new Map<number, ThreadUse>();
  let lastTotal = 0;
  let total = 0;
  return {
    rested() {
      base = undefined;
    },
    look() {
      const all = usesOf(pids(), proc);
      // The account of a process that nobody waited for is gone with it.
      total += Math.max(0, all.total - lastTotal);
      lastTotal = all.total;
      base ??= {
        threads: new Map([...all.threads].map(([tid, { used }]) => [tid, used])),
        total,
      };
      let most = { pid: 0, tid: 0, seconds: 0 };
      let busy = 0;
      let { isAtWork } = all;
      const since: number[] = [];
      for (const [tid, use] of all.threads) {
        const seconds = use.used - (base.threads.get(tid) ?? 0);
        since.push(seconds);
        if (seconds >= most.seconds) most = { pid: use.pid, tid, seconds };
        const last = before.get(tid);
        busy += Math.max(0, use.busy - (last?.busy ?? 0));
        if (use.used > (last?.used ?? 0)) isAtWork = true;
      }
      before = all.threads;
      return { ...most, seconds: shareOf(most.seconds, since, total - base.total), isAtWork, busy };
    },
  };
}

/** What the busiest thread used; or, if all used much more together, the share of each. */
export function shareOf(most: number, threads: readonly number[], all: number): number {
  const taking = threads.filter((seconds) => seconds >= most * RING.share).length;
  return Math.max(most, all / Math.max(RING.least, taking));
}

function usesOf(pids: Iterable<number>, proc: string) {
  const threads = new Map<number, ThreadUse>();
  const seen = new Set<number>();
  const open = [...pids];
  let total = 0;
  let isAtWork = false;
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (seen.has(pid)) continue;
    seen.add(pid);
    const own = statIn(`${proc}/${pid}`);
    if (own === undefined) continue;
    // Includes threads that have ended, and children that somebody waited for.
    total += (own.ticks + own.ticksOfChildren) / TICKS_A_SECOND;
    for (const tid of threadIds(proc, pid)) {
      const folder = `${proc}/${pid}/task/${tid}`;
      const stat = statIn(folder);
      if (stat === undefined) continue;
      if (AT_WORK.has(stat.state)) isAtWork = true;
      const used = stat.ticks / TICKS_A_SECOND;
      threads.set(tid, { pid, used, busy: busySecondsIn(folder) ?? used });
      open.push(...childrenOfThread(proc, pid, tid));
    }
  }
  return { threads, total, isAtWork };
}
