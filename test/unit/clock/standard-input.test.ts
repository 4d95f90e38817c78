import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BlockedThread } from '../../../harness/clock/blocked-thread.ts';
import { watchInput } from '../../../harness/clock/standard-input.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

const SECOND = 1_000_000_000n;
const [ROOT, CHILD] = [10, 11];

/** What the kernel would tell of two processes: the open files of each, by descriptor. */
function procWith(name: string, files: Record<number, Record<number, string>>): string {
  const proc = join(sandbox.path, name);
  for (const [pid, descriptors] of Object.entries(files)) {
    mkdirSync(join(proc, pid, 'fd'), { recursive: true });
    mkdirSync(join(proc, pid, 'fdinfo'), { recursive: true });
    for (const [number, file] of Object.entries(descriptors)) {
      symlinkSync(file, join(proc, pid, 'fd', number));
    }
  }
  return proc;
}

const waiting = (pid: number, name: string, ...args: number[]): BlockedThread[] => [
  {
    ...{ pid, tid: pid, turns: '' },
    wait: {
      ...{ name, awaited: undefined, timed: false, limit: undefined, untilRead: false },
      args: args.map(BigInt),
    },
  },
];

function agendaAt(now = 0n) {
  const agenda = {
    now,
    advance(time: bigint) {
      agenda.now = time;
    },
  };
  return agenda;
}

describe('a task waits for standard input', () => {
  const watchIn = (proc: string, isOpen = true) =>
    watchInput({ root: ROOT, proc, isOpen }, agendaAt(), { show: () => {} });

  test('if it reads the pipe, by any descriptor', () => {
    const pipe = 'pipe:[77]';
    const proc = procWith('pipe', { [ROOT]: { 0: pipe, 3: 'pipe:[78]' }, [CHILD]: { 5: pipe } });
    writeFileSync(join(proc, `${ROOT}/fdinfo/9`), 'pos:\t0\ntfd:        0 events:  19 data: 0\n');
    writeFileSync(join(proc, `${ROOT}/fdinfo/8`), 'pos:\t0\ntfd:        3 events:  19 data: 0\n');
    const { isRead } = watchIn(proc);
    expect(isRead(waiting(ROOT, 'read', 0))).toBe(true);
    expect(isRead(waiting(CHILD, 'readv', 5))).toBe(true);
    expect(isRead(waiting(ROOT, 'epoll_wait', 9))).toBe(true);
    expect(isRead(waiting(ROOT, 'epoll_wait', 8))).toBe(false);
    expect(isRead(waiting(ROOT, 'read', 3))).toBe(false);
    expect(isRead(waiting(CHILD, 'read', 0))).toBe(false);
    expect(isRead(waiting(ROOT, 'futex', 0))).toBe(false);
    expect(isRead([])).toBe(false);
    expect(watchIn(proc, false).isRead(waiting(ROOT, 'read', 0))).toBe(false);
  });

  test.each([
    ['/dev/pts/3', true],
    ['socket:[5]', true],
    ['/home/somebody/names.txt', false],
    ['/dev/null', false],
  ])('but not if it reads a file, which is complete: %s', (file, expected) => {
    const proc = procWith(file.replaceAll(/\W/g, '-'), { [ROOT]: { 0: file } });
    expect(watchIn(proc).isRead(waiting(ROOT, 'read', 0))).toBe(expected);
  });
});

test('while a task waits for input, virtual time passes no faster than real time', () => {
  let milliseconds = 1000;
  const shown: bigint[] = [];
  const agenda = agendaAt(2n * SECOND);
  const lane = { show: (time: bigint) => shown.push(time) };
  const given = { root: ROOT, proc: sandbox.path, isOpen: true };
  const input = watchInput(given, agenda, lane, () => milliseconds);
  expect(input.mustWait(3n * SECOND)).toBe(true);
  milliseconds += 400;
  expect(input.mustWait(3n * SECOND)).toBe(true);
  expect(agenda.now).toBe((24n * SECOND) / 10n);
  milliseconds += 700;
  expect(input.mustWait(3n * SECOND)).toBe(false);
  expect(agenda.now).toBe(3n * SECOND - 1n);
  expect(shown).toEqual([2n * SECOND, (24n * SECOND) / 10n, 3n * SECOND - 1n]);

  input.stop();
  milliseconds += 5000;
  expect(input.mustWait(4n * SECOND)).toBe(true);
});
