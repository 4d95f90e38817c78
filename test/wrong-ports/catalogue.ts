import type { CheckName } from '../../harness/judge/verdict.ts';

/** What a wrong port must be told: the check that fails, and its sentence. */
export type Mistake = [check: CheckName, sentence: RegExp];

/**
 * The wrong ports that are judged under the virtual clock, by pair and file. Those of
 * 02_processes are judged in real time (wrong-ports.test.ts).
 */
export const CATALOGUE: Record<string, Record<string, Mistake>> = {
  '04_fork': {
    'waits-before-the-second-fork': ['timing', /^ran one after the other: .* expected max\(/],
    'child-falls-through': [
      'output',
      /^2 lines that the original does not print, first “总共耗费了/,
    ],
  },
  '05_pool': {
    'awaits-each-job': ['timing', /^ran one after the other: .* s, expected pool of 2\(/],
    'as-many-workers-as-jobs': [
      'tasks',
      /^the original has 2 processes beside main, the port has 5 processes$/,
    ],
    'promises-posing-as-a-pool': ['tasks', /the port has none: a promise is neither a process/],
  },
  '06_queue': {
    'saves-only-when-all-are-downloaded': [
      'timing',
      /^ran one after the other: .* s, expected pipeline\(/,
    ],
    'forgets-the-sentinel': ['ending', /^the port is in a deadlock: nothing in it can go on$/],
    'an-array-as-if-shared': ['output', /^6 lines of the original missing, first “开始保存/],
  },
  '07_pipe': {
    'asks-for-all-before-it-reads': ['output', /^another order: “请下载Peking Hot\.avi\.” before/],
    'forgets-to-close': ['ending', /^the port is in a deadlock: nothing in it can go on$/],
    'leaves-a-copy-open': ['ending', /^the port is in a deadlock: nothing in it can go on$/],
  },
  '08_thread_class': {
    'run-instead-of-start': [
      'tasks',
      /^the original has 3 threads beside main, the port has 1 thread$/,
    ],
    'lingers-for-its-watcher': [
      'output',
      /^1 line that the original does not print, first “一个小时过去了\.”$/,
    ],
  },
  '09_lock': {
    'no-lock-in-the-second-phase': [
      'timing',
      /^ran side by side: .*is an `await`, or a lock, missing\? \(phase 2 of 2\)$/,
    ],
    'a-lock-for-each': ['timing', /^ran side by side: .*\(phase 2 of 2\)$/],
    'lock-round-the-first-phase': ['timing', /^ran one after the other: .*\(phase 1 of 2\)$/],
  },
  '10_executor': {
    'results-in-order-of-submission': [
      'output',
      /^another order: “Python从入门到住院\.pdf下载完成! .*the same task prints it after that$/,
    ],
    'threads-where-processes-belong': [
      'tasks',
      /^the original has 2 processes and 2 threads beside main, the port has 4 threads$/,
    ],
    'total-before-the-results': [
      'timing',
      /^printed its total, 0\.00 s, before its tasks had ended, .*\(phase 2 of 2\)$/,
    ],
  },
};
