import { describe, expect, test } from 'vitest';
import { createTimeLimit } from '../../../harness/clock/time-limit.ts';
import { ENDLESS } from '../../../harness/limits.ts';

const SECOND = 10n ** 9n;
const HOUR = BigInt(ENDLESS.seconds) * SECOND;

function woken(times: number, limits = {}) {
  const limit = createTimeLimit(limits);
  for (let time = 0; time < times; time += 1) limit.woke();
  return (due: bigint, now = due - 1n) => limit.before(due, now)?.kind;
}

describe('--until', () => {
  test('still lets go on what is due at that moment', () => {
    const limit = createTimeLimit({ until: 1.5 });
    expect(limit.before((3n * SECOND) / 2n, 0n)).toBeUndefined();
    expect(limit.before(2n * SECOND, 0n)).toMatchObject({ kind: 'until', at: (3n * SECOND) / 2n });
  });

  test('replaces every other limit of time', () => {
    expect(woken(ENDLESS.most, { until: 1e6 })(2n * HOUR)).toBeUndefined();
  });
});

describe('a program that wakes again and again', () => {
  test.each([
    ['often, for less than the time', ENDLESS.wakings, HOUR, undefined],
    ['seldom, for longer', ENDLESS.wakings - 1, 2n * HOUR, undefined],
    ['often, for longer', ENDLESS.wakings, HOUR + 1n, 'endless'],
    ['very often', ENDLESS.most, SECOND, 'endless'],
  ])('%s', (_how, times, due, kind) => {
    expect(woken(times)(due)).toBe(kind);
  });

  test('goes on with what is due at the same instant', () => {
    expect(woken(ENDLESS.most)(HOUR, HOUR)).toBeUndefined();
  });

  test('is ended by another limit if it is a port', () => {
    expect(woken(ENDLESS.most, { time: 10 })(2n * HOUR)).toBeUndefined();
  });
});
