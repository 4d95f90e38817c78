import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../harness/trace/trace.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, runInRealTime, tell, tellAll } = useVirtualClock();

const saidBy = ({ events }: Trace) =>
  events.flatMap((event) => (event.type === 'line' && event.stream === 'stdout' ? event.text : []));

/** What the fixture prints, each line with its hours of virtual time. */
async function tellByTheHour(name: string): Promise<string[]> {
  const { events, uncontrolled, ending } = await run(name);
  expect(uncontrolled).toEqual([]);
  expect(ending).toMatchObject({ kind: 'exited', code: 0, leftovers: [] });
  return events.flatMap((event) =>
    event.type === 'line'
      ? [`${Math.round((event.time / 3600) * 1e6) / 1e6} h  ${event.text}`]
      : [],
  );
}

const withoutHours = (rows: readonly string[]) => rows.map((row) => row.replace(/^\S+ h {2}/, ''));

const IN_MEMORY = [
  '0 h  notified before its deadline, or not',
  '2 h  woken: 1 and 0',
  '2 h  a: ok',
  '4 h  b: timed-out',
  '4 h  too late: 0',
  '4 h  a change alone wakes nobody; what has changed before is seen at once',
  '7 h  a: timed-out',
  '8 h  a: not-equal',
  '8 h  who came first is woken first, with a deadline or without',
  '11 h  woken: 1',
  '11 h  a: ok',
  '11 h  woken: 1',
  '11 h  b: ok',
  '11 h  woken: 1',
  '11 h  c: ok',
  '11 h  woken: 0',
  '14 h  woken: 3',
  '14 h  a: ok',
  '14 h  b: ok',
  '14 h  c: ok',
  '14 h  without blocking',
  '17 h  woken: 1',
  '17 h  a: ok, asynchronously',
  '18 h  b: timed-out, asynchronously',
  '18 h  woken: 1',
  '18 h  c: ok, asynchronously',
  '18 h  a thread that has ended is not woken',
  '19 h  woken: 0',
];

describe.concurrent('a wait in shared memory', () => {
  test('ends at its deadline, or when it is notified, in the order of the waits', async () => {
    expect(await tellByTheHour('waits-in-shared-memory-for-hours.ts')).toEqual(IN_MEMORY);
  });

  test('as in real time', async () => {
    const trace = await runInRealTime('waits-in-shared-memory.ts');
    expect(saidBy(trace)).toEqual(withoutHours(IN_MEMORY));
  });

  test('that is notified exactly at its deadline may end in both ways', async () => {
    const stories = await tellAll('notifies-at-the-deadline.ts');
    const outcomes = stories.map((rows) => rows.filter((row) => row.startsWith('1 ')).toSorted());
    expect(new Set(outcomes.map((rows) => rows.join(', ')))).toEqual(
      new Set([
        '1 end: exit code 0, 1 main.1: ok, 1 main: woken: 1',
        '1 end: exit code 0, 1 main.1: timed-out, 1 main: woken: 0',
      ]),
    );
  });

  test('is uncontrolled if its memory cannot be identified', async () => {
    expect(await tell('waits-beside-a-busy-pool.ts')).toEqual([
      '1 main.2: timed-out',
      '1 end: exit code 0',
      expect.stringMatching(
        /^uncontrolled: main\.2 waits in shared memory whose address is unknown/,
      ),
      expect.stringMatching(/^uncontrolled: main\.1 is a foreign program: mkfifo /),
    ]);
  });
});

