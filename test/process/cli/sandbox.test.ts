import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { matchOf } from '../../../harness/app/match.ts';
import { decisive } from '../../../harness/app/trials.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { openSandbox } from '../../../harness/launch/sandbox.ts';
import { pairsNamed } from '../../../harness/pairs.ts';
import { noBubblewrap, unlessLeftOut } from '../../support/bubblewrap.ts';
import { expectConforming } from '../../support/checks.ts';
import { judge } from '../../support/judge.ts';
import { lockstep } from '../../support/lockstep.ts';
import { only } from '../../support/only.ts';
import { useSandbox } from '../../support/sandbox.ts';

const own = useSandbox();
const PORT = 'ts-ports/04_fork.ts';

// Left out, with the reason in its name, only where this machine can have no sandbox.
describe.skipIf(noBubblewrap !== undefined)(`lockstep check --sandbox${unlessLeftOut}`, () => {
  test('says that a port conforms which prints process ids', async () => {
    const { stdout, stderr, exitCode } = await lockstep(['check', '04', PORT, '--sandbox']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/✔ 04_fork {3}/);
    expect(own.processes()).toEqual([]);
    expect(own.files()).toEqual([]);
  });

  test('says what is wrong with one that does not conform', async () => {
    const wrong = 'test/wrong-ports/02_processes/one-after-the-other.ts';
    const { stdout, exitCode } = await lockstep(['check', '02', wrong, '--sandbox']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /error\[ran-in-sequence\]: the tasks ran one after the other: 13 s = 7 \+ 6/,
    );
  });

  const opened = async () => {
    const python = await findPython(process.env, process.platform);
    return openSandbox(python, process.env, process.platform);
  };
  let sandbox: ReturnType<typeof opened> | undefined;
  const judged = async (name: string, clock: 'virtual' | 'real') => {
    sandbox ??= opened();
    const match = matchOf(only(pairsNamed([name])));
    const options = { clock, seed: 32, runs: 0, otherDraws: false, sandbox: await sandbox };
    return decisive(only(await judge([match], options))).verdict;
  };

  test.each(pairsNamed([]).map(({ stem }) => stem))('%s conforms in it', async (stem) => {
    const { checks } = await judged(stem, 'virtual');
    for (const check of Object.values(checks)) expectConforming(check);
  });

  test('in real time, too', async () => {
    const { checks } = await judged('04_fork', 'real');
    for (const check of Object.values(checks)) expectConforming(check);
  });
});

describe('where there is no sandbox, lockstep check --sandbox ends with 2', () => {
  const pathWith = (name: string, script?: string) => {
    const folder = join(own.path, name);
    mkdirSync(folder);
    // All that the command itself starts.
    symlinkSync(
      execFileSync('which', ['mkfifo'], { encoding: 'utf8' }).trim(),
      join(folder, 'mkfifo'),
    );
    if (script !== undefined) writeFileSync(join(folder, 'bwrap'), `#!/bin/sh\n${script}\n`);
    if (script !== undefined) chmodSync(join(folder, 'bwrap'), 0o755);
    return folder;
  };

  test.each([
    ['bubblewrap is not installed', undefined, /ENOENT\nInstall bubblewrap/],
    [
      'it fails',
      'echo "bwrap: No permissions to create new namespace" >&2; exit 1',
      /No permissions to create new namespace\nTry `bwrap.*sysctl/,
    ],
    ['it does nothing', 'exit 0', /bwrap printed nothing\.\nTry `bwrap/],
    [
      'it starts nothing',
      `echo '{"child-pid": 999999999}' >&3; exec 3>&-; echo no Node >&2; echo 5 >&4; echo 32512 >&4`,
      /Node does not start in it: no Node\nTry `bwrap/,
    ],
  ])('%s', async (name, script, words) => {
    const env = { PATH: pathWith(name, script) };
    const { stdout, stderr, exitCode } = await lockstep(['check', '01', PORT, '--sandbox'], env);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^lockstep: No sandbox is available\.\n/);
    expect(stderr).toMatch(words);
  });
});
