import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waitOf } from '../../../harness/clock/system-call.ts';

/** A row of /proc/<pid>/task/<tid>/syscall: the number, six arguments, two registers. */
function syscall(number: number, ...args: (number | bigint)[]): string {
  const all = Array.from({ length: 6 }, (_, index) => `0x${(args[index] ?? 0).toString(16)}`);
  return [number, ...all, '0x7ffc00000000', '0x7f0000000000'].join(' ');
}

const POINTER = 0x7f12_3456_7890;
/** As the kernel shows -1 in an argument of 32 bits, and in one of 64. */
const MINUS_ONE = [0xffff_ffffn, 0xffff_ffff_ffff_ffffn];

describe('an unlimited wait is described by its system call', () => {
  test.each([
    ['x64', syscall(202, POINTER, 0x80, 0), 'futex', 'lock, join or wait'],
    ['arm64', syscall(98, POINTER, 0x80, 0), 'futex', 'lock, join or wait'],
    ['x64', syscall(0, 3, POINTER, 1), 'read', 'input'],
    ['arm64', syscall(63, 3, POINTER, 1), 'read', 'input'],
    ['x64', syscall(61, -1n & 0xffff_ffffn), 'wait4', 'child'],
    ['arm64', syscall(260, 7), 'wait4', 'child'],
    ['x64', syscall(281, 4, POINTER, 1024, MINUS_ONE[0] as bigint), 'epoll_pwait', 'events'],
    ['arm64', syscall(22, 4, POINTER, 1024, MINUS_ONE[0] as bigint), 'epoll_pwait', 'events'],
    ['x64', syscall(72, 3, 7), '72', undefined],
  ] as const)('%s: %s', (arch, row, name, awaited) => {
    expect(waitOf(row, arch)).toMatchObject({
      name,
      awaited,
      timed: false,
      limit: undefined,
      untilRead: false,
    });
  });
});

/** Calls that can have a time limit: the number on x64, and a row of arguments with a hole for it. */
const LIMITED = {
  futex: (limit: bigint) => syscall(202, POINTER, 0x189, 0, limit),
  futex_waitv: (limit: bigint) => syscall(449, POINTER, 1, 0, limit),
  ppoll: (limit: bigint) => syscall(271, POINTER, 1, limit),
  select: (limit: bigint) => syscall(23, 4, POINTER, 0, 0, limit),
  pselect6: (limit: bigint) => syscall(270, 4, POINTER, 0, 0, limit),
  epoll_pwait2: (limit: bigint) => syscall(441, 4, POINTER, 8, limit),
  rt_sigtimedwait: (limit: bigint) => syscall(128, POINTER, 0, limit),
  semtimedop: (limit: bigint) => syscall(220, 3, POINTER, 1, limit),
};
const IN_MILLISECONDS = {
  poll: (limit: bigint) => syscall(7, POINTER, 1, limit),
  epoll_wait: (limit: bigint) => syscall(232, 4, POINTER, 8, limit),
  epoll_pwait: (limit: bigint) => syscall(281, 4, POINTER, 8, limit),
};

describe('a wait is timed if it would end by itself', () => {
  test.each(Object.entries(LIMITED))('%s with a pointer to a time', (name, row) => {
    expect(waitOf(row(BigInt(POINTER)), 'x64')).toMatchObject({ name, timed: true });
    expect(waitOf(row(0n), 'x64')).toMatchObject({ name, timed: false });
  });

  test.each(Object.entries(IN_MILLISECONDS))('%s with milliseconds', (name, row) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (limit) => {
        expect(waitOf(row(BigInt(limit)), 'x64')).toMatchObject({ name, timed: true });
      }),
    );
    // For ever; and 25 days, the timer of Node's that stands for one that the harness owns.
    for (const limit of [...MINUS_ONE, 0x7fff_ffffn, 0n]) {
      expect(waitOf(row(limit), 'x64')).toMatchObject({ name, timed: false });
    }
  });

  test('a sleep', () => {
    expect(waitOf(syscall(35, POINTER), 'x64')).toMatchObject({ name: 'nanosleep', timed: true });
    const row = syscall(115, 0, 0, POINTER);
    expect(waitOf(row, 'arm64')).toMatchObject({ name: 'clock_nanosleep', timed: true });
  });
});

describe('how long a timed wait lasts', () => {
  const at = (since: string, unit = 'timespec') => ({ pointer: BigInt(POINTER), unit, since });
  const [MONOTONIC, ABSOLUTE] = [1, 1];

  test.each([
    ['in the row itself', syscall(7, POINTER, 1, 250), 250],
    ['at a pointer, as a duration', syscall(202, POINTER, 0x80, 0, POINTER), at('now')],
    ['at a pointer, as a moment', syscall(202, POINTER, 0x89, 0, POINTER), at('monotonic')],
    ['at a pointer, as a time of day', syscall(202, POINTER, 0x189, 0, POINTER), at('realtime')],
    ['for a sleep', syscall(230, MONOTONIC, 0, POINTER), at('now')],
    ['for a sleep until a moment', syscall(230, MONOTONIC, ABSOLUTE, POINTER), at('monotonic')],
    ['for a sleep until a time of day', syscall(230, 0, ABSOLUTE, POINTER), at('realtime')],
    ['in microseconds', syscall(23, 4, POINTER, 0, 0, POINTER), at('now', 'timeval')],
  ])('is read from %s', (_, row, limit) => {
    expect(waitOf(row, 'x64').limit).toEqual(limit);
  });
});

test('a wait for room to write is not timed, but ends when the harness reads', () => {
  expect(waitOf(syscall(1, 1, POINTER, 65_536), 'x64')).toEqual({
    name: 'write',
    awaited: 'room',
    timed: false,
    limit: undefined,
    untilRead: true,
    args: [1n, BigInt(POINTER), 65_536n, 0n, 0n, 0n],
  });
});
