import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { originalOf, pairsNamed, portOf } from '../../../harness/pairs.ts';
import { fixture } from '../../support/fixture.ts';
import { only } from '../../support/only.ts';
import { useVirtualClock } from '../../support/virtual.ts';

/** Runs of fast-check: each is both programs of the pair in every order, up to 6 each. */
const RUNS = 2;

const { sandbox, tellAll } = useVirtualClock();
const pair = only(pairsNamed(['09_lock']));

test('the balance is right in every order under a lock; without one any deposit may be lost', async () => {
  await fc.assert(
    fc.asyncProperty(amountsOfThree, async (amounts) => {
      const [original, port] = await Promise.all(
        [originalOf(pair), portOf(pair)].map((program) => balances(program, amounts)),
      );
      const sum = amounts.reduce((total, amount) => total + amount, 0);
      expect(original?.withLock).toEqual(new Set([sum]));
      expect(original?.withoutLock).toEqual(new Set(amounts));
      expect(port).toEqual(original);
    }),
    { numRuns: RUNS, examples: [[[1, 10, 100]]] },
  );
});

const amountsOfThree = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 3 });

/** Each balance that a program can print, over all orders. */
async function balances(program: string, amounts: readonly number[]) {
  const stories = await tellAll(relative(fixture('.'), withAmounts(program, amounts)));
  const told = stories.map((story) =>
    story.flatMap((line) => /账户余额: (\d+)元/.exec(line)?.[1] ?? []).map(Number),
  );
  return {
    withoutLock: new Set(told.map(([first]) => first)),
    withLock: new Set(told.map(([, second]) => second)),
  };
}

/** A copy of the program that makes these deposits. */
function withAmounts(program: string, amounts: readonly number[]): string {
  const text = readFileSync(program, 'utf8');
  const list = amounts.join(', ');
  const copy = join(sandbox.path, `deposits-${amounts.join('-')}${extname(program)}`);
  const imports = new URL('.', pathToFileURL(program)).href;
  const changed = text.replace('1, 10, 100', list).replaceAll(`'./`, `'${imports}`);
  if (!changed.includes(list)) throw new RangeError(`no amounts are found in ${program}`);
  writeFileSync(copy, changed);
  return copy;
}
