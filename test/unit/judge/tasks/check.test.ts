import { describe, expect, test } from 'vitest';
import { judgeTasks } from '../../../../harness/judge/tasks/check.ts';
import type { Task, Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { family, line, slept, task, traceOf } from '../../../support/traces.ts';

const judge = (original: Trace, port: Trace) => judgeTasks(madeUpRuns(MAX, original, port));

const judgeFamilies = (original: Task[], port: Task[], ...events: Trace['events'][]) =>
  judge(traceOf([], { tasks: original }), traceOf(events, { tasks: port }));

const processes = family('process', 'process');
const threads = family('thread', 'thread');

const NONE = { processes: 0, threads: 0 };
const ONE_THREAD = { processes: 0, threads: 1 };
const TWO_PROCESSES = { processes: 2, threads: 0 };
const TWO_THREADS = { processes: 0, threads: 2 };

describe('the same tasks', () => {
  test.each([
    [family(), '1 process in both'],
    [processes, '3 processes in both'],
    [threads, '1 process and 2 threads in both'],
    [family('process', 'thread'), '2 processes and 1 thread in both'],
  ])('conform, and are counted: %#', (tasks, sentence) => {
    expectConforming(judgeFamilies(tasks, tasks));
    expect(String(judgeFamilies(tasks, tasks).sentence)).toBe(sentence);
  });

  test('conform in whichever order they are listed', () => {
    expectConforming(judgeFamilies(processes, processes.toReversed()));
  });
});

describe('a port without tasks', () => {
  test('uses promises where the sleeps of main overlap', () => {
    const overlapping = [slept(0, 'main', 7), slept(0, 'main', 6)];
    const check = judgeFamilies(processes, family(), ...overlapping);
    expectMistaken(check, 'promises-for-tasks', { found: NONE, wanted: TWO_PROCESSES });
    expectMistaken(judgeFamilies(threads, family(), ...overlapping), 'promises-for-tasks', {
      wanted: TWO_THREADS,
    });
  });

  test('calls what it should start where main sleeps once after the other', () => {
    const inTurn = [slept(0, 'main', 7), slept(7, 'main', 6)];
    expectMistaken(judgeFamilies(threads, family(), ...inTurn), 'called-not-started', {
      found: NONE,
      wanted: TWO_THREADS,
    });
  });

  test('starts too few where main does no work either', () => {
    expectMistaken(judgeFamilies(threads, family()), 'wrong-task-count', { found: NONE });
  });
});

describe('another number of tasks', () => {
  test('is reported: one too few, one too many, some for none', () => {
    expectMistaken(judgeFamilies(threads, family('thread')), 'wrong-task-count', {
      found: ONE_THREAD,
      wanted: TWO_THREADS,
    });
    expectMistaken(judgeFamilies(family('thread'), threads), 'wrong-task-count', {
      found: TWO_THREADS,
      wanted: ONE_THREAD,
    });
    expectMistaken(judgeFamilies(family(), threads), 'wrong-task-count', { wanted: NONE });
  });

  test('is one for each job where each of too many sleeps once', () => {
    const jobs = [slept(0, 'main.1', 7), slept(0, 'main.2', 6)];
    const worker = traceOf([slept(0, 'main.1', 7), slept(7, 'main.1', 6)], {
      tasks: family('thread'),
    });
    expectMistaken(judge(worker, traceOf(jobs, { tasks: threads })), 'one-task-per-job', {
      found: TWO_THREADS,
      wanted: ONE_THREAD,
    });
    // The original has no worker that does several.
    expectMistaken(judgeFamilies(family('thread'), threads, ...jobs), 'wrong-task-count');
  });

  test('is a call for a start where main sleeps instead of a task', () => {
    expectMistaken(
      judgeFamilies(threads, family('thread'), slept(0, 'main', 7)),
      'called-not-started',
      { found: ONE_THREAD, wanted: TWO_THREADS },
    );
  });

  test('is no call for a start where main sleeps as the original does', () => {
    const sleeping = (tasks: Task[]) => traceOf([slept(0, 'main', 7)], { tasks });
    expectMistaken(judge(sleeping(threads), sleeping(family('thread'))), 'wrong-task-count');
  });

  test('is a child that starts tasks where a child goes on as its parent does', () => {
    const grandchild = [...processes, task('main.1.1', 'process')];
    expectMistaken(judgeFamilies(processes, grandchild), 'child-starts-tasks', {
      task: 'main.1',
      child: 'main.1.1',
      found: { processes: 3, threads: 0 },
      wanted: TWO_PROCESSES,
    });
  });
});

describe('as many tasks', () => {
  test('of another kind are threads for processes, or the reverse', () => {
    expectMistaken(judgeFamilies(processes, threads), 'wrong-task-kind', {
      kind: 'thread',
      tasks: ['main.1', 'main.2'],
    });
    expectMistaken(judgeFamilies(threads, processes), 'wrong-task-kind', { kind: 'process' });
  });

  test('of which some are of another kind are named', () => {
    expectMistaken(judgeFamilies(family('thread', 'process'), threads), 'wrong-task-kind', {
      kind: 'thread',
      tasks: ['main.2'],
    });
  });

  test('of both kinds the other way round are created in another order', () => {
    expectMistaken(
      judgeFamilies(family('thread', 'process'), family('process', 'thread')),
      'wrong-creation-order',
      { first: 'main.1', kind: 'process' },
    );
  });

  test('with another parent are started by the wrong task', () => {
    const chain = [...family('process'), task('main.1.1', 'process')];
    expectMistaken(judgeFamilies(processes, chain), 'wrong-parent', {
      task: 'main.1.1',
      found: 'main.1',
      wanted: 'main',
    });
  });
});

test('a task that never reported in is an error, in either program', () => {
  const mute = threads.map((each) => (each.id === 'main.2' ? { ...each, observed: false } : each));
  expectMistaken(judgeFamilies(threads, mute), 'unobserved-task', {
    task: 'main.2',
    program: 'port',
  });
  expectMistaken(judgeFamilies(mute, threads), 'unobserved-task', { program: 'original' });
});

test('a foreign program, which cannot report in, is a task like others', () => {
  const foreign = [...family(), { ...task('main.1', 'process'), observed: false, command: 'ls' }];
  expectConforming(judgeFamilies(foreign, foreign));
});

describe('a line', () => {
  const speaking = (name: string, text = 'took 7 s') =>
    traceOf([line(0, name, text)], { tasks: processes });

  test('of a task that main prints is reported with both, and the reverse', () => {
    const check = judge(speaking('main.1'), speaking('main', 'took 6 s'));
    expectMistaken(check, 'printed-by-another-task', {
      line: 'took 6 s',
      found: 'main',
      wanted: 'main.1',
    });
    expectMistaken(judge(speaking('main'), speaking('main.2')), 'printed-by-another-task', {
      found: 'main.2',
    });
  });

  test('may come from any worker, or from nobody knows whom', () => {
    expectConforming(judge(speaking('main.1'), speaking('main.2')));
    expectConforming(judge(speaking('main.1'), speaking('?')));
  });
});

describe('a port in Node’s own way', () => {
  const judgeIdiomatic = (port: Trace) => {
    const { pair, ...runs } = madeUpRuns(MAX, traceOf([], { tasks: processes }), port);
    return judgeTasks({ ...runs, pair: { ...pair, idiomatic: true } });
  };
  const grandchild = [...processes, task('main.1.1', 'process')];

  test('may have any tasks', () => {
    expectConforming(judgeIdiomatic(traceOf([], { tasks: family() })));
    expectConforming(judgeIdiomatic(traceOf([], { tasks: grandchild })));
  });

  test('must not start them without end', () => {
    const { ending } = traceOf([]);
    const port = traceOf([], {
      tasks: grandchild,
      ending: { ...ending, kind: 'too many processes' },
    });
    expectMistaken(judgeIdiomatic(port), 'child-starts-tasks', { child: 'main.1.1' });
  });
});
