import { describe, expect, test } from 'vitest';
import { judgeEnding } from '../../../../harness/judge/ending/check.ts';
import { LINGER_SPREAD } from '../../../../harness/limits.ts';
import type { Ending, Task } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import { family, line, slept, subjectOf, traceOf } from '../../../support/traces.ts';

const EXITED: Ending = { kind: 'exited', code: 0, signal: null, time: 1.01, leftovers: [] };

/** A program whose last line comes after 1 s. */
const ending = (changes: Partial<Ending> = {}, twin: Partial<Ending> = {}) => {
  const events = [line(0, 'main', 'oh dear', 'stderr'), line(1, 'main', 'done')];
  const traced = (ending: Ending) => traceOf(events, { ending });
  return subjectOf(traced({ ...EXITED, ...changes }), traced({ ...EXITED, ...twin }));
};

test('an end like the original’s conforms, and is told', () => {
  expectConforming(judgeEnding(ending(), ending()));
  expect(judgeEnding(ending(), ending()).sentence).toBe(
    'exit code 0, 0.01 s after the last line, nothing left behind',
  );
});

test('an exit code may be any, as long as both have it', () => {
  expectConforming(judgeEnding(ending({ code: 3 }), ending({ code: 3 })));
  const check = judgeEnding(ending({ code: 3 }), ending({ code: 1 }));
  expectMistake(check, /^exit code 1 where the original has 3$/);
  expect(check.evidence).toEqual(['oh dear']);
});

describe('an end that is none', () => {
  test.each<[Partial<Ending>, RegExp]>([
    [{ kind: 'killed', signal: 'SIGSEGV', code: null }, /^the port was killed by SIGSEGV$/],
    [
      { kind: 'killed', signal: 'SIGKILL', code: null },
      /^the port was killed by SIGKILL: by itself, or from outside; then run it again$/,
    ],
    [{ kind: 'timed out', time: 60.02 }, /^the port lingers: it did not end .* within 60 s\. What/],
    [{ kind: 'deadlock' }, /^the port lingers: it did not end after its last line\. What keeps/],
    [{ kind: 'idle' }, /^the port lingers: it did not end after its last line\. What keeps/],
    [{ kind: 'endless' }, /^the port wakes again and again without an end, and was stopped$/],
    [{ kind: 'spinning' }, /^the port computes without end and was stopped\. Does a loop wait/],
    [{ kind: 'too much output' }, /^the port printed without end and was stopped$/],
    [{ kind: 'interrupted' }, /^the port was interrupted$/],
  ])('is told in words: %j', (changes, words) => {
    expectMistake(judgeEnding(ending(), ending(changes)), words);
  });

  test('of the original is the original’s', () => {
    expectMistake(
      judgeEnding(ending({ kind: 'timed out' }), ending()),
      /^the original did not end/,
    );
  });
});

describe('an end before all was printed', () => {
  const port = (changes: Partial<Ending>, lines = 0) =>
    subjectOf(
      traceOf(
        Array.from({ length: lines }, () => line(0, 'main', 'again')),
        { ending: { ...EXITED, ...changes } },
      ),
    );

  test('is no lingering', () => {
    expectMistake(judgeEnding(ending(), port({ kind: 'deadlock' })), /^the port is in a deadlock/);
    expectMistake(judgeEnding(ending(), port({ kind: 'timed out' })), /^the port did not end/);
    expectMistake(
      judgeEnding(ending(), port({ kind: 'idle', detail: ['main waits for a signal (pause)'] })),
      /^the port waits for something from outside, and was stopped: main waits for a signal \(pause\)$/,
    );
  });

  test('by lines without end is told', () => {
    expectMistake(
      judgeEnding(ending(), port({ kind: 'endless instant' }, 500)),
      /^the port prints without end: 500 lines at one instant\./,
    );
  });
});

describe('an error that nobody catches', () => {
  const error = line(2, 'main', 'Error: gone', 'stderr');
  const ended = { ending: { ...EXITED, code: 1 } };

  test('is told', () => {
    expectMistake(
      judgeEnding(ending(), subjectOf(traceOf([error], ended))),
      /^exit code 1 where the original has 0: it fails with an uncaught error, “Error: gone”$/,
    );
  });

  test('after the last line is a promise that nobody awaits', () => {
    expectMistake(
      judgeEnding(ending(), subjectOf(traceOf([line(1, 'main', 'done'), error], ended))),
      /^exit code 1 .*: an error after its last line that nobody catches, “Error: gone”\. Is a promise/,
    );
  });
});

describe('what is left behind', () => {
  test('is counted and named', () => {
    const one = judgeEnding(ending(), ending({ leftovers: ['sleep 9'] }));
    expectMistake(
      one,
      /^the port left a process behind when it ended: is a join, or a kill, missing/,
    );
    expect(one.evidence).toEqual(['sleep 9']);
    const two = judgeEnding(ending(), ending({ leftovers: ['sleep 9', 'sleep 8'] }));
    expectMistake(two, /^the port left 2 processes behind/);
  });
});

