import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { findPythons } from '../../support/pythons.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, tell } = useVirtualClock();

const IN_PYTHON: Record<string, string[]> = {
  'http-server.py': [
    '2 main: answer to /one 2.0',
    '4 main: answer to /two 4.0',
    '5 main: True 5.0',
    '6 end: exit code 0',
  ],
  'streams.py': ['1 main: y gave up', '2 main: hello x', '2 end: exit code 0'],
  'between-processes.py': [
    '1 main: here',
    '2 main: here',
    '3 main: here',
    '3 main: end',
    '3 end: exit code 0',
  ],
};

describe.concurrent('sockets between a program’s own processes are as good as pipes', () => {
  test.each(Object.entries(IN_PYTHON))('%s', async (name, story) => {
    expect(await tell(`sockets/${name}`)).toEqual(story);
  });

  test('timeouts of TCP and UDP', async () => {
    const story = await tell('sockets/timeouts.py');
    expect(story.map((row) => row.replace(/^[\d.]+ /, ''))).toEqual([
      'main: nobody came',
      'main: got it',
      'main: by post',
      'main: no more',
      'end: exit code 0',
    ]);
    const times = story.map((row) => Number.parseFloat(row));
    expect(times[0]).toBe(2);
    // How much the kernel takes of ten megabytes at a time is its own affair.
    expect(times[1]).toBeGreaterThanOrEqual(3);
    expect(times[1]).toBeLessThan(3.5);
    expect((times[3] ?? 0) - (times[2] ?? 0)).toBeCloseTo(3);
  });

  test('a local socket with a timeout', async () => {
    expect(await tell('waits-for-a-message-for-a-time.py')).toEqual([
      '2 main: timed out',
      '2 end: exit code 0',
    ]);
  });

  test('http and fetch', async () => {
    expect(await tell('sockets/http-server.ts')).toEqual([
      '2 main: answer to /one 2',
      '4 main: answer to /two 4',
      '5 main: TimeoutError 5',
      '6 end: exit code 0',
    ]);
  });

  test('a socket of Node that is idle for so long', async () => {
    expect(await tell('sockets/timeouts.ts')).toEqual([
      '1 main: tick 1',
      '2 main: tick 2',
      '3.5 main: idle 3.5',
      '3.5 main: closed 3.5',
      '3.5 end: exit code 0',
    ]);
  });

  test('where all wait for each other there it is a deadlock', async () => {
    expect(await tell('sockets/waits-for-each-other.py')).toEqual([
      '0 end: deadlock',
      'main waits for a message (recvfrom)',
      'main.1 waits for a message (recvfrom)',
    ]);
  });
});

describe('sockets of every Python', async () => {
  const pythons = await findPythons();
  test.each(pythons.map((python) => [python.version, python] as const))('%s', async (_, python) => {
    const names = Object.keys(IN_PYTHON);
    const stories = await Promise.all(names.map((name) => tell(`sockets/${name}`, { python })));
    expect(Object.fromEntries(names.map((name, at) => [name, stories[at]]))).toEqual(IN_PYTHON);
  });
});

describe.concurrent('somebody outside', () => {
  /** Answers after half a second. */
  const server = createServer((socket) => {
    const timer = setTimeout(() => socket.write('x'), 500);
    socket.on('error', () => {});
    socket.on('close', () => clearTimeout(timer));
  });
  const silent = createServer((socket) => socket.on('error', () => {}));
  beforeAll(async () => {
    for (const [name, one] of Object.entries({ PORT: server, SILENT: silent })) {
      one.listen(0, '127.0.0.1');
      await once(one, 'listening');
      vi.stubEnv(name, String((one.address() as AddressInfo).port));
    }
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    server.close();
    silent.close();
  });

  test('answers as in real time, and whoever does not wait so long gives up first', async () => {
    const story = await tell('sockets/asks-outside.py');
    const said = story.map((row) => row.replace(/^[\d.e-]+ /, ''));
    expect(said.slice(0, 5)).toEqual([
      'main: too late True',
      'main: x True',
      'main: polled',
      'main: x True',
      'end: exit code 0',
    ]);
    expect(said.slice(5).join('\n')).toMatch(
      /^uncontrolled: main waits for .* at asks-outside\.py:\d+/,
    );
  });

  test.each([
    ['waits-for-the-network.py', "b'x'", /^main waits for a message \(recvfrom\)/],
    ['selects-the-network.py', '1', /^main waits for the network/],
  ])('is told, with the line that waits for it: %s', async (name, said, words) => {
    const [line = '', end = '', uncontrolled = ''] = await tell(name);
    expect(line.replace(/^[\d.e-]+ /, '')).toBe(`main: ${said}`);
    expect(end).toMatch(/ end: exit code 0$/);
    expect(uncontrolled.replace('uncontrolled: ', '')).toMatch(words);
    const number = Number(/ at [\w-]+\.py:(\d+), in real time$/.exec(uncontrolled)?.[1]);
    const source = await readFile(fixture(name), 'utf8');
    expect(source.split('\n')[number - 1]).toContain('waits here');
  });

  test('answers a Node as in real time', async () => {
    const story = await tell('sockets/asks-outside.ts');
    const said = story.map((row) => row.replace(/^[\d.e-]+ /, ''));
    expect(said.slice(0, 3)).toEqual(['main: too late true', 'main: x true', 'end: exit code 0']);
    expect(said[3]).toMatch(
      /^uncontrolled: the program is connected with 127\.0\.0\.1:\d+, which is outside, in real time$/,
    );
  });

  test('may connect to a server that waits for nothing else, which is no deadlock', async () => {
    const { ending, uncontrolled } = await run('sockets/is-idle.py', { limits: { seconds: 3 } });
    expect(ending.kind).toBe('timed out');
    expect(uncontrolled).toEqual([
      expect.stringMatching(
        /^main waits for a connection \(accept4?\) at is-idle\.py:4, in real time$/,
      ),
    ]);
  });
});
