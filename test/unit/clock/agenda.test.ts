import { describe, expect, test } from 'vitest';
import { createAgenda } from '../../../harness/clock/agenda.ts';
import { INSTANT } from '../../../harness/limits.ts';
import { POLL_LOOKS } from '../../../harness/looks.ts';
import type { Message } from '../../../harness/trace/messages.ts';
import { create, hello, type MadeTask } from '../../support/messages.ts';

const main: MadeTask = { address: '1:0', kind: 'process', parent: undefined };
const [one, two] = ['1:1', '1:2'].map((address): MadeTask => {
  return { address, kind: 'thread', parent: 0 };
}) as [MadeTask, MadeTask];

/** The kernel's number of a made-up thread. */
const tid = ({ address }: MadeTask) => 100 + Number(address.split(':')[1]);

const inThread = (task: MadeTask, language: string, parent?: MadeTask): Message =>
  ({ ...hello(task, parent), thread: tid(task), language }) as Message;
/** How a task waits at its gate; the gate has the task's own number. */
const atGate = (message: Message, task: MadeTask): Message => ({ ...message, gate: tid(task) });

function starts(task: MadeTask, language = 'python'): Message {
  return atGate(inThread(task, language, main), task);
}
function prints(task: MadeTask, text: string): Message {
  const line = { at: 0, from: task.address, event: 'line', stream: 'stdout', bytes: 1 } as const;
  return atGate({ ...line, text }, task);
}
function sleeps(task: MadeTask, seconds: number): Message {
  return atGate({ at: 0, from: task.address, event: 'sleep', id: 1, seconds }, task);
}
function sets(task: MadeTask, id: number, seconds: number): Message {
  return { at: 0, from: task.address, event: 'timer', id, seconds, bell: 200 + tid(task) };
}

function polls(task: MadeTask, id: number, yields = false): Message {
  return atGate({ at: 0, from: task.address, event: 'poll', id, yields }, task);
}

/** The agenda of a program with two threads, all of which have started. */
function program(language = 'python') {
  const agenda = createAgenda(1);
  const alive = [main, one, two].map((task) => ({ pid: 1, tid: tid(task), turns: '' }));
  agenda.receive([inThread(main, language), create(main, one), create(main, two)]);
  agenda.receive([inThread(one, language, main), inThread(two, language, main)]);
  agenda.settle(alive);
  return {
    agenda,
    hear(...messages: Message[]) {
      agenda.receive(messages);
      agenda.settle(alive);
    },
    ends(task: MadeTask) {
      alive.splice(
        alive.findIndex((thread) => thread.tid === tid(task)),
        1,
      );
      agenda.settle(alive);
    },
    /** A thread runs, and says nothing. */
    /** A task has run, and said this, since everything rested. */
    runs(task: MadeTask, ...messages: Message[]) {
      agenda.receive(messages);
      const thread = alive.find((one) => one.tid === tid(task));
      if (thread) thread.turns += 'x';
      agenda.settle(alive);
    },
    ready: () => agenda.ready().map(({ name, kind }) => `${kind} ${name}`),
    /** Lets the first of those that may go on go on. */
    next() {
      const [first] = agenda.ready();
      if (first === undefined) throw new RangeError('nothing waits');
      const names = agenda.release(first).map(({ name }) => name);
      return `${Number(agenda.now) / 1e9} s ${first.kind} ${names.join(', ')}`;
    },
  };
}

describe('the next to go on', () => {
  test('come in the order in which tasks were created, not in that of their messages', () => {
    const { hear, ready } = program();
    hear(prints(two, 'b'), prints(one, 'a'), prints(main, 'c'));
    expect(ready()).toEqual(['line main', 'line main.1', 'line main.2']);
  });

  test('are lines and starts, before time passes', () => {
    const { hear, ready, next } = program();
    hear(sleeps(main, 2), prints(two, 'b'), starts(one));
    expect(ready()).toEqual(['start main.1', 'line main.2']);
    expect([next(), next(), next()]).toEqual([
      '0 s start main.1',
      '0 s line main.2',
      '2 s wake main',
    ]);
  });

  test('are all of the earliest sleepers, when nothing else can go on', () => {
    const { hear, ready, next } = program();
    hear(sleeps(main, 3), sleeps(one, 2), sleeps(two, 2));
    expect(ready()).toEqual(['wake main.1', 'wake main.2']);
    expect([next(), next(), next()]).toEqual([
      '2 s wake main.1',
      '2 s wake main.2',
      '3 s wake main',
    ]);
    expect(ready()).toEqual([]);
  });

  test('are due counting from when they began to sleep, to the nanosecond', () => {
    const { hear, next } = program();
    hear(sleeps(one, 0.1));
    expect(next()).toBe('0.1 s wake main.1');
    hear(sleeps(one, 0.2));
    expect(next()).toBe('0.3 s wake main.1');
  });

  test('do not include a thread that has ended, however it ended', () => {
    const { hear, ends, ready } = program();
    hear(sleeps(one, 2), prints(two, 'b'));
    ends(two);
    expect(ready()).toEqual(['wake main.1']);
    ends(one);
    expect(ready()).toEqual([]);
  });
});

