import { expect, test } from 'vitest';
import { addLimit } from '../../../harness/cli/options.ts';
import { type LimitName, NAMED_LIMITS } from '../../../harness/limits.ts';

const NAMES = Object.keys(NAMED_LIMITS) as LimitName[];

test.each(NAMES)('--limit %s=VALUE sets the limit of that name', (name) => {
  expect(addLimit(`${name}=7`)).toMatchObject({ [NAMED_LIMITS[name].limit]: 7 });
});

test('limits add up, and CPU time that is given does not grow with the machine', () => {
  const limits = addLimit('cpu=1.5', addLimit('instant=500000'));
  expect(limits).toEqual({ instant: 500_000, cpu: 1.5, starts: 0 });
});

test.each(['', 'cpu', 'cpu=', 'cpu=x', 'cpu=-1', 'lines=0', 'toString=1', 'cpu=1=2'])(
  'rejects “%s”',
  (text) => {
    expect(() => addLimit(text)).toThrow(/^Give NAME=VALUE, as in cpu=600\. NAME is one of: cpu, /);
  },
);
