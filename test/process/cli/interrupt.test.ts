import { describe, expect, test } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { interrupt, moments } from '../../support/interrupt.ts';
import { useSandbox } from '../../support/sandbox.ts';
import { CHECK, EXPLORE, expectWellEnded } from '../../support/well-ended.ts';

const sandbox = useSandbox();

const COMMANDS = [
  [CHECK, 'SIGINT', 2000],
  [EXPLORE, 'SIGTERM', 2000],
  [['run', fixture('never-ends.ts'), '--clock', 'real'], 'SIGHUP', 1000],
] as const;

describe.each(COMMANDS)('lockstep %j ends on %s', (args, signal, until) => {
  test.each(moments(2, 0, until))('sent %i ms after its start', async (after) => {
    expectWellEnded(await interrupt(sandbox, args, [signal], after));
  });
});

test('a second signal while it ends changes nothing', async () => {
  expectWellEnded(await interrupt(sandbox, CHECK, ['SIGINT', 'SIGINT'], 800, 5));
});

test('no verdict is printed after a signal', async () => {
  const interrupted = await interrupt(sandbox, CHECK, ['SIGINT'], 1000);
  expect(interrupted?.stdout).toBe('');
});
