import type { Limits } from '../limits.ts';
import { LATENESS_LOOKS, LONGEST_LOOK, REAL_EFFORT_LOOKS } from '../looks.ts';
import { text } from '../messages/text.ts';
import { type BareStart, cpuLimit } from './cpu-limit.ts';
import type { GiveUp } from './driver.ts';
import { effortMeter } from './effort.ts';
import { stoppedAmong, withDescendants } from './processes.ts';
import type { Root } from './start.ts';

/** What became of a program in real time. */
export interface RealWatch extends Disposable {
  /** By how many seconds, at most, the machine may have made the program late until now. */
  late: () => number;
  /** The most CPU seconds that it used between two rests. */
  computed: () => number;
}

/**
 * In real time: ends a program that computes without end, or that sleeps longer than it may. While a
 * thread of it runs or waits for a processor it does not sleep, so a slow machine changes nothing.
 */
export function watchInRealTime(
  { pid, proc }: Root,
  limits: Limits,
  { bareStart, stop }: { bareStart: BareStart; stop: GiveUp },
): RealWatch {
  const meter = effortMeter(() => [pid], proc);
  const isCounted = process.platform === 'linux';
  // A program that waits in a busy loop uses as much CPU time as the wait takes: no mistake.
  const cpu = Math.max(limits.cpu, limits.seconds);
  const isTooMuch = cpuLimit({ cpu, starts: limits.starts }, bareStart);
  const lateness = timerLateness();
  let late = 0;
  let asleep = 0;
  let most = 0;
  let last = performance.now();
  const account = () => {
    const effort = meter.look();
    const passed = (performance.now() - last) / 1000;
    last += passed * 1000;
    // Each of several threads may be late, but none by more than the time that passed.
    const lost = Math.min(passed, effort.busy + lateness.take());
    late += lost;
    most = Math.max(most, effort.seconds);
    if (!effort.isAtWork) meter.rested();
    const looked = Math.min(passed, (REAL_EFFORT_LOOKS + LONGEST_LOOK) / 1000);
    asleep += Math.max(0, looked - effort.busy);
    return effort;
  };
  const look = () => {
    const effort = account();
    const limit = isTooMuch(effort.seconds);
    if (limit !== undefined) {
      stop('spinning', [text('computes', limit)]);
    } else if (isCounted && !effort.isAtWork && isStoppedWhole(pid, proc)) {
      stop('stopped', [text('processStopped', pid)]);
    } else if (asleep > limits.seconds) {
      stop(isCounted ? 'timed out' : 'stalled', [text('sleepsOn', limits.seconds)]);
    }
  };
  const timer = setInterval(look, Math.min(REAL_EFFORT_LOOKS, (limits.seconds * 1000) / 4));
  return {
    late() {
      account();
      return late;
    },
    computed: () => most,
    [Symbol.dispose]() {
      clearInterval(timer);
      lateness[Symbol.dispose]();
    },
  };
}

/** Whether all of a program is stopped, so that nobody can continue another. */
function isStoppedWhole(root: number, proc: string): boolean {
  if (stoppedAmong([root], proc).length === 0) return false;
  const all = withDescendants(root, proc);
  return stoppedAmong(all, proc).length === all.length;
}

/** How late the harness's own timer was since the last call: others may have been as late. */
function timerLateness(): { take: () => number } & Disposable {
  let late = 0;
  let due = performance.now() + LATENESS_LOOKS;
  const timer = setInterval(() => {
    const now = performance.now();
    late += Math.max(0, now - due - 1);
    due = now + LATENESS_LOOKS;
  }, LATENESS_LOOKS);
  return {
    take() {
      const seconds = late / 1000;
      late = 0;
      return seconds;
    },
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
