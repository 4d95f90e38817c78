import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Python } from '../../../harness/launch/python.ts';
import { run } from '../../../harness/run.ts';
import { isLine, type Trace } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { findPythons, useForkServers } from '../../support/pythons.ts';
import { story, useVirtualClock } from '../../support/virtual.ts';

const { tell, tellAll } = useVirtualClock();
const runServed = useForkServers();

/** Seconds: what a program waits for comes after one unit, or not within the two units of its wait. */
const UNIT = 1000;
/** The unit in real time. A wait that ends by an event may last 1000 of these. */
const SHORT_UNIT = 0.1;

/** A wait that times out, then the same wait that ends by an event. */
type Both = [name: string, inVain: string, satisfied: string];

/** The lines of waits, one after the other. */
const waits = (all: readonly Both[]) =>
  all.flatMap(([name, inVain, satisfied], index) => [
    `${(3 * index + 2) * UNIT} main: ${name} ${inVain}`,
    `${(3 * index + 3) * UNIT} main: ${name} ${satisfied}`,
  ]);
const at = (units: number, text: string, task = 'main') => `${units * UNIT} ${task}: ${text}`;
const LOCKS = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition'].map(
  (name): Both => [name, 'False', 'True'],
);

const STORIES: Record<string, string[]> = {
  threads: [
    ...waits([
      ...LOCKS,
      ['Condition.wait', 'False', 'True'],
      ['Condition.wait_for', 'False', '[1]'],
      ['Event', 'False', 'True'],
      ['Barrier', 'BrokenBarrierError', 'True'],
      ['Thread.join', 'False', 'True'],
    ]),
    at(32, 'Timer rings', 'main.16'),
    at(33, 'Timer cancelled'),
    at(34, 'sched first'),
    at(35, 'sched second'),
    at(35, 'exit code 0', 'end'),
  ],
  queues: [
    ...waits([
      ['Queue get', 'Empty', '0'],
      ['LifoQueue get', 'Empty', '0'],
      ['PriorityQueue get', 'Empty', '0'],
      ['SimpleQueue get', 'Empty', '0'],
      ['Queue put', 'Full', 'third'],
    ]),
    at(15, 'exit code 0', 'end'),
  ],
  selecting: [
    ...waits([
      ...['select', 'poll', 'epoll', 'SelectSelector', 'PollSelector', 'EpollSelector'].map(
        (name): Both => [name, '0', '1'],
      ),
      ['Connection.poll', 'False', 'True'],
      ['connection.wait', '0', '1'],
    ]),
    at(24, 'exit code 0', 'end'),
  ],
  shared: [
    ...waits([
      ...LOCKS,
      ['Condition.wait', 'False', 'True'],
      ['Condition.wait_for', '0', '1'],
      ['Event', 'False', 'True'],
      ['Barrier', 'BrokenBarrierError', 'True'],
    ]),
    at(27, 'exit code 0', 'end'),
  ],
  processes: [
    ...waits([
      ['Process.join', 'None', '0'],
      ['Queue get', 'Empty', 'item'],
      ['Queue put', 'Full', 'third'],
      ['AsyncResult.get', 'TimeoutError', '2'],
    ]),
    at(13, 'AsyncResult.wait True'),
    at(13, 'exit code 0', 'end'),
  ],
  manager: [
    at(0.02, 'Manager.Queue get Empty'),
    at(0.03, 'Manager.Queue get item'),
    at(0.03, 'exit code 0', 'end'),
  ],
  executors: [
    at(2, 'result TimeoutError'),
    at(4, 'exception TimeoutError'),
    at(6, 'wait 0'),
    at(8, 'as_completed TimeoutError'),
    at(10, 'map TimeoutError'),
    at(11, 'result 2'),
    at(12, 'exception None'),
    at(13, 'wait 1'),
    at(14, 'as_completed 8'),
    at(15, 'map 10'),
    at(17, 'of a process TimeoutError'),
    at(18, 'of a process 12'),
    at(18, 'exit code 0', 'end'),
  ],
  subprocesses: [
    at(2, 'wait TimeoutExpired'),
    at(4, 'communicate TimeoutExpired'),
    at(4, 'killed -9'),
    at(6, 'run TimeoutExpired'),
    at(7, 'wait 0'),
    at(8, "communicate ('slept\\n', None)"),
    at(9, 'run slept'),
    at(11, 'of another program TimeoutExpired'),
    at(11, 'exit code 0', 'end'),
    'uncontrolled: main.6 is a foreign program: cat (subprocesses.py:29)',
  ],
  coroutines: [
    at(1, 'slept 1'),
    at(2, 'slept 2'),
    at(3, 'slept 3'),
    at(5, 'wait_for TimeoutError'),
    at(6, 'slept 1'),
    at(6, 'wait_for 1.0'),
    at(8, 'Queue TimeoutError'),
    at(9, 'Queue item'),
    at(11, 'wait 0'),
    at(12, 'wait 1'),
    at(14, 'run_in_executor TimeoutError'),
    at(15, 'run_in_executor True'),
    at(17, 'subprocess TimeoutError'),
    at(18, 'subprocess 0'),
    at(18, 'exit code 0', 'end'),
  ],
  'coroutines-since-3.11': [
    at(2, 'timeout TimeoutError'),
    at(6, 'timeout slept'),
    at(8, 'to_thread'),
    at(8, 'exit code 0', 'end'),
  ],
};
const FAMILIES = Object.keys(STORIES);

