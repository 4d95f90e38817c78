import { expect, test } from 'vitest';
import { createLanes } from '../../../harness/launch/lanes.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { runIn } from '../../../harness/run.ts';
import { fixture } from '../../support/fixture.ts';

test('a fork server outlives the first program that it starts, however that is ended', async () => {
  const python = await findPython(process.env, process.platform);
  await using lanes = createLanes('virtual', 1, python.executable);
  const endings: string[] = [];
  for (const name of ['deadlocks.py', 'ends-at-once.py', 'deadlocks.py']) {
    const { ending } = await lanes.lend((workspace) =>
      runIn(workspace, fixture(name), { python, clock: 'virtual', dice: { seed: 0 } }),
    );
    endings.push(ending.kind);
  }
  expect(endings).toEqual(['deadlock', 'exited', 'deadlock']);
});
