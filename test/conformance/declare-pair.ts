import { describe } from 'vitest';
import { CHECKS } from '../../harness/judge/check-names.ts';
import { PAIRS } from '../../harness/pairs.ts';
import { type Judge, test } from '../support/judge.ts';
import { missingOf } from '../support/pair-rule.ts';
import { expectCheck } from './does-not-conform.ts';
import { judgePair } from './judge-pair.ts';
import { withoutEvents } from './meta.ts';
import { expectOrders } from './orders.ts';

/** The tests of one pair: its four checks. Whichever runs first has it judged. */
export function declarePair(stem: string): void {
  let judged: ReturnType<typeof judgePair> | undefined;
  const findOut = async (judge: Judge) => {
    const pair = PAIRS.find((each) => each.stem === stem);
    if (pair === undefined) throw new Error(missingOf(stem));
    return judgePair(judge, pair);
  };

  describe(stem, () => {
    for (const name of CHECKS) {
      test(name, async ({ task, judge }) => {
        judged ??= findOut(judge);
        const { shown, last } = await judged;
        task.meta.judged = withoutEvents(shown);
        expectCheck(shown.verdict, name);
        if (name === 'output') expectOrders(last);
      });
    }
  });
}
