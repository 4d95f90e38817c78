import { expect } from 'vitest';
import { CONFORMANCE } from '../../../harness/app/defaults.ts';
import { fixture } from '../../support/fixture.ts';
import { test } from '../../support/judge.ts';
import { only } from '../../support/only.ts';

test('a verdict says that the original draws from a generator that it seeds', async ({ judge }) => {
  const pair = { stem: 'seeded', law: { kind: 'sum' }, total: /^total (\d+)$/ } as const;
  const [original, port] = [fixture('seeded/original.py'), fixture('seeded/port.ts')];
  const options = { ...CONFORMANCE, runs: 0, otherDraws: false };
  const { trials } = only(await judge([{ pair, original, port }], options));
  const { checks, remarks, original: trace } = only(trials).verdict;
  expect(trace.seeded).toEqual(['original.py:4']);
  expect(remarks.map(String)).toEqual([
    expect.stringMatching(/seeds \(original\.py:4\): a port gets the same/),
  ]);
  // The port seeds its own the same: a remark is no mistake.
  expect(checks.output.ok).toBe(true);
});
