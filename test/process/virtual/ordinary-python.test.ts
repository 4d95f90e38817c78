import { beforeAll, describe, expect, test } from 'vitest';
import { createLanes } from '../../../harness/launch/lanes.ts';
import type { Python } from '../../../harness/launch/python.ts';
import { run, runIn } from '../../../harness/run.ts';
import { fixture } from '../../support/fixture.ts';
import { findPythons, useForkServers } from '../../support/pythons.ts';
import { useSandbox } from '../../support/sandbox.ts';
import { story } from '../../support/virtual.ts';

useSandbox();
const runServed = useForkServers();
let pythons: Python[];
beforeAll(async () => {
  pythons = await findPythons();
});

const isRoot = process.geteuid?.() === 0;

/** What each program prints under the virtual clock, with task and time, on every Python. */
const PROGRAMS: Record<string, string[]> = {
  'ignores-errors-of-threads': [
    "0 main.1: Exception ignored in thread started by True fails ValueError('wrong')",
    '0.1 main.2: Exception ignored in thread started by True fails KeyboardInterrupt()',
    '0.3 main: 0.6394267984578837 True True',
    '0.3 end: exit code 0',
  ],
  'waits-are-interrupted': [
    '1 main: 1.0 interrupted',
    '6 main: 6.0 slept five',
    '7 main: 7.0 handler begins',
    '9 main: 9.0 handler ends',
    '9 main: 9.0 slept two, and a handler',
    '10 main: 10.0 handler begins',
    '12 main: 12.0 handler ends',
    '13 main: 13.0 slept four',
    '14 main: 14.0 first begins',
    '15 main: 15.0 second',
    '16 main: 16.0 first ends',
    '18 main: 18.0 waited in vain: True',
    '21 main.6: 21.0 stopped',
    '22 main.6: 22.0 victim ends',
    '23 main.7: 23.0 child interrupted',
    '24 main.7: 24.0 child interrupted',
    '25 main.7: 25.0 child ends',
    '25 main: 25.0 exit code 0',
    '25 end: exit code 0',
  ],
  'uses-sockets-wrongly': [
    '0 main: sendall TypeError None',
    '0 main: sendall TypeError None',
    '0 main: sendall TypeError None',
    '0 main: sendall BufferError None',
    '0 main: send OSError 9',
    '0 main: sendall OSError 9',
    '0 main: sendmsg OSError 9',
    '0 main: recv OSError 9',
    '0 end: exit code 0',
  ],
  'cleans-up-when-terminated': [
    '1 main.1: child cleans up',
    '1 main: exit code 3',
    '1 end: exit code 0',
  ],
  'draws-anew': [
    '0 main: A is thinking',
    '0 main: A is thinking',
    '0 main: A is thinking',
    '0 main: A is thinking',
    '0 main: rounds differ: True',
    '0 main: not yet',
    '0 main: not yet',
    '0 main: retried for a while: True',
    '0 main: silent tasks differ: True',
    '0 end: exit code 0',
  ],
  'seeds-its-generators': [
    '0 main: [3, 2, 4, 6, 1]',
    '0 main: [81, 14, 3, 94, 35]',
    '0 main: DACEFB',
    "0 main: ['y', 'y', 'z', 'z', 'z'] 636544491234 1.340556",
    '0 main: same seed, same number: True',
    '0 main: state restored: True',
    '0 main: unseeded state restored: True',
    '0 main: pickled alike: True',
    '0 main: a die of its own: 6 0.5',
    '0 main.1: a forked child draws anew: True',
    '0 main: its parent does not: True',
    '0 end: exit code 0',
  ],
  'asks-for-secrets': [
    '0 main: da9d807036 f76416 1 e0b6c8eb-94a3-40a9-8245-107051fe8a7a',
    '0 main: 0.30028383427710303 876 a 834564517930',
    '0 main: 0.32811597726362207',
    '0 end: exit code 0',
  ],
  'formats-by-its-clocks': [
    '0 main: 00:00:00 begins',
    '1 main: 1.00 1970 1970',
    '1 main: 00:00:01 ends',
    '1 main: <built-in function sleep> False',
    '3 main: slept 100 0',
    '3 main: 00:00:03 is over',
    '3 end: exit code 0',
  ],
  'handles-dates': ['1.5 main: slept 1.5', '1.5 end: exit code 0'],
  'imports-in-many-ways': [0, 15].flatMap((start) => [
    `${start + 2} main: asyncio anew sleeps 1.0`,
    `${start + 4} main: queue anew waits 2.0`,
    `${start + 7} main: scheduler waits 3.0`,
    `${start + 11} main: 4 in a subprocess`,
    `${start + 13} main: run by its path 2.0`,
    `${start + 15} main: run by its name 2.0`,
  ]),
  'rings-alarms': [
    '2 main: 2.0 late',
    '2 main: 2.0 5 s and 3 s were left',
    '12 main: 12.0 no alarm',
    '13 main: 13.0 handler begins',
    '14 main: 14.0 handler ends',
    '15 main: 15.0 handler begins',
    '16 main: 16.0 handler ends',
    '17 main: 17.0 handler begins',
    '18 main: 18.0 handler ends',
    '18 main: 18.0 1 s left',
    '19 main: 19.0 rings',
    '20 main: 20.0 rings',
    '22 main: 22.0 came: False',
    '23 main: 23.0 rings',
    '24 main.1: 24.0 no alarm in a child',
    '26 main: 26.0 signal 14',
    '27.5 main: 27.5 signal None',
    '28.5 main: 28.5 signal 14',
    '29.5 main: 29.5 in the loop',
    '30.5 main: 30.5 the loop has slept',
    '31.5 end: SIGALRM',
  ],
  'talks-to-itself': [
    "2 main: 2.0 b'page'",
    '3 main: 3.0 timed out',
    "6 main: 6.0 b'line\\n'",
    '6.5 main: 6.5 nothing was said',
    "7.5 main: 7.5 b'line\\n'",
    "8.5 main: 8.5 b'datagram'",
    '11.5 main: 11.5 no datagram came',
    '12 main: 12.0 selected []',
    '12.5 main: 12.5 polled []',
    '13.5 main: 13.5 polled 1',
    '15.5 main: 15.5 nobody came',
    '17.5 main: 17.5 nothing in the pair',
    '17.5 end: exit code 0',
  ],
  'writes-in-small-pieces': [
    '0 main: 0.0 0 head body end',
    '0 main: 0.0 1 head body end',
    '0 main: 0.0 2 head body end',
    '0 main: 0.0 3 head body end',
    '0 main: 0.0 4 head body end',
    '2 main: 2.0 nobody reads',
    '4 main: 4.0 nobody reads',
    '6 main: 6.0 sent None',
    '6 main: 6.0 read',
    '6 end: exit code 0',
  ],
  'waits-to-be-called': [
    '100 main: 100.0 somebody calls',
    "100 main.2: 100.0 b'called'",
    "200 main: 200.0 b''",
    '300 main: 300.0 no answer',
    "350 main.2: 350.0 b'called'",
    "450 main: 450.0 b''",
    '450 end: exit code 0',
  ],
  'reads-two-clocks': [
    // It reads the clocks 60 000 times, then 4000 times.
    '1.063 main: clocks agree True True',
    '1.067 main: none goes back True True',
    '1.067 main: processor time is real True',
    '1.067 end: exit code 0',
  ],
};
PROGRAMS['imports-in-many-ways']?.push('30 end: exit code 0');

