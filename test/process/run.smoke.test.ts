import { beforeAll, describe, expect, test } from 'vitest';
import { findPython, type Python } from '../../harness/launch/python.ts';
import type { Limits } from '../../harness/limits.ts';
import { run } from '../../harness/run.ts';
import { spokenLines } from '../../harness/trace/spoken.ts';
import type { Trace } from '../../harness/trace/trace.ts';
import { fixture } from '../support/fixture.ts';
import { patience } from '../support/patience.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox();
let python: Python;

beforeAll(async () => {
  python = await findPython(process.env, process.platform);
});

/** Runs a fixture, after which nothing of it may be running, nor lying about. */
async function runFixture(name: string, limits: Partial<Limits> = {}, signal?: AbortSignal) {
  const dice = { seed: 0 };
  return await run(fixture(name), { python, clock: 'real', dice, limits, signal });
}

const texts = (trace: Trace, stream: string) =>
  spokenLines(trace)
    .filter((line) => line.stream === stream)
    .map(({ text }) => text);

const LANGUAGES = ['py', 'ts'];

describe.each(LANGUAGES)('a program (.%s) that', (language) => {
  test('does not parse says so on stderr, and has run nothing', async () => {
    const trace = await runFixture(`does-not-parse.${language}`);
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 1 });
    expect(texts(trace, 'stdout')).toEqual([]);
    expect(texts(trace, 'stderr').join('\n')).toMatch(/SyntaxError/);
  });

  test('crashes has printed what it printed, and why', async () => {
    const trace = await runFixture(`crashes.${language}`);
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 1 });
    expect(texts(trace, 'stdout')).toEqual(['before']);
    expect(texts(trace, 'stderr').join('\n')).toMatch(/(Runtime|Range)Error: no such file/);
  });

  test('prints invalid UTF-8 has a flaw in that line, and goes on', async () => {
    const [flawed, after] = spokenLines(await runFixture(`prints-invalid-utf8.${language}`));
    expect(flawed).toMatchObject({ text: 'caf\uFFFD', flaw: 'invalid UTF-8', task: 'main' });
    expect(after?.text).toBe('after');
    expect(after).not.toHaveProperty('flaw');
  });

  test('prints 10 MB in one line has that line, whole', async () => {
    const trace = await runFixture(`prints-10-mb-in-one-line.${language}`);
    expect(texts(trace, 'stdout').map(({ length }) => length)).toEqual([10_000_000, 5]);
    expect(spokenLines(trace)[0]).toMatchObject({ task: 'main' });
  });

  test('prints more bytes than it may is stopped, and so is what is kept of them', async () => {
    const trace = await runFixture(`prints-10-mb-in-one-line.${language}`, { bytes: 1_000_000 });
    expect(trace.ending.kind).toBe('too much output');
    expect(texts(trace, 'stdout').join('').length).toBeLessThanOrEqual(1_000_000);
  });

  test('prints without end is stopped at its last permitted line', async () => {
    const trace = await runFixture(`prints-without-end.${language}`, { lines: 1000 });
    expect(trace.ending.kind).toBe('too much output');
    expect(texts(trace, 'stdout')).toEqual(new Array(1000).fill('on and on'));
  });

  test('is killed midway has printed what came before, and its killer is named', async () => {
    const trace = await runFixture(`is-killed.${language}`);
    expect(trace.ending).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
    expect(texts(trace, 'stdout')).toEqual(['before']);
  });
});

