import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lookUntil } from '../../support/interrupt.ts';
import { COMMAND, lockstep } from '../../support/lockstep.ts';
import { startMetered } from '../../support/metered.ts';
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
      const args = ['check', '04', 'ts-ports/04_fork.ts'];
      const [slow, fast] = await Promise.all([slowly(args), lockstep(args)]);
      const { stdout, stderr, exitCode } = fast;
      expect(slow).toEqual({ stdout, stderr, exitCode });
      expect(exitCode).toBe(0);
    },
    PATIENCE,
  );

  test.each([
    ['eats-memory.ts', 'error[exceeds-limit]: the port takes memory without end'],
    ['eats-memory-in-files.ts', 'error[exceeds-limit]: the port takes memory without end'],
    ['spins-after-a-line.ts', 'error[busy-loop]: a loop computes without end'],
    ['prints-a-gigabyte.ts', 'error[exceeds-limit]: the port prints without end'],
  ])(
    '%s does not conform, and the verdict tells why',
    async (name, words) => {
      const { stdout, exitCode } = await slowly(['check', '01', `test/fixtures/${name}`]);
      expect(stdout).toContain(words);
      expect(exitCode).toBe(1);
    },
    PATIENCE,
  );
});

describe.concurrent('a harness that is stopped for 14 s', () => {
  const check = () =>
    startMetered([COMMAND, 'check', '02', 'ts-ports/02_processes.ts', '--runs', '0']);
  let whole: Promise<number> | undefined;
  const cpuOfWhole = async () => (await (await check()).ended).cpu;

  // It differs by a third from run to run: two thirds of another's may be the whole.
  test.each([0.3, 0.5])(
    'after %d of its CPU time reports the same as otherwise',
    async (part) => {
      whole ??= cpuOfWhole();
      const moment = part * (await whole);
      const command = await check();
      await lookUntil(() => command.isOver() || command.cpu() >= moment);
      expect(command.isOver()).toBe(false);
      send(command.pid, 'SIGSTOP');
      await pause(14_000);
      send(command.pid, 'SIGCONT');
      const { stdout, code } = await command.ended;
      expect(stdout).toMatch(/conforms to 02_processes/);
      expect(stdout).not.toMatch(/✘|\?/);
      expect(code).toBe(0);
    },
    PATIENCE,
  );
});

test('nothing is left running after all these', () => {
  expect(sandbox.processes()).toEqual([]);
});