const fixtureOf = (family: string) => `timed-waits/${family}.py`;
const linesOf = ({ events }: Trace) => events.filter(isLine).map(({ text }) => text);
const isFor = ({ version }: Python, family: string) =>
  !family.endsWith('since-3.11') || Number(version.split('.')[1]) >= 11;

/** The Python that the tests run on, if it has what the family tests. */
const firstFor = (family: string) => {
  const python = pythons.find((each) => isFor(each, family));
  if (python === undefined) throw new RangeError(`${family} needs a Python that is not here`);
  return python;
};

function useUnit(seconds: number) {
  beforeAll(() => {
    vi.stubEnv('UNIT', String(seconds));
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });
}

let pythons: Python[];
beforeAll(async () => {
  pythons = await findPythons();
});

describe('a wait of Python ends exactly at its deadline, or when what it waits for has come:', () => {
  useUnit(UNIT);

  describe.concurrent('on the Python of the tests', () => {
    test.each(FAMILIES)('%s', async (family) => {
      const python = firstFor(family);
      expect(await tell(fixtureOf(family), { python })).toEqual(STORIES[family]);
    });
  });

  // Not concurrent: each keeps all lanes busy.
  describe('on every other Python of this machine', () => {
    test.each(FAMILIES)('%s', async (family) => {
      const [, ...all] = pythons as [Python, ...Python[]];
      const others = all.filter((python) => isFor(python, family));
      const stories = others.map(async (python) => [
        python.version,
        ...story(await runServed(fixture(fixtureOf(family)), python)),
      ]);
      expect(await Promise.all(stories)).toEqual(
        others.map(({ version }) => [version, ...(STORIES[family] ?? [])]),
      );
    });
  });
});

describe('under the real clock waits give the same results in the same order:', () => {
  useUnit(SHORT_UNIT);

  describe.concurrent('in short times', () => {
    test.each(FAMILIES)('%s', async (family) => {
      const options = { python: firstFor(family), clock: 'real', dice: { seed: 0 } } as const;
      const lines = (STORIES[family] ?? []).flatMap(
        (row) => /^\d+ main\S*: (.*)/.exec(row)?.[1] ?? [],
      );
      expect(linesOf(await run(fixture(fixtureOf(family)), options))).toEqual(lines);
    });
  });
});

describe.concurrent('if what a task waits for comes exactly at its deadline,', () => {
  const ends = async (name: string) =>
    (await tellAll(name)).map((rows) => rows.filter((row) => !row.includes(' end: '))).sort();

  test('it may get the lock or not', async () => {
    expect(await ends('releases-at-the-deadline.py')).toEqual([
      ['3600 main: False'],
      ['3600 main: True'],
    ]);
  });

  test('it may get the item of another process or not', async () => {
    expect(await ends('puts-at-the-deadline.py')).toEqual([
      ['3600 main: empty'],
      ['3600 main: item'],
    ]);
  });

  test('its coroutine may be cancelled or not', async () => {
    expect(await ends('sets-at-the-deadline-of-a-coroutine.py')).toEqual([
      ['3600 main: set'],
      ['3600 main: timed out'],
    ]);
  });

  test('a task that waits in a queue for it may give up or not', async () => {
    expect(await ends('waits-in-turn.py')).toEqual([
      ['0 main.3: first', '6 main.2: second', '12 main.1: third'],
      ['0 main.3: first', '6 main.2: second', '12 main.1: third gave up'],
    ]);
  });
});

describe.concurrent('among other threads,', () => {
  test('the first of two waiting tasks gets what both wait for', async () => {
    expect(await tellAll('two-wait-for-one-item.py')).toEqual([
      ['1 main.1: A item', '5 main.2: B nothing', '5 end: exit code 0'],
    ]);
  });

  test('a deadlock is found when the last wait has timed out', async () => {
    expect(await tell('deadlocks-after-a-timeout.py')).toEqual([
      '11 main: False',
      '11 end: deadlock',
      'main waits for a lock, a join or a wait (futex)',
      'main.1 waits for a lock, a join or a wait (futex)',
    ]);
  });

  test('a wait that is interrupted begins again', async () => {
    expect(await tell('is-interrupted-in-a-timed-wait.py')).toEqual([
      '5 main: interrupted',
      '15 main: False',
      '15 end: exit code 0',
    ]);
  });

  test('the waits of killed tasks and of daemon threads end', async () => {
    expect(await tell('kills-a-child-in-a-timed-wait.py')).toEqual([
      '1 main: exit code -9',
      '1 end: exit code 0',
    ]);
  });
});

describe('a wait is controlled if its module was', () => {
  test('imported before the observer, by another sitecustomize', async () => {
    vi.stubEnv('PYTHONPATH', fixture('imported-first'));
    const told = await tell('waits-by-modules-imported-first.py');
    vi.unstubAllEnvs();
    expect(told).toEqual(['3600 main: True False', '7200 main: []', '7200 end: exit code 0']);
  });

  test('looked up before it was imported', async () => {
    expect(await tell('finds-a-module-before-it-imports-it.py')).toEqual([
      '0 main: True',
      '3600 main: []',
      '3600 end: exit code 0',
    ]);
  });
});
