import { describe } from 'vitest';
import { CHECKS } from '../../harness/judge/check-names.ts';
import { pairsNamed } from '../../harness/pairs.ts';
import { test } from '../support/judge.ts';
import { expectCheck } from './does-not-conform.ts';
import { judgeInRealTime } from './judge-pair.ts';
import { withoutEvents } from './meta.ts';

/** The chapter's own; the gallery has all pairs in real time. */
const pairs = pairsNamed(['01', '02', '03']);

let judged: ReturnType<typeof judgeInRealTime> | undefined;

describe('real clock', () => {
  for (const { stem } of pairs) {
    test(`${stem} keeps the same law in real time`, async ({ task, judge }) => {
      // All at once: they mostly sleep.
      judged ??= judgeInRealTime(judge, pairs);
      const trial = (await judged).find(({ verdict }) => verdict.pair === stem);
      if (trial === undefined) throw new RangeError(`no verdict on ${stem}`);
      task.meta.judged = withoutEvents(trial);
      for (const name of CHECKS) expectCheck(trial.verdict, name);
    });
  }
});