/** Programs as in tutorials; one Python is enough for them. */
const TUTORIALS: Record<string, string[]> = {
  'asks-its-manager': [
    '0.3 main: {1: 1, 2: 4, 3: 9}',
    '0.3 main: 196',
    '0.3 main: Ann True',
    '0.3 main: the manager is gone',
    '0.3 end: exit code 0',
  ],
  'meets-at-a-barrier': [
    '0.2 main.1: runner 0 stretched',
    '0.23 main.2: runner 1 stretched',
    '0.46 main.3: runner 2 stretched',
    '0.52 main.4: runner 3 stretched',
    '0.52 main.4: all arrived',
    '0.52 main.1: runner 0 finished True',
    '0.62 main.2: runner 1 finished True',
    '0.72 main.3: runner 2 finished True',
    '0.82 main.4: runner 3 finished True',
    '0.82 main: ValueError: Semaphore released too many times',
    '1.02 main: nobody else came',
    '1.02 end: exit code 0',
  ],
  'schedules-events': [
    '0 main: 6 events',
    '0.2 main: 0.2 first',
    '0.24 main: 0.2 repeat',
    '0.5 main: 0.5 second',
    '0.54 main: 0.5 repeat',
    '0.7 main: 0.7 abs',
    '0.84 main: 0.8 repeat',
    '0.84 main: empty: True',
    '0.84 end: exit code 0',
  ],
  'selects-packets': [
    '0.2 main: idle 1',
    '0.35 main: udp packet 0',
    '0.55 main: idle 2',
    '0.7 main: udp packet 1',
    '0.9 main: idle 3',
    '1.05 main: udp packet 2',
    "1.05 main: b'pair'",
    '1.05 end: exit code 0',
  ],
  'submits-to-executors': [
    '0.2 main: about -> about:5',
    '0.3 main: bad raised cannot fetch bad',
    '0.5 main: index -> index:5',
    '0.6 main: contact -> contact:7',
    '0.8 main: not yet True False',
    '0.9 main: 1 1',
    '1.2 main.3: callback slow:4',
    '1.2 main: [0, 2, 4, 6]',
    '1.2 end: exit code 0',
  ],
  'talks-through-pipes': [
    '0 main: main: HELLO',
    '0.2 main.1: echo: quiet',
    '0.3 main: main: PIPE',
    '0.5 main.1: echo: quiet',
    '0.7 main.1: echo: quiet',
    "0.7 main: ['counted', 'counted', 'counted']",
    '0.7 main: total 150',
    '0.7 end: exit code 0',
  ],
};