describe('a program that lingers', () => {
  const after = (seconds: number) => ({ time: 1 + seconds });

  test('may do so as long as its twin, and a spread', () => {
    const port = ending(after(LINGER_SPREAD + 0.5), after(0.5));
    expectConforming(judgeEnding(ending(), port));
  });

  test('longer than that is asked what keeps it alive', () => {
    const port = ending(after(LINGER_SPREAD + 0.6), after(0.5));
    expectMistake(
      judgeEnding(ending(), port),
      /^the port lingers: it ended .* What keeps it alive/,
    );
  });

  test('was asleep is not lingering, if the original was, too', () => {
    const events = [line(1, 'main', 'done'), slept(1, 'main', 9)];
    const sleeper = subjectOf(traceOf(events, { ending: { ...EXITED, time: 10.01 } }));
    expectConforming(judgeEnding(sleeper, sleeper));
    expectMistake(
      judgeEnding(ending(), sleeper),
      /^the port lingers: it ended 9\.01 s after its last line, asleep\. Which timer/,
    );
  });
});

describe('a child', () => {
  const ended = (code: number | null, signal: string | null = null, lines = ['done']) => {
    const last = lines.map((text) =>
      line(1, text === 'done' ? 'main' : 'main.1', text, text === 'done' ? 'stdout' : 'stderr'),
    );
    const end = { time: 1, task: 'main.1', type: 'end' as const, code, signal };
    return subjectOf(traceOf([...last, end], { tasks: family('process'), ending: EXITED }));
  };

  test('has the exit code of its twin', () => {
    expectConforming(judgeEnding(ended(3), ended(3)));
    const check = judgeEnding(ended(0), ended(3));
    expectMistake(check, /^main\.1 ends with exit code 3 where the original’s .* exit code 0$/);
    expect(check.sideBySide).toContainEqual({
      original: '1.00 s main.1 ends, exit code 0',
      port: '1.00 s main.1 ends, exit code 3',
      same: false,
    });
    expect(check.look?.sentence).toMatch(/what sets an exit code/);
  });

  test('may be ended by its program, but must not crash', () => {
    expectConforming(judgeEnding(ended(0), ended(null, 'SIGTERM')));
    expectConforming(judgeEnding(ended(null, 'signal 15'), ended(0)));
    expectMistake(judgeEnding(ended(0), ended(null, 'SIGSEGV')), /^main\.1 is killed by SIGSEGV/);
  });

  test('must not be killed before it has printed what its twin prints', () => {
    const child = (lines: number, code: number | null, signal: string | null = null) =>
      subjectOf(
        traceOf(
          [
            ...Array.from({ length: lines }, (_, index) => line(1, 'main.1', `line ${index}`)),
            { time: 1, task: 'main.1', type: 'end' as const, code, signal },
          ],
          { tasks: family('process'), ending: EXITED },
        ),
      );
    expectConforming(judgeEnding(child(2, 0), child(2, null, 'SIGKILL')));
    expectMistake(
      judgeEnding(child(2, 0), child(1, null, 'SIGKILL')),
      /^main\.1 is killed by SIGKILL after 1 of its 2 lines \(by the program, or from outside;/,
    );
    expectMistake(
      judgeEnding(child(0, null, 'signal 9'), child(2, 0)),
      /^the original’s main\.1 is killed by signal 9 after 0 of its 2 lines/,
    );
  });

  test('whose end nobody saw is not judged', () => {
    expectConforming(judgeEnding(ended(null), ended(1)));
    expectConforming(judgeEnding(ended(0), ended(null)));
  });

  test('that fails is told by its own error, and where', () => {
    const stack = ['RangeError: no', '    at main (file:///made-up.ts:16:6)'];
    const port = ended(1, null, ['done', 'TypeError: main’s', ...stack]);
    const trace = { ...port.trace, program: '/made-up.ts' };
    const check = judgeEnding(ended(0), { trace });
    expectMistake(check, /: an error after its last line that nobody catches, “TypeError: main’s”/);
    expect(check.look?.find).toEqual({ line: 16 });
  });
});

test('a task that runs main again is told, whichever limit stopped it', () => {
  const tasks = [
    ...family('process'),
    { ...(family('process')[1] as Task), id: 'main.1.1', parent: 'main.1' },
  ];
  const stopped: Ending = { ...EXITED, kind: 'too many processes' };
  const original = subjectOf(traceOf([], { tasks: family('process'), ending: EXITED }));
  expectMistake(
    judgeEnding(original, subjectOf(traceOf([], { tasks, ending: stopped }))),
    /^the port started processes without end and was stopped\. main\.1\.1 was started by .*import\.meta\.main/,
  );
});

test('a timer that ticks for ever is told by its task, its period and its time', () => {
  const tooLong: Ending = { ...EXITED, kind: 'too much time', time: 43 };
  const port = subjectOf(
    traceOf([line(1, 'main', 'done'), slept(42, 'main.1', 2)], { ending: tooLong }),
  );
  expectMistake(
    judgeEnding(ending(), port),
    /^the port never ends: a timer of main\.1 \(2 s\) still ticks at 43\.00 s .* ended at 1\.01 s/,
  );
});

describe('a deadlock', () => {
  const blocked = (...detail: string[]) =>
    judgeEnding(
      ending(),
      subjectOf(traceOf([], { ending: { ...EXITED, kind: 'deadlock', detail } })),
    );

  test('of messages is told by all who wait', () => {
    expectMistake(
      blocked('main waits for events (epoll_pwait)', 'main.1 waits for events (epoll_pwait)'),
      /nothing in it can go on\. main and main\.1 wait for something that nobody sends/,
    );
  });

  test('of a lock is told by those who wait for that', () => {
    expectMistake(
      blocked(
        'main waits for events (epoll_pwait)',
        'main.2 waits for a lock, a join or a wait (futex)',
      ),
      /nothing in it can go on\. main\.2 waits for something that never happens: is a release/,
    );
  });
});
