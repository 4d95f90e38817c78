import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

describe.concurrent('a timeout of a socket of Node passes in virtual time', () => {
  test.each([
    [
      'net: idle',
      'timeouts.ts',
      ['1 main: tick 1', '2 main: tick 2', '3.5 main: idle 3.5', '3.5 main: closed 3.5'],
    ],
    [
      'fetch, with AbortSignal.timeout',
      'http-to-itself.ts',
      ['2 main: answer to /one 2', '4 main: answer to /two 4', '5 main: TimeoutError 5'],
    ],
    [
      'http.get, with its option',
      'http-timeouts.cjs',
      ['1 main: /quick 1', '3.5 main: too slow 3.5'],
    ],
    [
      'http2: sessions and streams of both ends',
      'http2-timeouts.ts',
      [
        '0.25 main: stream of the client: idle 0.25',
        '0.5 main: /quick 0.5',
        '2 main: stream of the server: idle 2',
        '2.5 main: /slow 2.5',
        '5.5 main: session of the server: idle 5.5',
        '8.5 main: session of the client: idle 8.5',
      ],
    ],
  ])('%s', async (_, name, lines) => {
    const story = await tell(`sockets/${name}`);
    expect(story.slice(0, -1)).toEqual(lines);
    expect(story.at(-1)).toMatch(/end: exit code 0$/);
  });

  test.each([
    ['asks-slow-server.ts', 300, '0 main: here', ''],
    ['silent-server.ts', Infinity, '0.7 main: gave up', ''],
    ['asks-without-a-module.mjs', 300, '0 main: no answer', 'fetch'],
    ['asks-without-a-module.mjs', 300, '0 main: no answer', 'WebSocket'],
    ['asks-in-a-worker.mjs', 300, '0 main.1: no answer', ''],
  ])(
    'but a server outside the program has the timeout in real time: %s',
    async (name, delay, line, way) => {
      const server = createServer((socket) => {
        if (delay < Infinity) setTimeout(() => socket.end('here'), delay);
        socket.on('error', () => {});
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const given = { args: [String(port), way] };
      const task = / (\S+):/.exec(line)?.[1];
      const story = await tell(`sockets/${name}`, { given }).finally(() => server.close());
      expect(story).toEqual([
        line,
        expect.stringMatching(/end: exit code 0$/),
        `uncontrolled: ${task} waits for 127.0.0.1:${port}, outside the program, in real time`,
      ]);
    },
  );
});
