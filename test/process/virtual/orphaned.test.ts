import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { until, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const COMMAND = join(import.meta.dirname, '../../../harness/cli/lockstep.js');

test.each([
  ['virtual', 'spins.py'],
  ['real', 'never-ends.py'],
  ['real', 'never-ends.ts'],
])('a harness that is killed leaves nothing (%s clock, %s)', async (clock, program) => {
  const harness = spawn(process.execPath, [COMMAND, 'run', fixture(program), '--clock', clock], {
    stdio: 'ignore',
  });
  await until(() => sandbox.processes().length > 0);
  await pause(100); // While they run.
  harness.kill('SIGKILL');
  await until(() => sandbox.processes().length === 0);
  await until(() => sandbox.files().length === 0);
  expect(sandbox.processes()).toEqual([]);
});

test('two harnesses at the same time do not disturb each other', async () => {
  const run = () =>
    new Promise<string>((resolve) => {
      const args = [COMMAND, 'run', '--json', fixture('starts-by-fork.py')];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      child.on('close', () => resolve(text));
    });
  const texts = await Promise.all([run(), run(), run()]);
  for (const text of texts)
    expect(JSON.parse(text).ending).toMatchObject({ kind: 'exited', code: 0 });
  expect(new Set(texts).size).toBe(1);
});
