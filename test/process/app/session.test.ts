import { expect, test } from 'vitest';
import { CONFORMANCE } from '../../../harness/app/defaults.ts';
import { judgeMatches } from '../../../harness/app/judge-matches.ts';
import { matchOf } from '../../../harness/app/match.ts';
import { openSession } from '../../../harness/app/session.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { pairsNamed } from '../../../harness/pairs.ts';
import { only } from '../../support/only.ts';

const match = matchOf(only(pairsNamed(['03'])));

/** Runs that are made of both programs, for each list of so many matches with the same original. */
async function runsFor(...counts: number[]): Promise<number[]> {
  const python = await findPython(process.env, process.platform);
  await using session = openSession({ python, clock: 'virtual' });
  const made: number[] = [];
  for (const count of counts) {
    let runs = 0;
    await judgeMatches(session, Array<typeof match>(count).fill(match), {
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
  expect(await runsFor(1, 2)).toEqual([12, 12]);
});
