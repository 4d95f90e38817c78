import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import { createWorkspace } from '../../../harness/launch/workspace.ts';
import { runIn } from '../../../harness/run.ts';
import type { ClockName, Ending } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { patience } from '../../support/patience.ts';
import { useSandbox } from '../../support/sandbox.ts';

useSandbox();

/** So many processes hold the bomb: without a limit it stops this machine. */
const FEW = 60;

/** So many take all of two cores: where each was looked at, virtual time ended it after 100 s. */
const MOST = 1024;

/** What the README promises, in milliseconds. */
const SOON = patience(15);

/** The file that limits how many processes there are, in one of a container's groups. */
const limitIn = (folders: readonly string[]) =>
  folders.map((folder) => join(folder, 'pids.max')).find((file) => existsSync(file));

const canHold = await (async () => {
  await using workspace = createWorkspace('real');
  return limitIn((workspace.container?.entrances ?? []).map(dirname)) !== undefined;
})();

describe.skipIf(!canHold)(
  `a fork bomb${canHold ? '' : ' (left out: no control group limits processes)'}`,
  () => {
    test.each([
      ['virtual', FEW],
      ['real', FEW],
      ['virtual', MOST],
      ['real', MOST],
    ] as const)('is found and ended (%s clock, %i processes)', async (clock, most) => {
      const leftovers = await leftByBomb('leaves-a-lasting-fork-bomb-behind.py', clock, most);
      expect(new Set(leftovers)).toEqual(new Set([expect.stringMatching(/^bomb -I -S -c/)]));
      expect(leftovers.length).toBeGreaterThan(most / 2);
    });

    test.each(['virtual', 'real'] as const)(
      'of a shell is ended, or burns out at the limit of processes (%s clock)',
      async (clock) => {
        const leftovers = await leftByBomb('leaves-a-fork-bomb-behind.ts', clock);
        expect(leftovers.join()).toMatch(/^$|^(\/bin\/sh -c f\(\)|processes that start others)/);
      },
    );
  },
);

/** Runs a program with a bomb, and makes sure that soon nothing is left of it. */
async function leftByBomb(name: string, clock: ClockName, most = FEW): Promise<string[]> {
  const python = await findPython(process.env, process.platform);
  const server = clock === 'virtual' ? python.executable : undefined;
  const begun = performance.now();
  let group: string;
  let ending: Ending;
  {
    await using workspace = createWorkspace(clock, server);
    const limit = limitIn(workspace.container?.entrances.map(dirname) ?? []) as string;
    group = dirname(limit);
    writeFileSync(limit, String(most));
    expect(readFileSync(limit, 'utf8').trim()).toBe(String(most));
    ({ ending } = await runIn(workspace, fixture(name), { python, clock, dice: { seed: 1 } }));
  }
  expect(performance.now() - begun).toBeLessThan(SOON);
  // A group that holds a process cannot be removed.
  expect(existsSync(group)).toBe(false);
  expect(ending.kind).toBe('exited');
  return ending.leftovers.map(String);
}
