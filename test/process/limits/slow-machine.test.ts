import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lockstep } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';
import { send, throttle } from '../../support/throttle.ts';

const sandbox = useSandbox();

/** Milliseconds: a machine that is twenty times slower. */
const PATIENCE = 400_000;

const slowly = async (args: readonly string[]) => {
  const command = lockstep(args);
  using _slow = throttle(command.pid as number);
  const { stdout, stderr, exitCode } = await command;
  return { stdout, stderr, exitCode };
};

describe.concurrent('on a machine that runs a tenth of the time', () => {
  test(
    'a right port conforms, word for word as on another',
    async () => {
      const args = ['check', '02', 'ts-ports/02_processes.ts'];
      const [slow, fast] = await Promise.all([slowly(args), lockstep(args)]);
      const { stdout, stderr, exitCode } = fast;
      expect(slow).toEqual({ stdout, stderr, exitCode });
      expect(exitCode).toBe(0);
    },
    PATIENCE,
  );

  test.each([
    ['eats-memory.ts', 'the port took memory without end and was stopped'],
    ['eats-memory-in-files.ts', 'the port took memory without end and was stopped'],
    ['spins-after-a-line.ts', 'the port computes without end and was stopped'],
    ['prints-a-gigabyte.ts', 'the port printed without end and was stopped'],
  ])(
    '%s does not conform, and is told why',
    async (name, words) => {
      const { stdout, exitCode } = await slowly(['check', '01', `test/fixtures/${name}`]);
      expect(stdout).toContain(words);
      expect(exitCode).toBe(1);
    },
    PATIENCE,
  );
});

describe.concurrent('a harness that is stopped for 14 s', () => {
  test.each([2, 3.5])(
    '%d s after its start says what it says otherwise',
    async (seconds) => {
      const command = lockstep(['check', '02', 'ts-ports/02_processes.ts']);
      await pause(seconds * 1000);
      send(command.pid as number, 'SIGSTOP');
      await pause(14_000);
      send(command.pid as number, 'SIGCONT');
      const { stdout, exitCode } = await command;
      expect(stdout).toMatch(/conforms to 02_processes/);
      expect(stdout).not.toMatch(/✘|\?/);
      expect(exitCode).toBe(0);
    },
    PATIENCE,
  );
});

test('after all these nothing is running', () => {
  expect(sandbox.processes()).toEqual([]);
});