describe('a helper process of Python', () => {
  test('starts before anything else and is not a choice', () => {
    const { hear, ready, next } = program();
    const tracker: MadeTask = { address: '2:0', kind: 'process', parent: 0 };
    const command = 'python3 -c from multiprocessing.resource_tracker import main;main(4)';
    hear(prints(main, 'a'), { ...create(main, tracker), command } as Message);
    hear(atGate({ ...hello(tracker, main) } as Message, tracker));
    expect(ready()).toEqual(['start main']);
    next();
    expect(ready()).toEqual(['line main']);
  });
});

describe('a timer', () => {
  test('is named by its task and its own number', () => {
    const { hear, ready } = program('node');
    hear(sets(one, 1, 2), sets(one, 2, 1));
    expect(ready()).toEqual(['wake main.1~2']);
  });

  test('never rings once it is cleared', () => {
    const { hear, ready } = program('node');
    hear(sets(one, 1, 2), sets(one, 2, 1));
    hear({ at: 0, from: one.address, event: 'cancel', id: 2 });
    expect(ready()).toEqual(['wake main.1~1']);
  });

  test('rings with all due timers of its duration, in their order, as in Node', () => {
    const { hear, ready, next } = program('node');
    hear(sets(one, 1, 2), sets(one, 2, 2), sets(two, 1, 2));
    expect(ready()).toEqual(['wake main.1~1', 'wake main.2~1']);
    expect([next(), next()]).toEqual(['2 s wake main.1~1, main.1~2', '2 s wake main.2~1']);
  });

  test('rings with its whole list, if overdue, before timers that were due later', () => {
    const { hear, next } = program('node');
    hear(sets(one, 1, 4), sets(one, 2, 2), sets(one, 3, 1), sleeps(one, 10));
    expect(next()).toBe('10 s wake main.1');
    hear(sets(one, 4, 1), sleeps(one, 10));
    expect(next()).toBe('20 s wake main.1');
    expect(next()).toBe('20 s wake main.1~3, main.1~4, main.1~2, main.1~1');
  });

  test('is due earlier if it counts from before it was set', () => {
    const { hear, next } = program('node');
    hear({ ...sets(one, 1, 4), rest: 3 } as Message, sets(one, 2, 4));
    expect([next(), next()]).toEqual(['3 s wake main.1~1', '4 s wake main.1~2']);
  });

  test('is a wait, not a sleep, if it is a deadline', () => {
    const { hear, ready, agenda } = program('node');
    hear({ ...sets(one, 1, 4), waits: true } as Message);
    expect(ready()).toEqual(['wait main.1~1']);
    expect(agenda.log.at(-1)).toMatchObject({ event: 'wait', id: 1, seconds: 4 });
    // Another wait of the same task is over, not this.
    hear({ at: 0, from: one.address, event: 'resume', id: 2, timedOut: false });
    expect(ready()).toEqual(['wait main.1~1']);
  });

  test('rings before one that was set later and is due at the same time', () => {
    const { hear, ready, next } = program('node');
    hear(sets(one, 1, 2), sleeps(two, 1));
    expect(next()).toBe('1 s wake main.2');
    hear(sets(one, 2, 1));
    expect(ready()).toEqual(['wake main.1~1']);
  });

  test('does not ring while its task is at a gate', () => {
    const { hear, ready, next } = program('node');
    hear(sets(one, 1, 1), sleeps(one, 5), sets(two, 1, 2));
    expect([next(), next(), next()]).toEqual([
      '2 s wake main.2~1',
      '5 s wake main.1',
      '5 s wake main.1~1',
    ]);
    hear(sets(one, 2, 0), prints(one, 'a'));
    expect(ready()).toEqual(['line main.1']);
  });

  test('of a millisecond is a turn of the event loop, not a sleep', () => {
    const { hear, agenda } = program('node');
    hear(sets(one, 1, 0.001), sets(one, 2, 0.002));
    const sleeping = agenda.log.filter(({ event }) => event === 'sleep');
    expect(sleeping).toMatchObject([{ id: 2, seconds: 0.002 }]);
  });
});

