import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import { createWorkspace } from '../../../harness/launch/workspace.ts';
import { runIn } from '../../../harness/run.ts';
import type { ClockName } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { isLinux, unlessLinux } from '../../support/linux.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** As for an ordinary user, on most machines. */
const NONE: string[] = [];

async function endingOf(name: string, clock: ClockName) {
  const python = await findPython(process.env, process.platform);
  const server = clock === 'virtual' ? python.executable : undefined;
  await using workspace = createWorkspace(clock, server, { containers: NONE });
  expect(workspace.container).toBeUndefined();
  return (await runIn(workspace, fixture(name), { python, clock, dice: { seed: 1 } })).ending;
}

/** Processes of this machine with these words in their command line. */
const running = (words: string) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words);
    } catch {
      return false; // It is no process, or has just ended.
    }
  });

// Elsewhere there are no control groups that could be missing.
describe.skipIf(!isLinux).each(['virtual', 'real'] as const)(
  `without control groups, under the %s clock${unlessLinux}`,
  (clock) => {
    test.each([
      ['py', 'sleep 100001'],
      ['ts', 'sleep 100002'],
    ])('a daemon is found and ended (.%s)', async (language, words) => {
      const ending = await endingOf(`leaves-a-daemon-behind.${language}`, clock);
      expect(ending).toMatchObject({ kind: 'exited', leftovers: [words] });
      expect(running(words)).toEqual([]);
    });

    test('processes that start the next one and end are found and ended', async () => {
      const { kind, leftovers } = await endingOf('forks-and-ends-for-ever.ts', clock);
      expect(kind).toBe('exited');
      expect(leftovers.join()).toMatch(/^(\/bin\/sh -c |processes that start others)/);
      // One look may fall between two of them.
      expect(Array.from({ length: 9 }, sandbox.processes).flat()).toEqual([]);
    });
  },
);
