import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

describe.concurrent('Thread', { timeout: TEST_LIMIT }, () => {
  test('belongs to the same process, with its own copy of every variable and argument', async () => {
    const { stdout } = await runFixture('thread-own-memory.ts');
    expect(stdout).toMatch(/^(\d+) 1 1\n\1 0 0$/);
  });

  test('gets its arguments unchanged, and those of the program', async () => {
    const values = JSON.stringify(fc.sample(fc.jsonValue(), 50));
    const { stdout } = await runFixture('thread-arguments.ts', values);
    expect(stdout).toBe(`${values}\n${JSON.stringify([values])}`);
  });

  test('runs and prints at the same time as other threads and main', async () => {
    const { stdout } = await runFixture('threads-meet.ts');
    expect(stdout).toBe('met\nmet\nmain');
  });

  test('knows whether it is alive before, during and after its run', async () => {
    const { stdout } = await runFixture('thread-life.ts');
    expect(stdout.split('\n')).toEqual([
      'Thread-1 false',
      'RuntimeError: cannot join thread before it is started',
      'Thread-1 true',
      'threads can only be started once',
      'Thread-1 false',
    ]);
  });

  test('prints the error that its target throws, and the program goes on', async () => {
    const { stdout, stderr, exitCode } = await runFixture('thread-throws.ts');
    expect(stdout).toBe('main goes on');
    expect(stderr).toMatch(
      /^Exception in thread Thread-1:\nRangeError: no such file\n {4}at fail /,
    );
    expect(exitCode).toBe(0);
  });

  test('ends only itself when it exits', async () => {
    const { stdout, exitCode } = await runFixture('thread-exits-with-3.ts');
    expect(stdout).toBe('main goes on');
    expect(exitCode).toBe(0);
  });

  test('rejects a target without a name, when it is started', async () => {
    const { stdout, stderr, exitCode } = await runFixture('thread-not-exported.ts');
    expect(stdout).toBe('');
    expect(stderr).toContain('TypeError: the target');
    expect(stderr).toContain('Write: export function');
    expect(exitCode).toBe(1);
  });

  test('can start threads and processes itself', async () => {
    const { stdout } = await runFixture('thread-nested.ts');
    expect(stdout).toBe('run by a thread\nrun by a process\nexit code 0\nmain');
  });

  test('is waited for at the end of main, even without join', async () => {
    const { stdout, exitCode } = await runFixture('thread-not-joined.ts');
    expect(stdout).toBe('main ends\nthread ends');
    expect(exitCode).toBe(0);
  });
});

describe.concurrent('a class that extends Thread', { timeout: TEST_LIMIT }, () => {
  test('has its fields in the thread, and their new values after join, even if it throws', async () => {
    const { stdout, stderr } = await runFixture('thread-class.ts');
    expect(stdout.split('\n')).toEqual([
      'makes 3',
      '6 counts 3,true,true true 6',
      'makes 30',
      '60 counts 30,true,true true 60',
    ]);
    expect(stderr).toMatch(/^Exception in thread counts 30:\nRangeError: too much/);
  });

  test('is rejected when it is started, if it is not exported', async () => {
    const { stderr, exitCode } = await runFixture('thread-class-not-exported.ts');
    expect(stderr).toContain('TypeError: the target Hidden is not an exported');
    expect(exitCode).toBe(1);
  });
});

describe.concurrent('a thread', { timeout: TEST_LIMIT }, () => {
  test('knows its name, and whether it is a daemon', async () => {
    const { stdout } = await runFixture('thread-names.ts');
    expect(stdout.split('\n')).toEqual([
      'MainThread false',
      'Thread-1 false',
      'Ada false',
      'Thread-2 true',
    ]);
  });

  test('that is a daemon is stopped at the end of the program, but join waits for it', async () => {
    const { stdout, exitCode } = await runFixture('thread-daemon.ts');
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'watches 0.2',
      'has watched 0.2',
      expect.stringMatching(/^(main ends|watches 3600)$/),
    ]);
    expect(stdout).not.toContain('has watched 3600');
    expect(exitCode).toBe(0);
  });
});

describe.concurrent('Lock', { timeout: TEST_LIMIT }, () => {
  test('lets one thread in at a time', async () => {
    expect((await runFixture('lock-counts.ts', '20000')).stdout).toBe('60000 false');
  });

  test('cannot be released if it is not held', async () => {
    const { stdout } = await runFixture('lock-misused.ts');
    expect(stdout).toBe('true\nRuntimeError: release unlocked lock');
  });
});

describe.concurrent('Event', { timeout: TEST_LIMIT }, () => {
  test('wakes all waiting threads; a wait that timed out returns false', async () => {
    const { stdout } = await runFixture('event-tells-all.ts');
    const [inVain, happened] = ['false false', 'true true'];
    expect(stdout.split('\n')).toEqual([inVain, inVain, happened, happened, happened, inVain]);
  });
});

describe.concurrent('Timer', { timeout: TEST_LIMIT }, () => {
  test('calls its target in a thread after its delay, unless it was cancelled', async () => {
    const { stdout, stderr } = await runFixture('timer-calls.ts');
    expect(stdout.split('\n')).toEqual([
      'false true',
      'rings Thread-1 true',
      'true false',
      'cancelled',
    ]);
    expect(stderr).toBe('');
  });
});

describe.concurrent('Condition', { timeout: TEST_LIMIT }, () => {
  test('lets two threads hand over one item after the other', async () => {
    expect((await runFixture('condition-hands-over.ts', '2000')).stdout).toBe('2001000');
  });

  test('wakes threads only when it is notified, and all of them by notifyAll', async () => {
    expect((await runFixture('condition-wakes.ts')).stdout).toBe('0 false\n3');
  });

  test('can be used only with its lock held, and its wait ends at its deadline', async () => {
    const { stdout } = await runFixture('condition-misused.ts');
    expect(stdout.split('\n')).toEqual([
      'RuntimeError: cannot wait on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      'RuntimeError: release unlocked lock',
      'true',
      'at once',
      '0',
      'false',
    ]);
  });
});
