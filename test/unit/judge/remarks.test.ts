import { expect, test } from 'vitest';
import { remarksOn } from '../../../harness/judge/remarks.ts';
import { traceOf } from '../../support/traces.ts';

test('an original that seeds no generator calls for no remark', () => {
  expect(remarksOn([traceOf([])])).toEqual([]);
});

test('an original that draws from a generator that it seeds calls for one remark, with each line once', () => {
  const traces = [['b.py:2'], ['a.py:1', 'b.py:2']].map((seeded) => traceOf([], { seeded }));
  expect(remarksOn(traces).map(String)).toEqual([
    expect.stringMatching(
      /^the original draws from a random generator that it seeds \(a\.py:1, b\.py:2\): a port gets/,
    ),
  ]);
});
