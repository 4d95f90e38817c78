import { describe, expect, test } from 'vitest';
import { createVirtualLimits } from '../../../harness/clock/virtual-limits.ts';
import { OVERTIME_WAKINGS } from '../../../harness/limits.ts';

const SECOND = 1_000_000_000n;

/** A run in which little has happened. */
const quiet = { now: 0n, polls: 0, pace: { gates: 1 } };
const limits = { instant: 100, polls: 10, time: 7, generations: 3 };

describe('a run is stopped', () => {
  test('when a task is more generations below main than it may be', () => {
    const { afterwards } = createVirtualLimits(limits);
    expect(afterwards(quiet, 'main.1.1.1', 0n)).toBeUndefined();
    const found = afterwards(quiet, 'main.2.1.1.1', 0n);
    expect(found?.kind).toBe('too many processes');
    expect(String(found?.detail)).toMatch(
      /^main\.2\.1\.1\.1 is 4 generations below main; .* is 3 /,
    );
  });

  test('when it has too many lines, starts and wakings at one instant, or polls', () => {
    const { afterwards } = createVirtualLimits(limits);
    expect(afterwards({ ...quiet, pace: { gates: 101 } }, 'main', 0n)?.kind).toBe(
      'endless instant',
    );
    expect(afterwards({ ...quiet, polls: 11 }, 'main', 0n)?.kind).toBe('spinning');
  });

  test('when it wakes again and again after its time', () => {
    const { afterwards } = createVirtualLimits(limits);
    const kinds = Array.from({ length: OVERTIME_WAKINGS + 1 }, (_, index) => {
      const before = BigInt(8 + index) * SECOND;
      return afterwards({ ...quiet, now: before + SECOND }, 'main', before)?.kind;
    });
    expect(kinds.slice(0, -1).every((kind) => kind === undefined)).toBe(true);
    expect(kinds.at(-1)).toBe('too much time');
  });

  test('not for its generations where no limit is given', () => {
    const { afterwards } = createVirtualLimits({ instant: 100, polls: 10 });
    expect(afterwards(quiet, 'main.1.1.1.1.1.1.1.1', 0n)).toBeUndefined();
  });
});