describe('a task that polls', () => {
  test('goes on after a millisecond if nothing is due earlier', () => {
    const { agenda, hear, next, ready } = program('node');
    hear(polls(main, 1), sleeps(one, 0.0004));
    expect(next()).toBe('0.0004 s wake main.1');
    expect(ready()).toEqual(['poll main']);
    expect(next()).toBe('0.001 s poll main');
    expect(agenda.polls).toBe(1);
    expect(agenda.log.filter(({ event }) => event === 'poll')).toEqual([]);
  });

  test('looks again as soon as another task has run', () => {
    const { agenda, hear, runs } = program('node');
    hear(polls(main, 1));
    // Once at first: nobody knows who has run before.
    expect(agenda.looksAgain()).toBe(tid(main));
    hear(polls(main, 1));
    expect(agenda.looksAgain()).toBeUndefined();
    runs(one);
    expect(agenda.looksAgain()).toBe(tid(main));
    // In vain: nothing that others wait for has changed.
    runs(main, polls(main, 1));
    expect(agenda.looksAgain()).toBeUndefined();
  });

  test('does not open the gate of a later sleep', () => {
    const { agenda, hear, next, runs } = program('node');
    hear(polls(main, 1));
    runs(one);
    expect(agenda.looksAgain()).toBe(tid(main));
    hear(sleeps(main, 1));
    runs(one);
    expect(agenda.looksAgain()).toBeUndefined();
    expect(next()).toBe('1 s wake main');
  });

  test('lets the timers of its event loop ring first only if it yields', () => {
    const yielding = program('node');
    yielding.hear(sets(main, 1, 0.001), polls(main, 2, true));
    expect(yielding.ready()).toEqual(['wake main~1']);
    const spinning = program('node');
    spinning.hear(sets(main, 1, 0.001), polls(main, 2));
    expect(spinning.ready()).toEqual(['poll main']);
  });

  test('is counted as long as it does nothing else', () => {
    const { agenda, hear, next } = program('node');
    for (const id of [1, 2, 3]) {
      hear(polls(main, id));
      next();
    }
    expect(agenda.polls).toBe(3);
    hear(prints(main, 'a'));
    next();
    expect(agenda.polls).toBe(0);
  });
});

describe('a Worker that must end leaves its gate at once and sends nothing more', () => {
  const dismissed: [string, Message][] = [
    ['terminated', { at: 0, from: main.address, event: 'dismiss', child: one.address }],
    ['with its process', { at: 0, from: main.address, event: 'end', code: 3 }],
  ];

  test.each(dismissed)('%s', (_, message) => {
    const { hear, next, ready, agenda } = program('node');
    hear(prints(one, 'never'));
    hear(message);
    expect(next()).toBe('0 s line main.1');
    expect(agenda.log.filter(({ event }) => event === 'line')).toEqual([]);
    hear(sleeps(one, 5), sets(one, 1, 1));
    expect(next()).toBe('0 s wake main.1');
    expect(ready()).toEqual([]);
  });

  test('but a thread of Python leaves by itself', () => {
    const { hear, ready } = program('python');
    hear(sleeps(one, 5));
    hear({ at: 0, from: main.address, event: 'end', code: 3 });
    expect(ready()).toEqual(['wake main.1']);
  });
});

describe('the log', () => {
  test('has each message at its virtual time; lines and starts when their gates open', () => {
    const { hear, next, agenda } = program();
    hear(starts(one), prints(two, 'b'), sleeps(main, 2));
    next();
    next();
    next();
    hear({ at: 99, from: main.address, event: 'wake', id: 1 });
    expect(
      agenda
        .close()
        .slice(5)
        .map(({ at, event, from }) => [at, event, from]),
    ).toEqual([
      [0, 'sleep', '1:0'],
      [0, 'hello', '1:1'],
      [0, 'line', '1:2'],
      [2e9, 'wake', '1:0'],
    ]);
  });

  test('orders messages of one moment by task', () => {
    const said = (task: MadeTask): Message => {
      return { at: 0, from: task.address, event: 'draw', key: task.address, value: 0 };
    };
    const log = ([first, second]: [MadeTask, MadeTask]) => {
      const { hear, agenda } = program();
      hear(said(first), said(second));
      return agenda.log;
    };
    expect(log([one, two])).toEqual(log([two, one]));
  });

  test('includes messages that come when the program is over', () => {
    const { agenda } = program();
    agenda.receive([{ at: 5, from: main.address, event: 'end', code: 0 }]);
    expect(agenda.close().at(-1)).toMatchObject({ event: 'end', code: 0 });
  });
});

