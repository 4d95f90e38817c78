import { describe, expect, test } from 'vitest';
import { judgeTasks } from '../../../../harness/judge/tasks/check.ts';
import type { Task } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import { family, line, slept, task, traceOf } from '../../../support/traces.ts';

const judge = (original: Task[], port: Task[]) =>
  judgeTasks(traceOf([], { tasks: original }), traceOf([], { tasks: port }));

const processes = family('process', 'process');
const threads = family('thread', 'thread');

describe('the same tasks', () => {
  test.each([
    [family(), '1 process in both'],
    [processes, '3 processes in both'],
    [threads, '1 process and 2 threads in both'],
    [family('process', 'thread'), '2 processes and 1 thread in both'],
  ])('conform, and are counted: %#', (tasks, sentence) => {
    expectConforming(judge(tasks, tasks));
    expect(judge(tasks, tasks).sentence).toBe(sentence);
  });

  test('may have been told of in another order', () => {
    expectConforming(judge(processes, processes.toReversed()));
  });
});

describe('other tasks are told by their mistake:', () => {
  test('promises for processes', () => {
    const check = judge(processes, family());
    expectMistake(check, /^the original has 2 processes beside main, the port has none: a promise/);
    expectMistake(check, /Start each with Process, Pool \(or fork\)$/);
    expect(check.evidence).toEqual([
      'original: main (process), main.1 (process), main.2 (process)',
      'port: main (process)',
    ]);
  });

  test('promises for threads', () => {
    expectMistake(judge(threads, family()), /Start each with Thread \(or Worker\)$/);
  });

  test('threads for processes, and the reverse', () => {
    expectMistake(judge(processes, threads), /the port has 2 threads: threads pose as processes$/);
    expectMistake(judge(threads, processes), /processes pose as threads$/);
  });

  test('one too few, one too many', () => {
    expectMistake(judge(threads, family('thread')), /2 threads .* has 1 thread$/);
    expectMistake(judge(family('thread'), threads), /1 thread .* has 2 threads$/);
    expectMistake(judge(family(), threads), /the original has none .* has 2 threads$/);
  });

  test('a child that goes on where its parent does', () => {
    const grandchild = [...processes, task('main.1.1', 'process')];
    expectMistake(
      judge(processes, grandchild),
      /3 processes: main\.1 starts main\.1\.1\. Does each child run main again/,
    );
  });

  test('some threads for processes', () => {
    expectMistake(
      judge(family('thread', 'process'), threads),
      /has 2 threads: threads pose as processes \(main\.2\)$/,
    );
  });

  test('main for its tasks', () => {
    const busy = traceOf([slept(0, 'main', 7)], { tasks: family('thread') });
    expectMistake(
      judgeTasks(traceOf([], { tasks: threads }), busy),
      /has 1 thread: main does their work itself\. Is run\(\), or a call, there for start\(\)\?$/,
    );
  });

  test('a child that starts its sibling', () => {
    const chain = [...family('process'), task('main.1.1', 'process')];
    expectMistake(judge(processes, chain), /2 processes, but others are their parents$/);
  });
});

test('a task that never reported in is an error, never a hole', () => {
  const mute = threads.map((each) => (each.id === 'main.2' ? { ...each, observed: false } : each));
  expectMistake(judge(threads, mute), /^main\.2 of the port never reported in/);
});

test('a foreign program, which cannot say hello, is a task like others', () => {
  const foreign = [...family(), { ...task('main.1', 'process'), observed: false, command: 'ls' }];
  expectConforming(judge(foreign, foreign));
  expect(judge(foreign, family()).evidence?.[0]).toBe('original: main (process), main.1 (ls)');
});

describe('a line', () => {
  const speaking = (name: string, text = 'took 7 s') =>
    traceOf([line(0, name, text)], { tasks: processes });

  test('that another than its task prints is told', () => {
    const check = judgeTasks(speaking('main.1'), speaking('main', 'took 6 s'));
    expectMistake(
      check,
      /^main prints “took 6 s”, which main\.1 prints in the original: each task/,
    );
    expect(check.evidence).toEqual(['main.1, in the port main: took 6 s']);
    expectMistake(judgeTasks(speaking('main'), speaking('main.2')), /^main\.2 prints/);
  });

  test('may be any worker’s, or nobody knows whose', () => {
    expectConforming(judgeTasks(speaking('main.1'), speaking('main.2')));
    expectConforming(judgeTasks(speaking('main.1'), speaking('?')));
  });
});
