import { expect, test } from 'vitest';
import { timelineText } from '../../../harness/report/timeline.ts';
import { plainLook } from '../../support/look.ts';
import { family, line, slept, traceOf } from '../../support/traces.ts';

const LOOK = plainLook();

const start = (time: number, task: string) => ({ time, task, type: 'start' as const });
const end = (
  time: number,
  task: string,
  code: number | null = null,
  signal: string | null = null,
) => ({ time, task, type: 'end', code, signal }) as const;

test('a timeline has a row for each event, and a bar for each task', () => {
  const trace = traceOf(
    [
      start(0, 'main'),
      start(1, 'main.1'),
      line(1.5, 'main.1', 'hello'),
      slept(2, 'main.1', 2),
      line(4.5, '?', 'oh dear', 'stderr'),
      end(5, 'main.1'),
      end(6, 'main', 0),
    ],
    { tasks: family('thread') },
  );
  trace.ending.time = 6;
  expect(timelineText(trace, LOOK)).toBe(
    `made-up.py · Python 3.11.7 · real clock · seed 0

  0.000 s  main    process starts
  1.000 s  main.1  thread starts
  1.500 s  main.1  │ hello
  2.000 s  main.1  sleeps 2 s
  4.000 s  main.1  wakes
  4.500 s  ?       ! oh dear
  5.000 s  main.1  thread ends
  6.000 s  main    process ends, exit code 0

           main    ────────────────────────────────────────────────────────────
           main.1            ──────────█████████████████████──────────
                   0 s                                                   6.00 s   █ asleep

exit code 0 after 6.00 s
`,
  );
});

test('a timeline tells of a flaw, a killer and what is left behind', () => {
  const trace = traceOf([
    start(0, 'main'),
    { ...line(1, 'main', 'caf\uFFFD'), flaw: 'invalid UTF-8' },
    end(2, 'main', null, 'SIGKILL'),
  ]);
  trace.ending = {
    kind: 'killed',
    code: null,
    signal: 'SIGKILL',
    time: 2,
    leftovers: ['sleep 9', 'bomb', 'bomb'],
  };
  const rows = timelineText(trace, LOOK).split('\n');
  expect(rows).toContain('  1.000 s  main  │ caf\uFFFD (invalid UTF-8)');
  expect(rows).toContain('  2.000 s  main  process is killed by SIGKILL');
  expect(rows.slice(-4)).toEqual([
    'was killed by SIGKILL after 2.00 s',
    'left behind: sleep 9',
    'left behind: bomb (2 processes)',
    '',
  ]);
});

test('a timeline tells of waits with a deadline, and of their ends', () => {
  const waits = (time: number, id: number) =>
    ({ time, task: 'main', type: 'wait', id, seconds: 2.5 }) as const;
  const resumes = (time: number, id: number, timedOut: boolean) =>
    ({ time, task: 'main', type: 'resume', id, timedOut }) as const;
  const trace = traceOf([
    ...[start(0, 'main'), waits(0, 1), resumes(2.5, 1, true)],
    ...[waits(2.5, 2), resumes(3, 2, false), end(3, 'main', 0)],
  ]);
  expect(timelineText(trace, LOOK).split('\n').slice(3, 7)).toEqual([
    '  0.000 s  main  waits at most 2.5 s',
    '  2.500 s  main  wait timed out',
    '  2.500 s  main  waits at most 2.5 s',
    '  3.000 s  main  got what it waited for',
  ]);
});

test('a long timeline has its head and its tail, and how many rows are between', () => {
  const ticks = Array.from({ length: 1000 }, (_, index) => line(index, 'main', `tick ${index}`));
  const trace = traceOf([start(0, 'main'), ...ticks, end(1000, 'main', null, 'SIGKILL')]);
  trace.ending = { kind: 'until', code: null, signal: 'SIGKILL', time: 1000, leftovers: [] };
  const rows = timelineText(trace, LOOK).split('\n');
  expect(rows.slice(2, 4)).toEqual([
    '  0.000 s  main  process starts',
    '  0.000 s  main  │ tick 0',
  ]);
  const gap = rows.findIndex((row) => row.includes('…'));
  expect(rows.slice(gap - 1, gap + 2)).toEqual([
    ' 58.000 s  main  │ tick 58',
    '           … 902 more rows, 59.000 s to 960.000 s (all with --json)',
    '961.000 s  main  │ tick 961',
  ]);
  expect(rows).toContain('1000.000 s  main  process is stopped');
  expect(rows).toContain('was stopped at the time limit after 1000.00 s');
});

test('a timeline of many tasks has the bars of the first and the last', () => {
  const tasks = family(...new Array<'thread'>(99).fill('thread'));
  const rows = timelineText(traceOf([start(0, 'main')], { tasks }), LOOK).split('\n');
  expect(rows.filter((row) => /^ +main(\.\d+)?\b/.test(row))).toHaveLength(40);
  expect(rows).toContain('           … 60 more tasks (all with --json)');
});
