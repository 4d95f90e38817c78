import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONFORMANCE } from '../../../harness/app/defaults.ts';
import { judgeMatches } from '../../../harness/app/judge-matches.ts';
import { type Match, matchOf } from '../../../harness/app/match.ts';
import { openSession } from '../../../harness/app/session.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { pairsNamed } from '../../../harness/pairs.ts';
import { only } from '../../support/only.ts';
import { FOLDER as WRONG_PORTS } from '../../support/wrong-ports.ts';

const match = matchOf(only(pairsNamed(['03'])));

/** Runs that are made of both programs, for each list of so many matches with the same original. */
async function runsFor(matches: readonly (readonly Match[])[]): Promise<number[]> {
  const python = await findPython(process.env, process.platform);
  await using session = openSession({ python, clock: 'virtual' });
  const made: number[] = [];
  for (const some of matches) {
    let runs = 0;
    await judgeMatches(session, some, {
      ...CONFORMANCE,
      onProgress({ type }) {
        if (type === 'ended') runs += 1;
      },
    });
    made.push(runs);
  }
  return made;
}

test('an original is run once for all ports that are judged in a session', async () => {
  // Four draws, and two more of the three schedules, of each program.
  expect(await runsFor([[match], [match, match]])).toEqual([12, 12]);
});

test('a port is not explored again when its mistake is certain', async () => {
  const pair = only(pairsNamed(['07']));
  const port = join(WRONG_PORTS, pair.stem, 'total-before-the-child-has-ended.ts');
  // Four draws of each program; then one more schedule of the original, and three of the port.
  expect(await runsFor([[{ ...matchOf(pair), port }]])).toEqual([12]);
});
