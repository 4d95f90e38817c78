import fc from 'fast-check';
import type { Runs } from '../../harness/judge/runs.ts';
import type { Subject } from '../../harness/judge/subject.ts';
import { judgeTiming } from '../../harness/judge/timing/check.ts';
import { type Law, predict as predictOf, type SimpleLaw } from '../../harness/law/law.ts';
import type { Trace } from '../../harness/trace/trace.ts';
import { line, pieces, slept, subjectOf, TOTAL, traceOf } from './traces.ts';

export const SUM = { kind: 'sum' } as const;
export const MAX = { kind: 'max' } as const;
export const predict = (law: SimpleLaw, seconds: readonly number[]) =>
  predictOf(law, pieces(seconds));

export const NODE: Partial<Trace> = { language: 'node' };
export const total = (seconds: number, time = seconds) =>
  line(time, 'main', `total ${seconds.toFixed(2)}`);

/** Every task sleeps from the start on. */
export const sideBySide = (seconds: number[], changes: Partial<Trace> = {}) =>
  traceOf(
    [
      ...seconds.map((each, index) => slept(index / 100, `main.${index + 1}`, each)),
      total(predict(MAX, seconds), predict(MAX, seconds) + 0.1),
    ],
    changes,
  );

export const oneAfterTheOther = (seconds: number[], changes: Partial<Trace> = {}) =>
  traceOf(
    [
      ...seconds.map((each, index) =>
        slept(predict(SUM, seconds.slice(0, index)), `main.${index + 1}`, each),
      ),
      total(predict(SUM, seconds)),
    ],
    changes,
  );

/** By a law, two runs whose total is that of `total`. */
export const judgeBy = (law: Law, original: Trace | Subject, port: Trace | Subject) =>
  judgeTiming(madeUpRuns(law, original, port));

export function madeUpRuns(law: Law, original: Trace | Subject, port: Trace | Subject): Runs {
  const subject = (of: Trace | Subject) => ('trace' in of ? of : subjectOf(of));
  const pair = { stem: 'made-up', law, total: TOTAL };
  return { original: subject(original), port: subject(port), pair };
}

export const judgeMax = (port: Trace, original = sideBySide([7, 6])) =>
  judgeBy(MAX, original, port);

export const judgeSum = (port: Trace, original = oneAfterTheOther([7, 6])) =>
  judgeBy(SUM, original, port);

export const durations = fc.array(fc.integer({ min: 5, max: 10 }), { minLength: 2, maxLength: 5 });
