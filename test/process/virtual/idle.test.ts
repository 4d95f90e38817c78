import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isCutShort } from '../../../harness/judge/doubt.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, tell } = useVirtualClock();
const CONNECTION = 'main waits for a connection';

describe.concurrent('a program that waits for somebody outside is idle, not in a deadlock:', () => {
  test.each([
    ['selects.py', 0, `${CONNECTION} (accept at selects.py:7)`],
    ['asyncio-server.py', 0, `${CONNECTION} (accept at asyncio-server.py:10)`],
    ['http-server.py', 50, `${CONNECTION} (accept at http-server.py:4)`],
    ['local-server.py', 0, `${CONNECTION} (accept at local-server.py:9)`],
    ['datagrams.py', 0, 'main waits for a message (receive at datagrams.py:5)'],
    ['pauses.py', 0, 'main waits for a signal (pause at pauses.py:3)'],
    ['manager.py', 0, `${CONNECTION} (accept)`],
    ['net-server.ts', 0, `${CONNECTION} (accept at net-server.ts:4)`],
    ['http-server.cjs', 3000, `${CONNECTION} (accept at http-server.cjs:4)`],
    ['serves-a-child.ts', 0, `${CONNECTION} (accept at serves-a-child.ts:6)`],
    ['watches-files.mjs', 0, 'main waits for a change of a file (watch at watches-files.mjs:3)'],
    // Its Workers have no servers themselves.
    ['cluster.cjs', 1500, `${CONNECTION} (accept at cluster.cjs:7)`],
  ])('%s', async (name, time, what) => {
    const trace = await run(`idle/${name}`);
    expect(trace.ending).toMatchObject({ kind: 'idle', time, leftovers: [] });
    expect(String(trace.ending.detail?.[0])).toBe(what);
    expect(trace.uncontrolled).toEqual([]);
    // An original that idles proves nothing about a port; a port that idles does not conform.
    expect([isCutShort(trace, 'original'), isCutShort(trace, 'port')]).toEqual([true, false]);
  });

  test('also if other tasks wait for a task that waits for somebody outside', async () => {
    expect(await tell('idle/waits-for-a-server-s-thread.py')).toEqual([
      '0 end: idle',
      'main.1 waits for a connection (accept at waits-for-a-server-s-thread.py:10)',
      'main waits for a lock, a join or a wait (futex)',
    ]);
  });
});

test('two tasks that wait for each other at the ends of one connection are in a deadlock', async () => {
  expect(await tell('idle/two-ends-of-a-connection.py')).toEqual([
    '0 end: deadlock',
    'main waits for a message (recvfrom)',
    'main.1 waits for a message (recvfrom)',
  ]);
});

describe.concurrent('a helper of a library does not hide a deadlock:', () => {
  test.each(['manager', 'pool', 'executors'])('beside a %s', async (helper) => {
    const { ending, uncontrolled } = await run('deadlocks-beside-helpers.py', {
      given: { args: [helper] },
    });
    expect(ending).toMatchObject({ kind: 'deadlock', time: 0, leftovers: [] });
    expect(uncontrolled).toEqual([]);
  });

  test('but a manager goes on during every sleep, and ends with its program', async () => {
    expect(await tell('is-served-by-a-manager.py')).toEqual([
      "7200.25 main: {'one': 1, 'two': 2}",
      '7200.25 end: exit code 0',
    ]);
  });
});

describe.concurrent('a server goes on until its program ends it,', () => {
  test.each([
    ['in Python', 'stops-its-server.py', ['100.5 main: stopped', '100.5 end: exit code 0']],
    ['in Node', 'closes-its-server.ts', ['7200 main: closes', '7200 end: exit code 0']],
  ])('%s', async (_in, name, expected) => {
    expect(await tell(`idle/${name}`)).toEqual(expected);
  });
});

test('a server serves somebody outside who connects within a moment', async () => {
  const onLine = ({ text }: { text: string }) => {
    if (/^\d+$/.test(text)) setTimeout(() => connect(Number(text)).on('error', () => {}), 300);
  };
  const [, ...rest] = await tell('idle/serves-one.py', { onLine });
  expect(rest.slice(0, 2)).toEqual(['0 main: served', '0 end: exit code 0']);
});