describe.concurrent.each(LANGUAGES)('a program (.%s) that takes no end', (language) => {
  test('is stopped at its time limit, whatever it does against it', async () => {
    const trace = await runFixture(`never-ends.${language}`, { seconds: 1.5 });
    expect(trace.ending.kind).toBe('timed out');
    expect(texts(trace, 'stdout')).toEqual(['before']);
    expect(trace.ending.leftovers).toEqual([]);
    expectStoppedAfter(trace, 1.5);
  });

  test('but one line without an end is stopped, too', async () => {
    const limits = { seconds: 0.5, cpu: 0.5, starts: 0 };
    const trace = await runFixture(`prints-one-line-without-end.${language}`, limits);
    expect(trace.ending.kind).toMatch(/^(?:timed out|spinning)$/);
    expectStoppedAfter(trace, 0.5);
  });

  test('has time where its limits are longer than a timer of Node can be', async () => {
    const trace = await runFixture(`ends-at-once.${language}`, { total: 9_999_999 });
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 0 });
  });

  test('can be interrupted', async () => {
    const end = AbortSignal.timeout(500);
    const trace = await runFixture(`never-ends.${language}`, {}, end);
    expect(trace.ending.kind).toBe('interrupted');
    // Its folder is made before it starts: of the half second it has less.
    expect(trace.ending.time).toBeLessThan(0.5 + TIME_TO_STOP);
  });

  test('is interrupted before it starts where that was asked before', async () => {
    const trace = await runFixture(`never-ends.${language}`, {}, AbortSignal.abort());
    expect(trace.ending.kind).toBe('interrupted');
  });
});

describe.concurrent('a program that leaves', () => {
  test.each([
    ['a child', 'leaves-a-child-behind.py', /^sleep 1000$/],
    ['a child', 'leaves-a-child-behind.ts', /^sleep 1000$/],
    ['a child in a session of its own', 'leaves-a-session-behind.py', /^sleep 1000$/],
    ['a child in a session of its own', 'leaves-a-session-behind.ts', /^sleep 1000$/],
    ['a grandchild that forked twice', 'double-forks.py', /double-forks\.py$/],
  ])('%s behind (%s) is told which', async (_, name, command) => {
    const trace = await runFixture(name);
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 0 });
    expect(texts(trace, 'stdout')).toEqual(['main ends']);
    expect(trace.ending.leftovers).toEqual([expect.stringMatching(command)]);
  });
});

test('a child that crashes leaves its complaint and its exit code', async () => {
  const trace = await runFixture('child-crashes.py');
  expect(texts(trace, 'stdout')).toEqual(['exit code 1']);
  expect(spokenLines(trace)[0]).toMatchObject({ task: 'main.1', stream: 'stderr' });
  expect(trace.events).toContainEqual(
    expect.objectContaining({ type: 'end', task: 'main.1', code: 1 }),
  );
});

test('a program that is not there, or is none, is an error that says what to do', async () => {
  await expect(runFixture('no-such-program.py')).rejects.toMatchObject({
    code: 'UNKNOWN_PROGRAM',
    message: expect.stringMatching(
      /There is no program .*no-such-program\.py\.\n.*\nName a Python/,
    ),
  });
  await expect(runFixture('../fixtures')).rejects.toMatchObject({ code: 'UNKNOWN_PROGRAM' });
});

test('an interpreter that cannot be started is an error that says why', async () => {
  const gone = { executable: '/no/such/python3', version: '3.11.7' };
  const dice = { seed: 0 };
  await expect(
    run(fixture('crashes.py'), { python: gone, clock: 'real', dice }),
  ).rejects.toMatchObject({
    code: 'CANNOT_START',
    message: expect.stringMatching(/no\/such\/python3.*\n.*ENOENT/),
  });
});

test('after all these runs nothing of them is running, and no run’s folder is there', () => {
  expect(sandbox.processes()).toEqual([]);
  expect(sandbox.files().filter((name) => name.includes('run-'))).toEqual([]);
});

/**
 * Seconds. To end a process tree takes hundredths; at a load of 20 on two cores it took 5.5. At a load
 * of 50 a program took 53 s to have used, or slept, 1.5 s.
 */
const TIME_TO_STOP = patience(60) / 1000;

function expectStoppedAfter({ ending }: Trace, seconds: number) {
  expect(ending.time).toBeGreaterThanOrEqual(seconds - 0.01);
  expect(ending.time).toBeLessThan(seconds + TIME_TO_STOP);
}
