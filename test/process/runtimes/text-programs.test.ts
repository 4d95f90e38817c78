import { describe, expect, test } from 'vitest';
import { isOutput, type Trace } from '../../../harness/trace/trace.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, runInRealTime } = useVirtualClock();

/** The pieces of each program's output: `1 main.1 text`, `|` for a line end, `!` for stderr. */
const PROGRAMS: Record<string, string[]> = {
  'threads-write-words.py': [
    ...['0 main.1 aload', '0.5 main.2 bload', '1 main.1 aing', '1.5 main.2 bing'],
    ...['2 main.1 a ', '2.5 main.2 b ', '3.5 main done|'],
  ],
  'coroutines-print-dots.py': [
    ...['0 main .', '0 main o', '1 main .', '1.5 main o', '2 main .', '3 main o'],
    ...['4.5 main |', '4.5 main end|'],
  ],
  'pool-counts.py': [
    ...['0 main.1 10 ', '0 main.2 20 ', '0.25 main.1 11 ', '0.5 main.1 12 ', '0.5 main.2 21 '],
    ...['1 main.2 22 ', '1.5 main |'],
  ],
  'executor-prints-results.py': ['1 main.2 1,', '2 main.3 2,', '3 main.1 3,', '3 main  6|'],
  'thread-draws-a-bar.py': [
    ...['0 main.1 \r[    ]   0%', '0.5 main.1 \r[#   ]  25%', '1 main.1 \r[##  ]  50%'],
    ...['1.5 main.1 \r[### ]  75%', '2 main.1 \r[####] 100%', '2.5 main.1 |', '2.5 main all|'],
  ],
  'spins-until-told.py': [
    ...['0 main.1 \r|', '0.25 main.1 \r/', '0.5 main.1 \r-', '0.75 main.1 \r\\', '1 main.1 \r|'],
    ...['1.1 main.1 \r \r', '1.1 main ready|'],
  ],
  'logs-without-line-ends.py': ['0 main.1! w0 ', '1 main.1! w1 ', '2 main! |'],
  'by-every-door.py': [
    ...['0 main one ', '1 main two ', '2 main three four ', '3 main five ', '5 main not yet|'],
  ],
  'child-is-unbuffered.py': [
    ...['0 main.1 x', '0.5 main o', '1 main.1 x', '1.5 main o', '2 main.1 x', '2.5 main o'],
    '3 main |',
  ],
  'interval-prints-dots.mjs': ['1 main .', '2 main .', '3 main .', '3 main  ok|'],
  'worker-writes-words.mjs': [
    ...['0 main main ', '0 main.1 one ', '1 main.1 two ', '2 main.1 three ', '3 main done|'],
  ],
  'children-print-dots.mjs': [
    ...['0 main.1 a', '0 main.2 b', '1 main.1 a', '1 main.2 b', '2 main.1 a', '2 main.2 b'],
    '3 main  end|',
  ],
  'draws-a-bar.mjs': [
    ...['0 main \x1b[1G', '0 main 0 %', '0.5 main \x1b[1G', '0.5 main 50 %', '1 main \x1b[1G'],
    ...['1 main 100 %', '1.5 main |', '1.5 main 1/3\r', '2 main 2/3\r', '2.5 main 3/3\r'],
    '3 main ready|',
  ],
  'by-every-door.mjs': [
    ...['0 main one ', '1 main two ', '2 main th', '2 main ree ', '3 main four '],
    ...['4 main five|', '4 main! to stderr', '5 main! |'],
  ],
  'passes-on-a-worker.mjs': ['0 main <q>', '1 main <r|', '1 main >', '1 main end|'],
};

const pieces = ({ events }: Trace) =>
  events.filter(isOutput).map(({ time, task, stream, text, type }) => {
    const from = stream === 'stderr' ? `${task}!` : task;
    return `${time} ${from} ${text}${type === 'line' ? '|' : ''}`;
  });

const untimed = (rows: readonly string[]) => rows.map((row) => row.replace(/^\S+ /, ''));

describe.concurrent('text without a line end has its time and its task', () => {
  test.each(Object.entries(PROGRAMS))('%s', async (name, expected) => {
    const trace = await run(`text/${name}`);
    expect(pieces(trace)).toEqual(expected);
    expect(trace.uncontrolled).toEqual([]);
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 0 });
  });

  test.each([
    'thread-draws-a-bar.py',
    'logs-without-line-ends.py',
    'by-every-door.py',
    'worker-writes-words.mjs',
    'interval-prints-dots.mjs',
  ])('under the real clock its task, and its order if that is not random: %s', async (name) => {
    const trace = await runInRealTime(`text/${name}`);
    expect(untimed(pieces(trace))).toEqual(untimed(PROGRAMS[name] ?? []));
    expect(trace.uncontrolled).toEqual([]);
  });
});