const BY_DEADLINES = [
  '1 h  AbortSignal.timeout: TimeoutError, The operation was aborted due to timeout',
  '2 h  AbortSignal.any: 1',
  '3 h  events.once: AbortError',
  '4 h  events.once: came',
  '5 h  events.on: AbortError',
  '6 h  events.on: came',
  '7 h  readline: AbortError',
  '8 h  readline: an answer',
  '9 h  timers/promises: AbortError',
  '10 h  timers/promises: slept',
  '11 h  scheduler.wait: AbortError',
  '12 h  scheduler.wait: undefined',
  '13 h  timers/promises setInterval: AbortError',
  '14 h  timers/promises setInterval: ticked',
  '15 h  spawn: null SIGTERM',
  '16 h  execFile: null SIGTERM',
  '17 h  exec: null SIGTERM',
  '18 h  fork: null SIGTERM',
  '19 h  spawnSync: null SIGKILL ETIMEDOUT',
  '20 h  execFileSync: ETIMEDOUT',
  '21 h  execSync: ETIMEDOUT',
  // Each child sleeps for one millisecond.
  '21 h  spawn: 0 null',
  '21.000001 h  execFile: 0 null',
  '21.000001 h  exec: 0 null',
  '21.000001 h  fork: 0 null',
  '21.000001 h  spawnSync: 0 null undefined',
  '21.000002 h  execFileSync: “”',
  '21.000002 h  execSync: “”',
];

describe.concurrent('what has a deadline', () => {
  test('ends exactly at its deadline, or when what it waits for has come', async () => {
    expect(await tellByTheHour('ends-by-every-deadline-in-hours.ts')).toEqual(BY_DEADLINES);
  });

  test('as in real time', async () => {
    const trace = await runInRealTime('ends-by-every-deadline.ts');
    expect(saidBy(trace)).toEqual(withoutHours(BY_DEADLINES));
  });

  test('is a wait in the trace, but a sleep in memory that no other thread has', async () => {
    const { events } = await run('sleeps-in-memory-of-its-own.ts');
    const ofMain = events
      .filter(({ task }) => task === 'main')
      .map(({ type, time }) => [type, time]);
    expect(ofMain).toEqual([
      ['start', 0],
      ['sleep', 0],
      ['wake', 1],
      ['wait', 1],
      ['resume', 2],
      ['end', 2],
    ]);
  });
});

const IN_NODES_ORDER = [
  'between two timers run ticks and promises, and immediates after all',
  'a: timer',
  'a: tick',
  'a: promise',
  'b: timer',
  'b: tick',
  'b: promise',
  'a: immediate',
  'b: immediate',
  'a: timer of a timer',
  'b: timer of a timer',
  'overdue: by when they were due, whole lists of one duration at a time',
  'due at 10',
  'due at 25, in the list of the one due at 10',
  'due at 20',
  'due at 40',
  'immediate of the one due at 10',
  'an interval is set again after its callback, and counts from before',
  'interval 1',
  'as long as the interval, set in it',
  'interval 2',
  'interval 3',
  'from tick to tick of 50, each busy for 30: 50',
  'cleared, refreshed, closed, by its number',
  'rung 1',
  'rung 2',
  'rung 3',
  'set later',
  'later than one that was set later',
  'what it was set in is what it runs in',
  'timer: inside',
  'hasRef: false true',
  'odd delays are a millisecond',
  'delay 2147483648',
  'delay -1',
  'delay NaN',
  'delay undefined',
  'delay 5x',
  'delay 0.5',
  'never',
  'an abort is heard before the promises of what is next',
  'promise 1',
  'promise 2',
  'promise 3',
  'promise 4',
  'promise 5',
  'AbortError ABORT_ERR',
  'promise 6',
  'promise 7',
  'promise 8',
  'promise 9',
  'promise 10',
  'promise 11',
  'promise 12',
  'slept',
  'promise 1',
  'promise 2',
  'promise 3',
  'promise 4',
  'promise 5',
  'promise 6',
  'tick',
  'AbortError',
];

describe.concurrent('timers run in the order in which Node itself runs them', () => {
  test('in real time, with which the virtual clock must agree', async () => {
    expect(saidBy(await runInRealTime('timers-in-nodes-order-slowly.ts'))).toEqual(IN_NODES_ORDER);
  });

  test.each(['', '-in-a-worker', '-in-a-fork'])('timers-in-nodes-order%s.ts', async (place) => {
    expect(saidBy(await run(`timers-in-nodes-order${place}.ts`))).toEqual(IN_NODES_ORDER);
  });
});
