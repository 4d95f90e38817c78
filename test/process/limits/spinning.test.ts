import { beforeAll, describe, expect, test } from 'vitest';
import { decisive } from '../../../harness/app/trials.ts';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { type Limits, PORT_LIMITS } from '../../../harness/limits.ts';
import { run as runAlone } from '../../../harness/run.ts';
import { evidenceOf, expectMistaken } from '../../support/checks.ts';
import { fixture } from '../../support/fixture.ts';
import { judge } from '../../support/judge.ts';
import { only } from '../../support/only.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run } = useVirtualClock();
let python: Python;
beforeAll(async () => {
  python = await findPython(process.env, process.platform);
});

const pair = { stem: 'computing', law: { kind: 'sum' }, total: /^total (\d+\.\d+) s$/ } as const;
const ONE_RUN = { clock: 'virtual', seed: 0, runs: 0, otherDraws: false } as const;
const judged = async (original: string, port: string, limits: Partial<Limits> = {}) => {
  const match = { pair, original: fixture(original), port: fixture(port) };
  return decisive(only(await judge([match], { ...ONE_RUN, limits }))).verdict;
};

/** For all but one test, which has the limit of every port. */
const SOON = { cpu: 1, starts: 0 };

/** CPU seconds between two looks of a harness that waits for a processor, too. */
const LATE = 3;

describe.concurrent('a port that never rests', () => {
  test.each([
    ['spins', 'spins-after-a-line.ts', {}, PORT_LIMITS.cpu],
    ['computes where its original sleeps', 'computes-between-two-lines.ts', SOON, SOON.cpu],
  ])('does not conform after a bounded CPU time: it %s', async (_, port, limits, cpu) => {
    const verdict = await judged('sleeps-between-two-lines.py', port, limits);
    expect(verdict).toMatchObject({ outcome: 'fails', inconclusive: [] });
    expectMistaken(verdict.checks.ending, 'busy-loop');
    expect(evidenceOf('ending', verdict.checks.ending)).toEqual([
      expect.stringMatching(/^main used more than \d+ s of CPU time .* \(--limit cpu=SECONDS/),
    ]);
    expect(verdict.port.computed).toBeGreaterThan(cpu);
    expect(verdict.port.computed).toBeLessThan(3 * cpu + LATE);
  });

  test('is not a mistake if its original computes, too', async () => {
    const verdict = await judged('spins.py', 'spins-after-a-line.ts', SOON);
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.inconclusive.map(String)).toEqual([
      'the original was stopped while it computed: main used more than 1 s of CPU time without a line, a sleep or a wait (--limit cpu=SECONDS allows more)',
    ]);
    expect(verdict.checks.ending).toMatchObject({ ok: false, doubtful: true });
  });
});

describe.concurrent('a program that never rests is found', () => {
  test('in a ring of threads that each use little', async () => {
    const { ending, computed } = await run('passes-work-round.py', { limits: SOON });
    expect(ending.kind).toBe('spinning');
    expect(computed).toBeLessThan(1 + LATE);
  });

  test.each(['py', 'mjs'])(
    'when it reads a variable that another task must change: in .%s',
    async (extension) => {
      const { ending } = await run(`spins-on-a-flag.${extension}`, { limits: SOON });
      expect(ending).toMatchObject({ kind: 'spinning', time: 0 });
      expect(ending.detail?.map(String)).toEqual([
        'main spins while main.1 sleeps until 1.00 s: main used more than 1 s of CPU time without a line, a sleep or a wait (--limit cpu=SECONDS allows more); if it waits for main.1, let it join or sleep',
      ]);
    },
  );

  test('under the real clock, too', async () => {
    const limits = { ...SOON, seconds: 1 };
    const options = { python, clock: 'real', dice: { seed: 0 }, limits } as const;
    const { ending } = await runAlone(fixture('spins.py'), options);
    expect(ending.kind).toBe('spinning');
  });
});
