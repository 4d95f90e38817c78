import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT, lockstep, unwrapped } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** A right port that also compares its clock with what the harness does not own, and a wrong one. */
let port: string;
let wrong: string;
beforeAll(() => {
  const text = readFileSync(join(CHECKOUT, 'ts-ports/01_sequential.ts'), 'utf8').replaceAll(
    "'./",
    `'${pathToFileURL(join(CHECKOUT, 'ts-ports/'))}`,
  );
  const unowned =
    "import { statSync } from 'node:fs';\nconst isOld = statSync('/').mtime < new Date();\n";
  port = join(sandbox.path, 'port.ts');
  wrong = join(sandbox.path, 'wrong.ts');
  writeFileSync(port, unowned + text);
  writeFileSync(wrong, unowned + text.replace('总共', '总计'));
});

describe.concurrent('what cannot be judged', () => {
  test('is neither right nor wrong, and ends with 3', async () => {
    const { stdout, exitCode } = await lockstep(['check', '01', port]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^\? 01_sequential {3}/m);
    expect(unwrapped(stdout)).toMatch(
      /\? inconclusive: uncontrolled: in the port, main reads when a file was used or changed at port\.ts:2/,
    );
    expect(stdout).toMatch(/port\.ts could not be judged against 01_sequential/);
    expect(stdout).not.toMatch(/✘|does not conform/);
  });

  test('says so in JSON and JUnit', async () => {
    const junit = join(sandbox.path, 'report.xml');
    const { stdout, exitCode } = await lockstep(['check', '01', port, '--json', '--junit', junit]);
    expect(exitCode).toBe(3);
    const { ok, outcome, trials } = JSON.parse(stdout);
    expect({ ok, outcome }).toEqual({ ok: false, outcome: 'inconclusive' });
    expect(trials[0].verdict.outcome).toBe('inconclusive');
    expect(readFileSync(junit, 'utf8')).toMatch(/errors="1"/);
  });

  test('goes behind what is wrong', async () => {
    const { stdout, exitCode } = await lockstep(['check', '01', wrong, '--verbose']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✘ output/);
    expect(stdout).toMatch(/\? timing {2}not judged: inconclusive, see below/);
    expect(stdout).toMatch(/does not conform/);
  });
});
