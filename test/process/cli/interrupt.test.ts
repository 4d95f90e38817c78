import { describe, expect, test } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { bareStart, interrupt } from '../../support/interrupt.ts';
import { useSandbox } from '../../support/sandbox.ts';
import { expectWellEnded } from '../../support/well-ended.ts';

const sandbox = useSandbox();

const CHECK = ['check', '02', 'ts-ports/02_processes.ts'];
const EXPLORE = ['verify', '02', '--explore'];

describe.concurrent('a command ends well', () => {
  test.each([
    [CHECK, 'SIGINT', 0],
    [CHECK, 'SIGINT', 1200],
    [EXPLORE, 'SIGTERM', 600],
    [['run', fixture('never-ends.ts'), '--clock', 'real'], 'SIGHUP', 250],
    [['run', fixture('never-ends.ts'), '--clock', 'real'], 'SIGHUP', 750],
  ] as const)('lockstep %j on %s, sent %i ms after its start', async (args, signal, after) => {
    const [end, bare] = await Promise.all([
      interrupt(sandbox, args, [signal], { after }),
      bareStart(),
    ]);
    expectWellEnded(end, bare);
  });

  test('told a second time while it ends', async () => {
    const [end, bare] = await Promise.all([
      interrupt(sandbox, CHECK, ['SIGINT', 'SIGINT'], { after: 800 }, 5),
      bareStart(),
    ]);
    expectWellEnded(end, bare);
  });
});

test('no verdict is printed after a signal', async () => {
  const interrupted = await interrupt(sandbox, CHECK, ['SIGINT'], { after: 1000 });
  expect(interrupted?.stdout).toBe('');
});
