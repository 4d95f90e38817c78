import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandFor } from '../../../harness/launch/command.ts';
import { createForkServer } from '../../../harness/launch/fork-server.ts';
import { createLanes, type Lanes } from '../../../harness/launch/lanes.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { runIn } from '../../../harness/run.ts';
import { fixture } from '../../support/fixture.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const python = await findPython(process.env, process.platform);

const runServed = (lanes: Lanes, name: string) =>
  lanes.lend((workspace) =>
    runIn(workspace, fixture(name), { python, clock: 'virtual', dice: { seed: 0 } }),
  );

test('a fork server outlives the first program that it starts, however that is ended', async () => {
  await using lanes = createLanes('virtual', 1, python.executable);
  const endings: string[] = [];
  for (const name of ['deadlocks.py', 'ends-at-once.py', 'deadlocks.py']) {
    const { ending } = await runServed(lanes, name);
    endings.push(ending.kind);
  }
  expect(endings).toEqual(['deadlock', 'exited', 'deadlock']);
});

describe('a fork server that is lost', () => {
  test.each(['kills-its-parent.ts', 'stops-its-parent.py'])(
    'to %s is told of, and the next program has a new one',
    async (name) => {
      {
        await using lanes = createLanes('virtual', 1, python.executable);
        await runServed(lanes, 'ends-at-once.py');
        await expect(runServed(lanes, name)).rejects.toMatchObject({ code: 'PARENT_LOST' });
        expect((await runServed(lanes, 'ends-at-once.py')).ending).toMatchObject({
          kind: 'exited',
        });
      }
      expect(sandbox.processes()).toEqual([]);
    },
  );

  test('between two programs is replaced', async () => {
    await using lanes = createLanes('virtual', 1, python.executable);
    await runServed(lanes, 'ends-at-once.py');
    await lanes.lend(async ({ forkServer }) => {
      process.kill(forkServer?.pid as number, 'SIGKILL');
    });
    expect((await runServed(lanes, 'ends-at-once.py')).ending).toMatchObject({ kind: 'exited' });
  });
});

test('an interpreter that tells no process id is told of', async () => {
  const folder = mkdtempSync(join(sandbox.path, 'no-id-'));
  const interpreter = join(folder, 'python3');
  writeFileSync(interpreter, '#!/bin/sh\necho hello\ncat\n', { mode: 0o755 });
  using server = createForkServer(folder, interpreter);
  const command = commandFor(fixture('ends-at-once.py'), python);
  await expect(server.start(command, {})).rejects.toMatchObject({
    code: 'CANNOT_START',
    message: expect.stringContaining('It printed “hello” where an id was expected.'),
  });
});
