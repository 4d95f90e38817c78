import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { describe, expect, test } from 'vitest';
import { lockstep } from '../../support/lockstep.ts';
import { createSandbox, until, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const PORT = 'ts-ports/01_sequential.ts';
const WRONG = 'test/wrong-ports/01_sequential/not-awaited-in-turn.ts';

let files = 0;
const newFile = (text?: string) => {
  files += 1;
  const file = join(sandbox.path, `file-${files}`);
  if (text !== undefined) writeFileSync(file, text);
  return file;
};

const summaryOf = (file: string) => {
  const { root } = parseXml(readFileSync(file, 'utf8'));
  const { tests, failures, errors, skipped, name } = (root as XmlElement).attributes;
  return { name, tests, failures, errors, skipped };
};

describe('for continuous integration', () => {
  test('verify writes a JUnit report, and prints what it prints without', async () => {
    const junit = newFile();
    const { stdout, stderr, exitCode } = await lockstep(['verify', '01', '07', '--junit', junit]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/\n2 of 2 pairs conform\.$/);
    expect(summaryOf(junit)).toEqual({
      name: 'lockstep verify',
      tests: '8',
      failures: '0',
      errors: '0',
      skipped: '0',
    });
    const text = readFileSync(junit, 'utf8');
    expect(text).toMatch(/<testsuite name="07_pipe" .* time="(0\.\d*[1-9]|[1-9])/);
    expect(text).toContain('<property name="clock" value="virtual"/>');
    expect(text).toContain('<property name="seed" value="32"/>');
    expect(text).toMatch(/name="original" value="Python 3\.\S+"/);
  });

  test('check writes one, beside JSON, with a suite a trial', async () => {
    const junit = newFile();
    const args = ['check', '01', PORT, '--json', '--junit', junit];
    const { stdout, exitCode } = await lockstep(args);
    expect({ exitCode, ok: JSON.parse(stdout).ok }).toEqual({ exitCode: 0, ok: true });
    expect(summaryOf(junit)).toMatchObject({ name: 'lockstep check', tests: '20', failures: '0' });
    const names = [...readFileSync(junit, 'utf8').matchAll(/<testsuite name="(.*?)"/g)];
    expect(names.map(([, name]) => name)).toEqual(
      ['seed', 'mirrored', 'least', 'greatest', 'orders'].map(
        (trial) => `01_sequential ${PORT} (${trial})`,
      ),
    );
  });

  test('a port that does not conform has its mistake in the report, and exit code 1', async () => {
    const junit = newFile();
    const { exitCode } = await lockstep(['check', '01', WRONG, '--junit', junit]);
    expect(exitCode).toBe(1);
    expect(summaryOf(junit)).toMatchObject({ tests: '4', failures: '2', skipped: '0' });
    expect(readFileSync(junit, 'utf8')).toMatch(
      /<failure message="the steps ran at the same time: .*" type="ran-in-parallel"/,
    );
  });

  test('what is known to fail, and fails in any trial, does not make the exit code 1', async () => {
    const known = newFile('# soon\n01 output: issue 7\n01 timing: issue 7\n');
    const junit = newFile();
    const args = ['check', '01', WRONG, '--json', '--known-failures', known, '--junit', junit];
    const { stdout, exitCode } = await lockstep(args);
    const { ok, trials } = JSON.parse(stdout);
    expect({ exitCode, ok }).toEqual({ exitCode: 0, ok: true });
    // No trial is left out for it: each might show what is not known.
    expect(trials.map(({ name }: { name: string }) => name)).toEqual([
      'seed',
      'mirrored',
      'least',
      'greatest',
      'orders',
    ]);
    expect(trials[0].verdict.ok).toBe(false);
    expect(trials[0].verdict.checks.timing).toMatchObject({
      ok: false,
      sentence: expect.stringMatching(/^the steps ran at the same time/),
      known: { reason: 'issue 7', where: `${known}:3` },
    });
    expect(summaryOf(junit)).toMatchObject({ tests: '20', failures: '0', errors: '0' });
    expect(readFileSync(junit, 'utf8')).toContain('<skipped message="expected failure: issue 7">');
  });

  test('what fails beside it does', async () => {
    const known = newFile('01 timing: issue 7\n');
    const args = ['check', '01', WRONG, '--known-failures', known, '--verbose'];
    const { stdout, exitCode } = await lockstep(args);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\n {2}✘ output {2}/);
    expect(stdout).toMatch(/\n {2}◌ timing {2}expected failure: issue 7\n/);
  });

  test.each([
    ['verify', ['verify', '01', '07'], /\n2 of 2 pairs conform; 1 expected failure passes\.$/],
    ['check', ['check', '01', PORT], /\nAn expected failure of .*\.ts passes\.$/],
  ])('what is known to fail and passes is a mistake of its own: %s', async (_, args, summary) => {
    const known = newFile('01 tasks: issue 7\n');
    const { stdout, exitCode } = await lockstep([...args, '--known-failures', known]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `✘ tasks   passes, but is expected to fail (issue 7): remove ${known}:1`,
    );
    expect(stdout).toMatch(summary);
  });

  test('what is known of a pair that is not judged is an error of usage', async () => {
    const known = newFile('02 tasks: issue 7\n');
    const args = ['check', '01', PORT, '--known-failures', known];
    const { stdout, stderr, exitCode } = await lockstep(args);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(`lockstep: ${known}:1 matches nothing: 02_processes is not judged`);
  });

  test('an interrupted command writes no report, nor half of one', async () => {
    const own = createSandbox(sandbox.path);
    const junit = newFile();
    const args = ['verify', '01', '--clock', 'real', '--junit', junit];
    const command = lockstep(args, { TMPDIR: own.path });
    await until(() => own.processes().length > 0);
    command.kill('SIGINT');
    expect((await command).exitCode).toBe(130);
    expect(existsSync(junit)).toBe(false);
  });
});
