import { describe, expect, test } from 'vitest';
import { createAgenda } from '../../../harness/clock/agenda.ts';
import type { BlockedThread } from '../../../harness/clock/blocked-thread.ts';
import { listOfWaits, readerOf } from '../../../harness/clock/waits-outside.ts';
import type { Message } from '../../../harness/trace/messages.ts';
import { create, hello, type MadeTask } from '../../support/messages.ts';

const main: MadeTask = { address: '1:0', kind: 'process', parent: undefined };
const one: MadeTask = { address: '1:1', kind: 'thread', parent: 0 };
const NO_PROC = '/nowhere';

/** The reader of a program with a thread, by the kernel's numbers of its two threads. */
function reader(mainTid: number, oneTid: number) {
  const agenda = createAgenda(1);
  const inThread = (message: Message, thread: number) =>
    ({ ...message, thread, language: 'python' }) as Message;
  agenda.receive([
    inThread(hello(main, undefined), mainTid),
    create(main, one),
    inThread(hello(one, main), oneTid),
  ]);
  const waits = (tid: number, timed: boolean): BlockedThread => ({
    pid: 1,
    tid,
    wait: {
      name: 'futex',
      awaited: 'lock',
      timed,
      limit: undefined,
      untilRead: false,
      args: [],
    },
    turns: '',
  });
  const { blocked, outside } = readerOf(agenda, { place: () => '' }, NO_PROC);
  // As the folder of a process's threads lists them: sorted as texts.
  const listed = [mainTid, oneTid].toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
  return {
    blocked: () => blocked(listed.map((tid) => waits(tid, false))).map(({ what }) => String(what)),
    outside: () => outside(listed.map((tid) => waits(tid, true))).map(({ what }) => String(what)),
  };
}

describe('waits are listed in the order of their tasks', () => {
  test.each([
    ['as they came', 1, 2],
    ['where ids get a digit more', 9999, 10_000],
    ['where ids begin again', 32_767, 300],
  ])('%s', (_where, mainTid, oneTid) => {
    const { blocked, outside } = reader(mainTid, oneTid);
    const told = ['main waits for a lock (futex)', 'main.1 waits for a lock (futex)'];
    expect(blocked()).toEqual(told);
    expect(outside()).toEqual(told);
  });
});

describe('the list of a run’s waits', () => {
  const wait = (where?: string) => ({
    ...{ order: 0, who: 'main', what: 'main waits', timed: true },
    where,
  });

  test('has each wait once for every line', () => {
    const list = listOfWaits();
    list.note([wait('a.py:1'), wait('a.py:2')]);
    list.note([wait('a.py:1')]);
    expect(list.told().map(String)).toEqual([
      'main waits at a.py:1, in real time',
      'main waits at a.py:2, in real time',
    ]);
  });

  test('keeps a line that can no longer be read', () => {
    const list = listOfWaits();
    list.note([wait('a.py:1')]);
    list.note([wait()]);
    expect(list.told().map(String)).toEqual(['main waits at a.py:1, in real time']);
  });

  test('has a wait without a line if none was ever known', () => {
    const list = listOfWaits();
    list.note([wait(), wait()]);
    expect(list.told().map(String)).toEqual(['main waits, in real time']);
  });
});
