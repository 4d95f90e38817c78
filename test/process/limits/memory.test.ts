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

test.each([
  ['in a memfd', 'eats-memory-in-files.py'],
  ['in a file of /dev/shm', 'eats-memory-in-files.ts'],
])('the limit counts memory %s', async (_, name) => {
  const limits = { memory: 256 * 1024 ** 2 };
  const options = { python, clock: 'virtual', dice: { seed: 0 }, limits } as const;
  const { ending } = await run(fixture(name), options);
  expect(ending.kind).toBe('too much memory');
});
