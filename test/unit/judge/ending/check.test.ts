import { describe, expect, test } from 'vitest';
import type { Check } from '../../../../harness/judge/check.ts';
import { judgeEnding } from '../../../../harness/judge/ending/check.ts';
import type { Subject } from '../../../../harness/judge/subject.ts';
import { LINGER_SPREAD } from '../../../../harness/tolerances.ts';
import type { Ending } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { family, line, slept, subjectOf, traceOf } from '../../../support/traces.ts';

const judge = (original: Subject, port: Subject) => judgeEnding(madeUpRuns(MAX, original, port));

const EXITED: Ending = { kind: 'exited', code: 0, signal: null, time: 1.01, leftovers: [] };

/** A program whose last line comes after 1 s. */
const ending = (changes: Partial<Ending> = {}, twin: Partial<Ending> = {}) => {
  const events = [line(0, 'main', 'oh dear', 'stderr'), line(1, 'main', 'done')];
  const traced = (ending: Ending) => traceOf(events, { ending });
  return subjectOf(traced({ ...EXITED, ...changes }), traced({ ...EXITED, ...twin }));
};

test('an end like the original’s conforms, and says how', () => {
  expectConforming(judge(ending(), ending()));
  expect(String(judge(ending(), ending()).sentence)).toBe(
    'exit code 0, 0.01 s after the last line, nothing left behind',
  );
});

describe('an exit code', () => {
  test('may be any, as long as both have it', () => {
    expectConforming(judge(ending({ code: 3 }), ending({ code: 3 })));
  });

  test('other than the original’s is reported with both', () => {
    const check = judge(ending({ code: 3 }), ending({ code: 1 }));
    expectMistaken(check, 'wrong-exit-code', { task: 'main', found: 1, wanted: 3 });
  });
});

describe('what is left behind', () => {
  test('is counted', () => {
    const one = judge(ending(), ending({ leftovers: ['sleep 9'] }));
    expectMistaken(one, 'process-left-behind', { processes: 1, isDone: true });
    const two = judge(ending(), ending({ leftovers: ['sleep 9', 'sleep 8'] }));
    expectMistaken(two, 'process-left-behind', { processes: 2 });
  });
});

describe('a program that lingers', () => {
  const after = (seconds: number) => ({ time: 1 + seconds });

  test('may do so as long as its twin, and a spread', () => {
    expectConforming(judge(ending(), ending(after(LINGER_SPREAD + 0.5), after(0.5))));
  });

  test('longer than that is kept alive', () => {
    const seconds = LINGER_SPREAD + 0.6;
    const check = judge(ending(), ending(after(seconds), after(0.5)));
    expectMistaken(check, 'kept-alive', { seconds: expect.closeTo(seconds) });
    expect(check.basis).toBe('time');
  });

  test('asleep is kept alive, unless the original sleeps as long', () => {
    const events = [line(1, 'main', 'done'), slept(1, 'main', 9)];
    const sleeper = subjectOf(traceOf(events, { ending: { ...EXITED, time: 10.01 } }));
    expectConforming(judge(sleeper, sleeper));
    expectMistaken(judge(ending(), sleeper), 'kept-alive', { seconds: expect.closeTo(9.01) });
  });
});

describe('a child', () => {
  const ended = (code: number | null, signal: string | null = null) => {
    const end = { time: 1, task: 'main.1', type: 'end' as const, code, signal };
    const events = [line(1, 'main', 'done'), end];
    return subjectOf(traceOf(events, { tasks: family('process'), ending: EXITED }));
  };

  test('has the exit code of its twin', () => {
    expectConforming(judge(ended(3), ended(3)));
    expectMistaken(judge(ended(0), ended(3)), 'wrong-exit-code', {
      task: 'main.1',
      found: 3,
      wanted: 0,
    });
  });

  test('that exits before its last line misses lines for that alone', () => {
    const child = (lines: number, code: number) =>
      subjectOf(
        traceOf(
          [
            ...Array.from({ length: lines }, (_, index) => line(1, 'main.1', `line ${index}`)),
            { time: 1, task: 'main.1', type: 'end' as const, code, signal: null },
          ],
          { tasks: family('process'), ending: EXITED },
        ),
      );
    const [early, late] = [1, 2].map((lines) => judge(child(2, 0), child(lines, 1)));
    expectMistaken(early as Check, 'wrong-exit-code', { task: 'main.1', isEarly: true });
    expectMistaken(late as Check, 'wrong-exit-code', { task: 'main.1', isEarly: false });
  });

  test('may be ended by its program, but must not crash', () => {
    expectConforming(judge(ended(0), ended(null, 'SIGTERM')));
    expectConforming(judge(ended(null, 'SIGTERM'), ended(0)));
    expectMistaken(judge(ended(0), ended(null, 'SIGSEGV')), 'killed', {
      task: 'main.1',
      signal: 'SIGSEGV',
    });
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
    expectConforming(judge(child(2, 0), child(2, null, 'SIGKILL')));
    expectMistaken(judge(child(2, 0), child(1, null, 'SIGKILL')), 'killed', {
      task: 'main.1',
      signal: 'SIGKILL',
      lines: 1,
      of: 2,
    });
    expectMistaken(judge(child(0, null, 'SIGKILL'), child(2, 0)), 'original-fails', {
      as: 'killed',
    });
  });

  test('whose end nobody saw is not judged', () => {
    expectConforming(judge(ended(null), ended(1)));
    expectConforming(judge(ended(0), ended(null)));
  });
});
