import type { TrialName } from '../../harness/app/trials.ts';
import type { CheckName } from '../../harness/judge/check-names.ts';

/** What a wrong port must be told: the check that fails, its sentence, and by which trial. */
export type Mistake = [check: CheckName, sentence: RegExp, trial?: TrialName];

/**
 * The wrong ports that are judged under the virtual clock, by pair and file. Three of 02_processes
 * are judged in real time, too (wrong-ports.test.ts).
 */
export const CATALOGUE: Record<string, Record<string, Mistake>> = {
  '01_sequential': {
    'names-its-files-by-an-enum': [
      'ending',
      /^the port does not load: SyntaxError: TypeScript enum is not supported in strip-only mode$/,
    ],
    'three-decimals': ['output', /^prints “总共.*”: 3 decimals, the original has 2$/],
    'clock-started-late': [
      'timing',
      /^printed a total of 6\.00 s, .*: was the clock started late\?$/,
    ],
    'clock-stopped-early': [
      'timing',
      /^printed a total of 7\.00 s, .*: was the clock stopped early\?$/,
    ],
    'seconds-for-milliseconds': [
      'timing',
      /^slept 0\.007 and 0\.006 s .*: seconds for milliseconds\? Timers of Node count milliseconds/,
    ],
    'milliseconds-for-seconds': [
      'timing',
      /^slept 7000 and 6000 s .*: milliseconds for seconds\? sleep\(\) counts seconds$/,
    ],
    'ticks-for-ever': [
      'ending',
      /^the port never ends: a timer of main \(1 s\) still ticks at 163\.00 s .*original ended at 13\.00 s/,
    ],
    'prints-at-its-exit': ['output', /^1 line that the original does not print, first “再见”$/],
    'not-awaited-in-turn': ['timing', /^ran side by side: .*; is an `await` missing\?$/],
    'sleep-not-awaited': ['timing', /^ran side by side: .*; is an `await` missing\?$/],
    'never-resolves': [
      'ending',
      /^exit code 13 where the original has 0: it ends while an `await` at its top level still waits/,
    ],
    'no-line-end': ['output', /^“总共耗费了13\.00秒\.” has no line end where the original has/],
    'lingers-for-its-watchdog': [
      'ending',
      /^the port lingers: .* asleep\. Which timer is never cleared\?$/,
    ],
    'holds-its-output-back': [
      'output',
      /^holds its output back: “开始下载.* the original at 0\.00 s/,
    ],
  },
  '02_processes': {
    'bracket-missing': ['ending', /^the port does not load: SyntaxError: Expected ',', got '{'$/],
    'imports-without-the-ending': [
      'ending',
      /^the port does not load: Directory import '.*' is not /,
    ],
    'main-in-every-child': [
      'tasks',
      /^main\.1 starts main\.1\.1: each child runs the main program/,
    ],
    'child-starts-the-other': [
      'tasks',
      /^main\.1\.1 is started by main\.1; in the original by main$/,
    ],
    'one-after-the-other': [
      'timing',
      /^ran one after the other: 13\.00 = 7 \+ 6, .*is there an `await`/,
    ],
    'promises-posing-as-processes': ['tasks', /the port has none: a promise is neither a process/],
    'total-before-the-end': ['timing', /^printed its total, 0\.00 s, before .*is a join missing/],
    'full-stop-missing': ['output', /^prints “总共.*”: the full stop is missing$/],
    'comma-of-another-script': [
      'output',
      /^prints “启动下载进程, .*”: other punctuation, “, ” for “，”$/,
    ],
    'space-at-the-end': [
      'output',
      /^prints “.*秒 ” where .*: other white space, “ ” too many at the end$/,
    ],
    'carriage-returns': ['output', /: ends its line with a carriage return \(\\r\\n for \\n\)$/],
    'empty-lines-between': ['output', /^7 empty lines .*: is a line ended twice\?$/],
    'two-lines-in-one': ['output', /: two lines in one, is the end of the first missing\?$/],
    'log-on-stderr': ['output', /^prints “开始下载.*: on stderr, not on stdout$/],
    'warning-on-stderr': ['output', /^4 lines that the original does not print, .*\(on stderr\)$/],
    'exit-code-of-true': ['ending', /^exit code 1 where the original has 0$/],
    'child-exits-with-3': [
      'ending',
      /^main\.1 ends with exit code 3 where the original’s ends with exit code 0$/,
    ],
    'child-is-aborted': [
      'ending',
      /^main\.1 is killed by SIGUSR2 where the original’s ends with exit code 0$/,
    ],
    'child-throws-at-its-end': [
      'ending',
      /^main\.1 ends with exit code 1 .*: an error after its last line that nobody catches, “Error: Pyt/,
    ],
    'rejection-after-the-end': [
      'ending',
      /^exit code 1 .*: an error after its last line that nobody catches, .*Is a promise/,
    ],
    'lingers-for-its-server': [
      'ending',
      /^the port lingers: .*What keeps it alive: a timer, a server, a channel\?$/,
    ],
    'range-one-too-short': [
      'timing',
      /^slept 6 and 6 s .* slept 7 and 6 s: the same draws, is their range another\?$/,
    ],
    'range-of-math-random': [
      'timing',
      /^slept 6 and 6 s .* slept 7 and 6 s: the same draws, is their range another\?$/,
    ],
    'one-draw-for-both': ['timing', /^slept .*: one draw for all\? Each draws its own$/],
    'join-not-awaited': [
      'timing',
      /^printed its total, 0\.00 s, before .*is a join missing, or an `await`/,
    ],
    'joins-only-the-first': [
      'timing',
      /^joins only main\.1: printed its total, 8\.00 s, before main\.2 had .*is a join missing/,
      'mirrored',
    ],
    'joins-only-the-second': [
      'timing',
      /^joins only main\.2: printed its total, 6\.00 s, before main\.1 had .*is a join missing/,
    ],
    'waits-for-any-child': [
      'timing',
      /^joins only main\.2: printed its total, 6\.00 s, before main\.1 had .*is a join missing/,
    ],
    'waits-for-the-first-word': [
      'output',
      /^refines the original: the port never speaks in an order/,
      'orders',
    ],
    'clock-started-late': ['timing', /^printed a total of 0\.00 s, .*: was the clock started late/],
    'clock-stopped-early': [
      'timing',
      /^printed a total of 0\.00 s, .*: was the clock .*stopped early\?$/,
    ],
    'threads-posing-as-processes': ['tasks', /the port has 2 threads: threads pose as processes$/],
    'other-process-first': [
      'output',
      /^another order of tasks: main\.\d does what main\.\d does in the original/,
    ],
    'sleep-not-awaited': [
      'output',
      /^prints too early: .*Is an `await` missing before the sleep\?$/,
    ],
    'seconds-for-milliseconds': [
      'timing',
      /^slept 0\.007 and 0\.006 s .*: seconds for milliseconds\? Timers of Node count milliseconds/,
    ],
    'holds-its-output-back': ['output', /^holds its output back: .* the original at 0\.00 s/],
    'printed-by-the-parent': [
      'tasks',
      /^main prints “启动下载进程.*”, which main\.1 prints in the original/,
    ],
    'printed-by-the-parent-at-the-end': [
      'output',
      /^holds its output back: .* the original at 0\.00 s/,
    ],
    'leaves-a-process-behind': ['ending', /^the port left 2 processes behind when it ended/],
    'deadlock-of-messages': [
      'ending',
      /^the port is in a deadlock: .*main, main\.1 and main\.2 wait for something that nobody sends/,
    ],
    'prints-for-ever': ['ending', /^the port prints without end: \d+ lines at one instant\./],
    'spins-for-ever': ['ending', /^the port (?:computes without end|did not end)/],
  },
  '03_threads': {
    'imports-what-is-not-there': [
      'ending',
      /^the port does not load: SyntaxError: The requested module .* export named 'print'$/,
    ],
    'main-in-every-thread': [
      'tasks',
      /^main\.1 starts main\.1\.1: each child runs the main program/,
    ],
    'full-stop-too-many': ['output', /^prints “总共.*”: a full stop too many$/],
    'two-decimals': ['output', /^prints “总共.*”: 2 decimals, the original has 3$/],
    'processes-posing-as-threads': [
      'tasks',
      /the port has 2 processes: processes pose as threads$/,
    ],
    'run-instead-of-start': ['tasks', /the original has 2 threads beside main, the port has none/],
    'calls-its-target': [
      'output',
      /^main fails with an uncaught error, “TypeError: the target is not a function\..*; 3 lines of the/,
    ],
    'joins-before-the-second-start': ['timing', /^ran one after the other: 13\.00 = 7 \+ 6, /],
    'joins-none': ['timing', /^printed its total, 0\.00 s, before .*is a join missing/],
    'joins-only-the-second': [
      'timing',
      /^joins only main\.2: printed its total, 6\.00 s, before main\.1 had .*is a join missing/,
    ],
    'shouts-in-full-width': [
      'output',
      /^prints “.*下载完成！.*: other punctuation, “！” for “! ”$/,
    ],
    'seconds-for-milliseconds': [
      'timing',
      /^slept 0\.007 and 0\.006 s .*: seconds for milliseconds\? Timers of Node count milliseconds/,
    ],
    'holds-its-output-back': ['output', /^holds its output back: .* the original at 0\.00 s/],
    'printed-by-the-parent': [
      'tasks',
      /^main prints “开始下载.*”, which main\.1 prints in the original/,
    ],
    'thread-throws-at-its-end': [
      'output',
      /^main fails with an uncaught error, “RangeError.*: Peking Hot\.avi未保存” \(on stderr\); 2 lines/,
    ],
    'deadlock-of-a-flag': [
      'ending',
      /^the port is in a deadlock: .*main waits for something that never happens: .*a notify/,
    ],
  },
  '04_fork': {
    'waits-before-the-second-fork': ['timing', /^ran one after the other: .* expected max\(/],
    'child-falls-through': [
      'output',
      /^2 lines that the original .*“总共耗费了.*: main\.2 goes on as its parent does/,
    ],
    'waits-for-the-second-first': [
      'output',
      /^another order: “子进程\[⟨main\.2⟩\]结束了.*the same task prints it/,
    ],
    'child-exits-with-1': ['output', /^prints “子进程.*状态256\.” .*: another number$/],
    'tells-its-own-pid': [
      'output',
      /^prints “Peking Hot.*: its own process id for that of its parent/,
    ],
    'waits-for-none-of-them': [
      'ending',
      /^the port left 2 processes behind .*: is a join, or a kill, missing\?$/,
    ],
    'child-forks-too': [
      'tasks',
      /^the original has 2 processes .* has 3 processes: main\.1 starts main\.1\.1\. Does each child run main/,
    ],
  },
  '05_pool': {
    'awaits-each-job': [
      'timing',
      /^ran one after the other: .* s, expected pool of 2\(.*; is there an `await` between the jobs/,
    ],
    'as-many-workers-as-jobs': [
      'tasks',
      /^the original has 2 processes beside main, the port has 5 processes: one for each sleep$/,
    ],
    'promises-posing-as-a-pool': ['tasks', /the port has none: a promise is neither a process/],
    'forgets-to-close': [
      'output',
      /^main fails with an uncaught error, “ValueError: Pool is still running”/,
    ],
    'chunks-of-two': ['output', /^another order: “开始下载课程录像/, 'mirrored'],
    'one-worker': ['tasks', /^the original has 2 processes beside main, the port has 1 process$/],
    'sums-without-the-first': [
      'output',
      /^prints “五次下载加起来是26秒\.” .*: another number, it lacks the 7 of main\.1/,
    ],
    'clock-started-late': ['timing', /^printed a total of 0\.00 s, .*: was the clock started late/],
    'clock-stopped-early': [
      'timing',
      /^printed a total of 0\.00 s, .*: was the clock .*stopped early\?$/,
    ],
  },
  '06_queue': {
    'saves-only-when-all-are-downloaded': [
      'timing',
      /^ran one after the other: .* s, expected pipeline\(.*is each item passed on as soon as it is done/,
    ],
    'forgets-the-sentinel': [
      'ending',
      /^the port is in a deadlock: .*main and main\.2 wait for .*a sentinel/,
    ],
    'an-array-as-if-shared': [
      'output',
      /^6 lines of the original missing, first “开始保存.*: main\.2 says nothing\. .*Tasks share no/,
    ],
    'sentinel-after-each-file': [
      'output',
      /^4 lines of the original missing, first “开始保存Peking Hot\.avi.*: main\.2 stops too early$/,
    ],
    'passes-on-before-it-is-downloaded': [
      'timing',
      /^main\.2 began its 10 s at 0\.00 s, .*: is an item passed on before it is done/,
    ],
    'main-saves-itself': [
      'tasks',
      /^the original has 2 processes beside main, the port has 1 process/,
    ],
  },
  '07_pipe': {
    'requires-beside-imports': [
      'ending',
      /^the port does not load: ReferenceError: .*'require' and/,
    ],
    'asks-for-all-before-it-reads': ['output', /^another order: “请下载Peking Hot\.avi\.” before/],
    'forgets-to-close': [
      'ending',
      /^the port is in a deadlock: .*main and main\.1 wait for .*a close/,
    ],
    'leaves-a-copy-open': [
      'ending',
      /^the port is in a deadlock: .*main and main\.1 wait for .*a close/,
    ],
    'says-nothing-at-the-end': [
      'output',
      /^1 line of the original missing, first “没有文件.*: main\.1 stops too early$/,
    ],
    'total-before-the-child-has-ended': ['output', /^violates the original: /, 'orders'],
    'answers-before-it-has-slept': [
      'output',
      /^prints too early: “Python.* comes at 0\.00 s, in the original at 7\.00 s\. Is a join, or/,
    ],
  },
  '08_thread_class': {
    'run-instead-of-start': [
      'tasks',
      /^the original has 3 threads beside main, the port has 1 thread: main does their work itself\./,
    ],
    'lingers-for-its-watcher': [
      'output',
      /^1 line that the original .*“一个小时过去了\.”: main\.1 is waited for\. .* a daemon/,
    ],
    'reads-the-result-before-the-join': [
      'output',
      /^prints “Python从入门到住院\.pdf耗费了0秒” .*: is it read before the join/,
    ],
    'threads-without-a-name': ['output', /^prints “Thread-1开始下载.*” where the original prints/],
    'tells-the-first-before-the-second-is-there': [
      'output',
      /^prints too early: “Python从入门到住院\.pdf耗费了6秒” comes at 6\.00 s, .* at 7\.00 s\. Is a join/,
      'mirrored',
    ],
    'watches-for-a-minute': [
      'timing',
      /^main\.1 would sleep 60 s, which the end cuts off; in the original 3600 s$/,
    ],
    'joins-the-watcher-too': [
      'timing',
      /^waits for main\.1, which sleeps 3600 s: the original ends without it\. .* daemon/,
    ],
  },
  '09_lock': {
    'no-lock-in-the-second-phase': [
      'timing',
      /^ran side by side: .*; is a lock missing, or has each its own\? \(phase 2 of 2\)$/,
    ],
    'a-lock-for-each': [
      'timing',
      /^ran side by side: .*; is a lock missing, or has each its own\? \(phase 2 of 2\)$/,
    ],
    'lock-round-the-first-phase': [
      'timing',
      /^ran one after the other: .*main\.2 was there from 0\.00 s on, .* one lock/,
    ],
    'reads-before-it-has-the-lock': [
      'output',
      /^prints “账户余额: 100元\.” .*: another number, an update is lost: is the value read before/,
    ],
    'an-account-for-each-thread': [
      'output',
      /^prints “账户余额: 0元\.” .*: another number, and nothing has arrived: .* Share the memory$/,
    ],
    'never-releases': [
      'ending',
      /^the port is in a deadlock: .*main\.5 and main\.6 wait for .*a release/,
    ],
    'lock-only-round-the-write': [
      'timing',
      /^ran side by side: .*; is a lock missing, or has each its own\? \(phase 2 of 2\)$/,
    ],
  },
  '10_executor': {
    'processes-first': ['tasks', /^the tasks are created in another order: main\.1 is a process$/],
    'results-in-order-of-submission': [
      'output',
      /^another order: “Python从入门到住院\.pdf下载完成! .*the same task prints it after that$/,
    ],
    'threads-where-processes-belong': [
      'tasks',
      /^the original has .* has 4 threads: threads pose as processes \(main\.3, main\.4\)$/,
    ],
    'total-before-the-results': [
      'timing',
      /^printed its total, 0\.00 s, before its tasks had ended, .*\(phase 2 of 2\)$/,
    ],
    'one-thread-in-the-pool': [
      'timing',
      /^ran one after the other: .*; the pool has 1 of 2 workers \(phase 1 of 2\)$/,
    ],
    'one-clock-for-both': [
      'timing',
      /^printed a total of 28\.00 s, .* = 12\.00: .*Is the clock started anew for this phase\? \(phase 2 of 2\)$/,
    ],
    'processes-as-they-are-done': ['output', /^another order: “习题答案\.zip下载完成! .*” before/],
    'awaits-each-submit': [
      'timing',
      /^main\.1 began its 6 s at 7\.00 s, though a worker was free .*an `await` between the jobs.*\(phase 1 of 2\)$/,
    ],
  },
  '11_asyncio': {
    'awaits-each-download': [
      'timing',
      /^ran one after the other: .*: is each awaited in turn, .*\(phase 1 of 3\)$/,
    ],
    'gather-not-awaited': [
      'timing',
      /^printed its total, 0\.00 s, before its tasks had ended, .*an `await`.*\(phase 1 of 3\)$/,
    ],
    'race-cuts-nothing-off': [
      'timing',
      /^main sleeps its 9 s to the end, which are cut off in the original: .* a signal not passed on\?$/,
    ],
    'signal-not-passed-on': [
      'timing',
      /^main sleeps its 9 s to the end, which are cut off in the original: .* a signal not passed on\?$/,
    ],
    'milliseconds-for-seconds': [
      'timing',
      /^main sleeps its 9 s to the end, which are cut off in the original: /,
    ],
    'deadline-never-cleared': [
      'ending',
      /^the port lingers: it ended 1\.50 s .* asleep\. Which timer is never cleared\?$/,
      'mirrored',
    ],
    'says-so-in-any-case': [
      'output',
      /^1 line that the original does not print, first “7\.5秒之内没有下载完\.”$/,
      'mirrored',
    ],
    'one-worker-at-the-queue': [
      'timing',
      /^ran one after the other: 22\.00 s, expected pool of 2\(10, 5, 7\) = 12\.00; .*\(phase 2 of 3\)$/,
    ],
    'all-out-of-the-queue-at-once': [
      'timing',
      /^ran all side by side: 10\.00 s, expected pool of 2.* in one task: .*\(phase 2 of 3\)$/,
    ],
    'one-end-for-two': [
      'output',
      /^main ends while an `await` at its top level still waits; 4 lines of the original missing/,
    ],
    'threads-where-coroutines-belong': [
      'tasks',
      /^the original has none beside main, the port has 2 threads/,
    ],
  },
  '12_events': {
    'timer-never-cancelled': [
      'timing',
      /^main\.4 sleeps its 60 s to the end, .*: is a timer never cancelled/,
    ],
    'waits-without-a-timeout': [
      'timing',
      /^slept 8 and 9 and 3 s where .*: main never sleeps its 7\.5 s/,
      'mirrored',
    ],
    'milliseconds-for-seconds': ['timing', /^slept 7 and 6 and 3 and 0\.007 s where the original/],
    'sleeps-instead-of-waiting': [
      'timing',
      /^main sleeps its 7\.5 s to the end, which are cut off in the original/,
    ],
    'waits-for-one-of-two': [
      'timing',
      /^joins only main\.2 and main\.3: printed its total, 6\.00 s, before main\.1 had ended/,
    ],
    'forgets-to-notify': ['ending', /^the port is in a deadlock/],
    'a-shelf-for-each-thread': ['ending', /^the port is in a deadlock/],
    'keeps-the-lock': ['ending', /^the port never ends: a timer of main \(0\.5 s\) still ticks/],
    'event-before-the-download': [
      'output',
      /^another order: “7\.5秒之内有文件下载完了\.” before “已经等了3秒\.\.\.”; .* 3\.00 s after that$/,
    ],
    'reminds-by-itself': [
      'tasks',
      /^the original has 4 threads beside main, the port has 3 threads: main does their work itself/,
    ],
    'timer-called-at-once': [
      'tasks',
      /^the original has 4 threads beside main, .*Is run\(\), or a call, there for start\(\)\?$/,
    ],
  },
};
