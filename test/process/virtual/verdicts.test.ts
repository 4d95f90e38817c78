import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, tell } = useVirtualClock();

/** The line of a fixture that a report names. */
async function lineOf(name: string, report: string) {
  const number = Number(/\.py:(\d+)/.exec(report)?.[1]);
  return (await readFile(fixture(name), 'utf8')).split('\n')[number - 1];
}

/** Somebody outside every program, who answers after half a second. */
const server = createServer((socket) => {
  setTimeout(() => socket.end('x'), 500);
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('PORT', String((server.address() as AddressInfo).port));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** Each waits 2 s in real time: on a busy machine the harness may look only once a second. */
describe.concurrent('a report names what the harness does not control:', () => {
  test.each([
    ['a C library', 'sleeps-in-c.py', 'slept', /^a time \(\w*nanosleep\)/],
    ['the network', 'waits-for-the-network.py', "b'x'", /^a message \(recvfrom\)/],
    ['the network, of a selector', 'selects-the-network.py', '1', /^events \(epoll_p?wait\)/],
  ])('a wait in real time, with its line: %s', async (_, name, said, call) => {
    const [line, end, uncontrolled = '', ...rest] = await tell(name);
    expect([line, end, rest]).toEqual([`0 main: ${said}`, '0 end: exit code 0', []]);
    expect(uncontrolled).toMatch(/^uncontrolled: main waits for .*, in real time$/);
    expect(uncontrolled.replace('uncontrolled: main waits for ', '')).toMatch(call);
    expect(uncontrolled).toContain(` at ${name}:`);
    expect(await lineOf(name, uncontrolled)).toContain('waits here');
  });

  test('an answer from outside, for which time passes as in real time', async () => {
    const [answer, asked, ...rest] = await tell('asks-somebody-outside.py');
    // It comes after half a second of real time; the program waits for two. On a busy machine either
    // may be late.
    expect(answer).toMatch(/^[01](\.\d+)? main: b'x'$/);
    expect(asked).toMatch(/main: asked \d True$/);
    expect(rest.slice(1).every((row) => row.includes('asks-somebody-outside.py:'))).toBe(true);
  });

  test('a file time that the program sets or reads, with its line', async () => {
    const [, , , , ...rest] = await tell('compares-the-times-of-files.py');
    expect(rest.map((row) => /\.py:(\d+)/.exec(row)?.[1])).toEqual(['7', '9']);
  });

  test('a file time that a Node program sets or reads, with its line', async () => {
    const told = (what: string, line: number) =>
      `uncontrolled: main ${what} at compares-the-times-of-files.mjs:${line}: files have the time of the machine`;
    expect(await tell('compares-the-times-of-files.mjs')).toEqual([
      '0 main: 4',
      '0 end: exit code 0',
      told('reads when a file was used or changed', 11),
      told('gives a file a time of the virtual clock', 13),
      told('gives a file a time of the virtual clock', 15),
      told('gives a file a time of the virtual clock', 17),
      told('reads when a file was used or changed', 18),
      ...('Temporal' in globalThis ? [told('reads when a file was used or changed', 19)] : []),
    ]);
  });

  test('an alarm by CPU time, with its line', async () => {
    expect(await tell('sets-an-alarm.py')).toEqual([
      '0 main: rings',
      '0 end: exit code 0',
      'uncontrolled: main is sent a signal by setitimer(2, 0.1) at sets-an-alarm.py:5, in real time',
    ]);
  });

  test.each(['py', 'ts'])('a foreign program that sleeps (%s)', async (language) => {
    const where = language === 'py' ? ' (sleeps-outside.py:4)' : '';
    expect(await tell(`sleeps-outside.${language}`)).toEqual([
      '0 main: before',
      '0 main: after',
      '0 end: exit code 0',
      'uncontrolled: main.1 waits for a time (clock_nanosleep), in real time',
      `uncontrolled: main.1 is a foreign program: sleep 2${where}`,
    ]);
  });

  test.each(['py', 'ts'])('every foreign program, however short (%s)', async (language) => {
    const trace = await run(`runs-foreign-programs.${language}`);
    const where = (line: number) =>
      language === 'py' ? ` (runs-foreign-programs.py:${line})` : '';
    expect(trace.uncontrolled.map(String)).toEqual([
      `main.1 is a foreign program: true${where(4)}`,
      `main.2 is a foreign program: /bin/sh -c exit 3${where(5)}`,
      `main.3 is a foreign program: /bin/sh -c exit 4${where(6)}`,
    ]);
    const ends = trace.events.filter((event) => event.type === 'end');
    expect(ends.map(({ task, code }) => [task, code])).toEqual([
      ['main.1', 0],
      ['main.2', 3],
      ['main.3', 4],
      ['main', 0],
    ]);
  });

  test.each(['py', 'ts'])('no observed program, once its parent waits (%s)', async (language) => {
    const trace = await run(`runs-itself-and-waits.${language}`);
    expect(trace.uncontrolled).toEqual([]);
    expect(trace.tasks.map(({ id, observed }) => [id, observed])).toEqual([
      ['main', true],
      ['main.1', true],
      ['main.2', true],
    ]);
  });

  test('a foreign program, which meets a deadline of the program only if it does in real time', async () => {
    const lines = (await tell('waits-for-sleeps-outside.py')).filter((row) => / main: /.test(row));
    expect(lines).toEqual(['0 main: ended', '0.5 main: timed out']);
  });

  test('a line that is written past the observer', async () => {
    expect(await tell('speaks-outside.py')).toEqual([
      '0 main: before',
      '0 ?: outside',
      '0 main: after',
      '0 end: exit code 0',
      'uncontrolled: main.1 is a foreign program: /bin/sh -c echo outside (speaks-outside.py:4)',
      'uncontrolled: a line bypassed the observer: “outside”',
    ]);
  });

  test('a Python that was started without the module site', async () => {
    const [said, end, ...rest] = await tell('starts-without-its-site.py');
    expect([said, end]).toEqual(['0 ?: unseen', '0 end: exit code 0']);
    expect(rest).toContainEqual(expect.stringMatching(/^uncontrolled: main\.1 waits for a time/));
    expect(rest).toContainEqual(expect.stringMatching(/^uncontrolled: main\.1 is a foreign/));
  });
});

describe.concurrent('a program that never rests', () => {
  test('is spinning after its limit of CPU time', async () => {
    expect(await tell('spins.py', { limits: { cpu: 2, starts: 0 } })).toEqual([
      '0 main: before',
      '0 end: spinning',
      'main used more than 2 s of CPU time without a line, a sleep or a wait (--limit cpu=SECONDS allows more)',
    ]);
  });

  test('is in an endless instant if it lets no time pass', async () => {
    const { ending, events } = await run('prints-for-ever-beside-a-sleep.py', {
      limits: { instant: 600 },
    });
    expect(ending).toMatchObject({ kind: 'endless instant', time: 0, leftovers: [] });
    expect(ending.detail?.map(String)).toEqual([
      'more than 600 lines, starts and wakings at 0 s (--limit instant=N allows more)',
    ]);
    expect(events.filter(({ type }) => type === 'line').length).toBeGreaterThan(550);
  });
});

describe.concurrent('random numbers', () => {
  const draws = async (language: string, seed: number) =>
    (await tell(`draws-in-a-thread-and-a-process.${language}`, { dice: { seed } })).filter((row) =>
      row.includes(': one: '),
    );

  test('are the same in Python and Node, in main, in a process and in a thread', async () => {
    const program = 'draws-in-a-thread-and-a-process';
    const [inPython, inNode] = await Promise.all([tell(`${program}.py`), tell(`${program}.ts`)]);
    expect(inNode).toEqual(inPython);
    expect(inPython).toHaveLength(7);
    const [inProcess = '', inMain = ''] = inPython.filter((row) => row.includes('one: '));
    expect(inMain.replace('main:', '')).toBe(inProcess.replace('main.1:', ''));
  });

  test('differ for another seed', async () => {
    expect(await draws('py', 1)).toEqual(await draws('py', 1));
    expect(await draws('py', 1)).not.toEqual(await draws('py', 2));
  });

  test('do not change the order of a set', async () => {
    const [one, other, end] = await tell('prints-a-set-in-two-processes.py');
    expect(other?.replace('main.1', 'main')).toBe(one);
    expect(end).toBe('0 end: exit code 0');
    expect(await tell('prints-a-set-in-two-processes.py')).toEqual([one, other, end]);
  });
});
