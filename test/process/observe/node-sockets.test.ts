import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

describe.concurrent('a timeout of a socket of Node passes in virtual time', () => {
  test.each([
    [
      'net: idle for so long',
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
  ])('%s', async (_, name, lines) => {
    const story = await tell(`sockets/${name}`);
    expect(story.slice(0, -1)).toEqual(lines);
    expect(story.at(-1)).toMatch(/end: exit code 0$/);
  });

  test('but a server outside the program answers in real time, and the report says so', async () => {
    const server = createServer((socket) => {
      setTimeout(() => socket.end('here'), 300);
      socket.on('error', () => {});
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    vi.stubEnv('PORT', String((server.address() as AddressInfo).port));
    const story = await tell('sockets/asks-slow-server.ts').finally(() => {
      vi.unstubAllEnvs();
      server.close();
    });
    expect(story[0]).toBe('0 main: here');
    expect(story).toContain('uncontrolled: main sets a timeout of a socket, in real time');
  });
});