const program = (name: string) => fixture(`ordinary/${name}.py`);

describe.concurrent('an ordinary Python program', () => {
  test.each(Object.keys(PROGRAMS))('%s', async (name) => {
    for (const [index, python] of pythons.entries()) {
      // The first one is also started directly; so is each Python in likeness-python.test.ts.
      const trace = await (index === 0
        ? run(program(name), { python, clock: 'virtual', dice: { seed: 0 } })
        : runServed(program(name), python));
      // Python 3.8 starts a program when it imports uuid.
      const told = story(trace).filter((row) => !row.includes('a foreign program: uname -p'));
      expect([python.version, ...told]).toEqual([python.version, ...(PROGRAMS[name] ?? [])]);
    }
  });

  test.each(Object.keys(TUTORIALS))('%s', async (name) => {
    const [python] = pythons as [Python];
    const trace = await run(program(name), { python, clock: 'virtual', dice: { seed: 0 } });
    expect(story(trace)).toEqual(TUTORIALS[name]);
  });

  test('draws the same numbers under both clocks', async () => {
    const [python] = pythons as [Python];
    const dice = { seed: 0 };
    const [real, virtual] = await Promise.all(
      (['real', 'virtual'] as const).map((clock) => {
        return run(program('asks-for-secrets'), { python, clock, dice });
      }),
    );
    const drawn = (trace = real) =>
      trace?.events.flatMap((e) => (e.type === 'draw' ? e.value : []));
    expect(drawn(virtual)).toEqual(drawn(real));
    expect(drawn(virtual)?.length).toBeGreaterThan(8);
  });

  test('draws its own numbers if the harness leaves them alone', async () => {
    const [python] = pythons as [Python];
    const options = { python, clock: 'real', dice: { seed: 0, off: true } } as const;
    const [one, other] = await Promise.all(
      [1, 2].map(() => run(program('asks-for-secrets'), options)),
    );
    expect(one?.ownDraws).toBe(true);
    expect(one?.events.filter(({ type }) => type === 'draw')).toEqual([]);
    expect(story(one as never)[0]).not.toBe(story(other as never)[0]);
  });
});

test('a program that seeds a generator is reported with the line that draws from it', async () => {
  const [python] = pythons as [Python];
  const trace = await run(program('seeds-its-generators'), {
    python,
    clock: 'virtual',
    dice: { seed: 0 },
  });
  expect(trace.seeded).toContain('seeds-its-generators.py:14');
  expect(trace.seeded).toContain('seeds-its-generators.py:16');
});

describe('a program that sets the clock', () => {
  const told = [
    '0 main: settimeofday -1',
    '0 main: clock_settime in C -1',
    '0 main: date 1',
    ...(isRoot
      ? ['0 main: set 2001 2001', '2 main: set 2.0 2.0', '2 main.2: set in a child 2.0']
      : ['0 main: not permitted True']),
    `${isRoot ? 2 : 0} main: OSError`,
    `${isRoot ? 2 : 0} main: TypeError`,
    `${isRoot ? 2 : 0} end: exit code 0`,
    'uncontrolled: main.1 is a foreign program: date -s @1704067200 (sets-its-clock.py:27)',
  ];

  test('sets its own clock only, started directly', async () => {
    for (const python of pythons) {
      const options = { python, clock: 'virtual', dice: { seed: 0 } } as const;
      expect(story(await run(program('sets-its-clock'), options))).toEqual(told);
    }
  });

  test('sets its own clock for this run only, started by a fork server', async () => {
    const [python] = pythons as [Python];
    await using lanes = createLanes('virtual', 1, python.executable);
    for (const name of ['sets-its-clock', 'reads-two-clocks', 'sets-its-clock', 'handles-dates']) {
      const trace = await lanes.lend((workspace) =>
        runIn(workspace, program(name), { python, clock: 'virtual', dice: { seed: 0 } }),
      );
      expect(story(trace)).toEqual(PROGRAMS[name] ?? told);
    }
  });
});