describe('a signal handler', () => {
  const withdraws = (task: MadeTask, gate: number, sleep: number | null): Message => {
    return { at: 0, from: task.address, event: 'withdraw', gate, sleep };
  };
  const sleepsAt = (gate: number, id: number, seconds: number): Message => {
    return { ...sleeps(main, seconds), id, gate } as Message;
  };
  const waitsAt = (gate: number, id: number, seconds: number): Message => {
    return { at: 0, from: main.address, event: 'wait', id, seconds, gate };
  };
  const events = (log: readonly Message[]) => log.map(({ event }) => event);

  test('sleeps before what it interrupted, which then ends at once', () => {
    const { hear, next, agenda } = program();
    hear(sleepsAt(1, 1, 2));
    hear(sleepsAt(2, 2, 5));
    expect(agenda.ready()).toHaveLength(1);
    expect([next(), next()]).toEqual(['5 s wake main', '5 s wake main']);
  });

  test('ends the wait and gives its gate back if it raises', () => {
    const { hear, ready, next, agenda } = program();
    hear(sleepsAt(1, 1, 2));
    hear(withdraws(main, 1, 1));
    expect(ready()).toEqual([]);
    expect(agenda.withdrawn()).toEqual([1]);
    expect(agenda.withdrawn()).toEqual([]);
    hear(sleepsAt(2, 2, 5));
    expect(next()).toBe('5 s wake main');
    expect(events(agenda.log)).toEqual([
      'hello',
      'create',
      'create',
      'hello',
      'hello',
      'sleep',
      'sleep',
    ]);
  });

  test('does not hide a wake if it raises after the sleep is over', () => {
    const { hear, next, agenda } = program();
    hear(sleepsAt(1, 1, 2));
    next();
    hear(withdraws(main, 1, 1));
    expect(agenda.log.at(-1)).toMatchObject({ event: 'wake', id: 1, at: 2e9 });
  });

  test('has a deadline of its own, apart from that of the wait it interrupted', () => {
    const { hear, next, agenda } = program();
    hear(waitsAt(1, 1, 7));
    hear(waitsAt(2, 2, 2));
    while (agenda.looksAgain() !== undefined) hear(waitsAt(2, 2, 2));
    expect(next()).toBe('2 s wait main');
    hear({ at: 0, from: main.address, event: 'resume', id: 2, timedOut: true });
    expect(next()).toBe('7 s wait main');
  });
});

describe('a task that works without a pause', () => {
  const works = (task: MadeTask, id: number): Message =>
    ({ ...polls(task, id), busy: true }) as Message;

  test('goes on a tick later whatever others do, and the log tells its time', () => {
    const { agenda, runs, next } = program();
    runs(one, works(one, 1));
    runs(two, prints(two, 'a'));
    expect(next()).toBe('0 s line main.2');
    expect(agenda.looksAgain()).toBeUndefined();
    expect(next()).toBe('0.001 s poll main.1');
    expect(agenda.pace.told().map(String)).toEqual([
      expect.stringMatching(/^main\.1 .* took 0\.001 s$/),
    ]);
  });

  test('lets sleepers wake first when it prints too many lines at one instant', () => {
    const { agenda, hear, next } = program();
    hear(sleeps(two, 0.001));
    for (let line = 0; line <= INSTANT.free + INSTANT.gates; line += 1) {
      hear(prints(one, 'again'));
      if (agenda.ready()[0]?.kind === 'wake') break;
      next();
    }
    expect(next()).toBe('0.001 s wake main.2');
    expect(agenda.pace.isBusy).toBe(true);
  });
});

describe('a task that polls', () => {
  test('goes on though another task runs on and on without a message', () => {
    const { agenda, runs, next } = program();
    runs(one, polls(one, 1));
    let looks = 0;
    for (let turn = 0; turn < 2 * POLL_LOOKS; turn += 1) {
      runs(two);
      if (agenda.looksAgain() === undefined) continue;
      looks += 1;
      runs(one, polls(one, 1));
    }
    expect(looks).toBe(POLL_LOOKS);
    expect(next()).toBe('0.001 s poll main.1');
  });

  test('goes on with the next timer of its own if that is due earlier', () => {
    const { runs, next } = program();
    runs(one, { ...polls(one, 1), rest: 0.0004 } as Message);
    expect(next()).toBe('0.0004 s poll main.1');
  });

  test('is still polling after it has drawn a random number', () => {
    const { agenda, runs } = program();
    runs(one, polls(one, 1));
    runs(two);
    expect(agenda.looksAgain()).toBeDefined();
    runs(one, { at: 0, from: one.address, event: 'draw', key: 'a', value: 0.5 }, polls(one, 1));
    expect(agenda.looksAgain()).toBeUndefined();
  });
});
