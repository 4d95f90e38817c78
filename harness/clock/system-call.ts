import type { Awaited } from '../messages/evidence/waits.ts';

/** What a blocked thread waits for, as far as its system call tells (syscall(2), proc(5)). */
export interface Wait {
  /** The system call's; its number where it is not known. */
  name: string;
  /** Undefined where the call is not known. */
  awaited: Awaited | undefined;
  /** It ends by itself after a time: a timer that the harness does not own. */
  timed: boolean;
  /** How long a timed wait lasts at most. */
  limit: Limit | undefined;
  /** It ends as soon as the harness has read some output. */
  untilRead: boolean;
  /** Its arguments, six at most. */
  args: readonly bigint[];
}

/** A duration in milliseconds; or where in the thread's memory a time is. */
export type Limit = number | { pointer: bigint; unit: 'timespec' | 'timeval'; since: Since };

/** A duration, or a moment by one of the system's clocks. */
type Since = 'now' | 'monotonic' | 'realtime';

/** Where a call says how long it waits at most, if it does. */
type Timeout =
  | 'never'
  /** The argument with this index points to a time, or is null. */
  | { pointer: number; unit?: 'timeval'; since?: (args: readonly bigint[]) => Since }
  /** The argument with this index is in milliseconds, or negative. */
  | { milliseconds: number };

interface Call {
  name: string;
  awaited: Awaited;
  timeout: Timeout;
  /** On x86-64 and on arm64 (unistd.h). */
  numbers: [number | null, number | null];
}

const [FUTEX_WAIT, FUTEX_OPERATION, FUTEX_CLOCK_REALTIME] = [0n, 0x7fn, 0x100n];
const CLOCK_REALTIME = 0n;
const TIMER_ABSTIME = 1n;

/** futex(2): FUTEX_WAIT alone takes a duration. */
const futexSince = ([, operation = 0n]: readonly bigint[]): Since => {
  if ((operation & FUTEX_OPERATION) === FUTEX_WAIT) return 'now';
  return operation & FUTEX_CLOCK_REALTIME ? 'realtime' : 'monotonic';
};
const clockSince = (clock: bigint | undefined): Since =>
  clock === CLOCK_REALTIME ? 'realtime' : 'monotonic';
const sleepSince = ([clock, flags = 0n]: readonly bigint[]): Since =>
  flags & TIMER_ABSTIME ? clockSince(clock) : 'now';

const CALLS: readonly Call[] = [
  call('futex', 'lock, join or wait', { pointer: 3, since: futexSince }, 202, 98),
  call('futex_waitv', 'lock', { pointer: 3, since: (args) => clockSince(args[4]) }, 449, 449),
  call('read', 'input', 'never', 0, 63),
  call('readv', 'input', 'never', 19, 65),
  call('write', 'room', 'never', 1, 64),
  call('writev', 'room', 'never', 20, 66),
  call('sendto', 'room', 'never', 44, 206),
  call('sendmsg', 'room', 'never', 46, 211),
  call('wait4', 'child', 'never', 61, 260),
  call('waitid', 'child', 'never', 247, 95),
  call('poll', 'input or output', { milliseconds: 2 }, 7, null),
  call('ppoll', 'input or output', { pointer: 2 }, 271, 73),
  call('select', 'input or output', { pointer: 4, unit: 'timeval' }, 23, null),
  call('pselect6', 'input or output', { pointer: 4 }, 270, 72),
  call('epoll_wait', 'events', { milliseconds: 3 }, 232, null),
  call('epoll_pwait', 'events', { milliseconds: 3 }, 281, 22),
  call('epoll_pwait2', 'events', { pointer: 3 }, 441, 441),
  call('nanosleep', 'time', { pointer: 0 }, 35, 101),
  call('clock_nanosleep', 'time', { pointer: 2, since: sleepSince }, 230, 115),
  call('rt_sigtimedwait', 'signal', { pointer: 2 }, 128, 137),
  call('pause', 'signal', 'never', 34, null),
  call('semtimedop', 'semaphore', { pointer: 3 }, 220, 192),
  call('accept', 'connection', 'never', 43, 202),
  call('accept4', 'connection', 'never', 288, 242),
  call('connect', 'connection', 'never', 42, 203),
  call('recvfrom', 'message', 'never', 45, 207),
  call('recvmsg', 'message', 'never', 47, 212),
  call('flock', 'file lock', 'never', 73, 32),
  call('openat', 'fifo', 'never', 257, 56),
];

const byNumber = (column: 0 | 1) =>
  new Map(CALLS.map((call) => [String(call.numbers[column]), call]));
const X64 = byNumber(0);
const ARM64 = byNumber(1);

/**
 * Milliseconds. A longer wait is endless for any run: a Node timer that stands for one of the
 * harness's lasts 25 days.
 */
const ENDLESS = 1_000_000_000;

/**
 * @param syscall the number and the arguments in hex, as `/proc/<pid>/task/<tid>/syscall` has them
 */
export function waitOf(syscall: string, arch: NodeJS.Architecture): Wait {
  const [number = '', ...rest] = syscall.split(' ');
  const args = rest.slice(0, 6).map(BigInt);
  const known = (arch === 'arm64' ? ARM64 : X64).get(number);
  if (known === undefined) {
    const unknown = { awaited: undefined, timed: false, limit: undefined, untilRead: false };
    return { name: number, ...unknown, args };
  }
  const { name, awaited, timeout } = known;
  const limit = limitOf(timeout, args);
  return {
    name,
    awaited,
    timed: limit !== undefined,
    limit,
    untilRead: awaited === 'room',
    args,
  };
}

function limitOf(timeout: Timeout, args: readonly bigint[]): Limit | undefined {
  if (timeout === 'never') return undefined;
  if ('pointer' in timeout) {
    const pointer = args[timeout.pointer] ?? 0n;
    const { unit = 'timespec', since = () => 'now' } = timeout;
    return pointer === 0n ? undefined : { pointer, unit, since: since(args) };
  }
  const milliseconds = Number(BigInt.asIntN(32, args[timeout.milliseconds] ?? 0n));
  return milliseconds > 0 && milliseconds < ENDLESS ? milliseconds : undefined;
}

function call(
  name: string,
  awaited: Awaited,
  timeout: Timeout,
  ...numbers: [number | null, number | null]
): Call {
  return { name, awaited, timeout, numbers };
}
