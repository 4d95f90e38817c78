import { beforeAll, expect, test } from 'vitest';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { run } from '../../../harness/run.ts';
import { fixture } from '../../support/fixture.ts';
import { useSandbox } from '../../support/sandbox.ts';

useSandbox();
let python: Python;
beforeAll(async () => {
  python = await findPython(process.env, process.platform);
});

const leftoversOf = async (name: string, clock: 'virtual' | 'real') => {
  const { ending } = await run(fixture(name), { python, clock, dice: { seed: 0 } });
  expect(ending.kind).toBe('exited');
  return ending.leftovers;
};

test.concurrent.each(['virtual', 'real'] as const)(
  'a process that works for a while after the program has ended is not left behind (%s clock)',
  async (clock) => {
    expect(await leftoversOf('works-after-its-end.py', clock)).toEqual([]);
  },
);

test.concurrent.each(['virtual', 'real'] as const)(
  'a process that works for ever after the program has ended is left behind (%s clock)',
  async (clock) => {
    expect(await leftoversOf('spins-after-its-end.py', clock)).toEqual([
      expect.stringMatching(/spins-after-its-end\.py$/),
    ]);
  },
);
