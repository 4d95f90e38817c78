import { describe, expect, test } from 'vitest';
import { judgeEnding } from '../../../../harness/judge/ending/check.ts';
import { type Text, text } from '../../../../harness/messages/text.ts';
import type { Ending, Trace } from '../../../../harness/trace/trace.ts';
import { expectMistaken } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { line, slept, traceOf } from '../../../support/traces.ts';

const judge = (original: Trace, port: Trace) => judgeEnding(madeUpRuns(MAX, original, port));

const exited: Ending = { kind: 'exited', code: 0, signal: null, time: 1.01, leftovers: [] };

const complete = [line(0, 'main', 'begun'), line(1, 'main', 'done')];
const original = traceOf(complete, { ending: exited });
const ended = (changes: Partial<Ending>, events: Parameters<typeof traceOf>[0] = complete) =>
  traceOf(events, { ending: { ...exited, code: null, ...changes } });

describe('a port that printed everything and did not end', () => {
  test.each(['timed out', 'deadlock', 'idle'] as const)('is kept alive: %s', (kind) => {
    expectMistaken(judge(original, ended({ kind })), 'kept-alive', {});
  });

  test('was killed, whoever sent the signal', () => {
    for (const signal of ['SIGSEGV', 'SIGKILL']) {
      const port = ended({ kind: 'killed', signal });
      expectMistaken(judge(original, port), 'killed', { task: 'main', signal });
    }
  });

  test.each([
    ['endless', 'time'],
    ['stalled', 'time'],
    ['too much output', 'output'],
    ['too much memory', 'memory'],
    ['too many processes', 'processes'],
    ['stopped', 'stopped'],
    ['interrupted', 'other'],
  ] as const)('exceeded a limit: %s', (kind, what) => {
    const port = ended({ kind, detail: ['9; the limit is 8'] });
    const check = judge(original, port);
    // How much memory, or how many processes, is not the same each time.
    const isMeasured = what === 'memory' || what === 'processes';
    expectMistaken(check, 'exceeds-limit', { what });
    expect(check.findings?.[0]?.mistake.evidence).toEqual(
      isMeasured ? { what } : { what, detail: '9; the limit is 8' },
    );
  });

  test('is in a loop that computes', () => {
    expectMistaken(judge(original, ended({ kind: 'spinning' })), 'busy-loop', {});
    expectMistaken(judge(original, ended({ kind: 'endless instant' })), 'busy-loop', {});
  });

  test('has a timer that ticks for ever, with its task, its period and the time', () => {
    const port = ended({ kind: 'too much time', time: 43 }, [...complete, slept(42, 'main.1', 2)]);
    expectMistaken(judge(original, port), 'never-ends', {
      task: 'main.1',
      seconds: 2,
      at: 43,
      original: 1.01,
    });
  });
});

describe('a port that did not print everything', () => {
  test('is in a deadlock, is stopped, or waits for somebody outside', () => {
    expectMistaken(judge(original, ended({ kind: 'deadlock' }, [])), 'deadlock', {
      waiting: [],
      for: 'unknown',
    });
    expectMistaken(judge(original, ended({ kind: 'timed out' }, [])), 'exceeds-limit', {
      what: 'time',
    });
    const detail = ['main waits for a signal (pause)'];
    expectMistaken(judge(original, ended({ kind: 'idle', detail }, [])), 'exceeds-limit', {
      what: 'input',
      detail: 'main waits for a signal (pause)',
    });
  });

  test('prints without end', () => {
    const again = Array.from({ length: 500 }, () => line(0, 'main', 'again'));
    expectMistaken(judge(original, ended({ kind: 'endless instant' }, again)), 'busy-loop', {
      lines: 500,
    });
  });
});

describe('a deadlock', () => {
  const blocked = (...detail: Text[]) => judge(original, ended({ kind: 'deadlock', detail }, []));

  test('of messages names every task that waits', () => {
    expectMistaken(
      blocked(
        text('waitsFor', 'main', 'events', 'epoll_pwait'),
        text('waitsFor', 'main.1', 'events', 'epoll_pwait'),
      ),
      'deadlock',
      { waiting: ['main', 'main.1'], for: 'message' },
    );
  });

  test('of a lock names the tasks that wait for the lock', () => {
    expectMistaken(
      blocked(
        text('waitsFor', 'main', 'events', 'epoll_pwait'),
        text('waitsFor', 'main.2', 'lock, join or wait', 'futex'),
      ),
      'deadlock',
      { waiting: ['main.2'], for: 'lock' },
    );
  });
});

test('a lock that a task keeps while it sleeps again and again is reported with both', () => {
  const detail = [
    '9 s; the limit is 8 s',
    text('waitsFor', 'main.1', 'lock, join or wait', 'futex'),
  ];
  const port = ended({ kind: 'too much time', time: 9, detail }, [slept(8.5, 'main', 0.5)]);
  expectMistaken(judge(original, port), 'lock-kept', {
    holder: 'main',
    seconds: 0.5,
    waiting: ['main.1'],
  });
});

test('an original that does not end is no mistake of its port', () => {
  expectMistaken(judge(ended({ kind: 'timed out' }), original), 'original-fails');
  const late = ended({ kind: 'exited', code: 0, time: 9 });
  expectMistaken(judge(late, original), 'original-fails', { as: 'kept-alive' });
});
