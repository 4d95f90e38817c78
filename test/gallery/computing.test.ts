import { expect, test } from 'vitest';
import { decisive } from '../../harness/app/trials.ts';
import { fixture } from '../support/fixture.ts';
import { judgeAlone } from '../support/judge.ts';
import { only } from '../support/only.ts';
import { useSandbox } from '../support/sandbox.ts';

useSandbox();

const pair = { stem: 'computing', law: { kind: 'sum' }, total: /^total (\d+\.\d+) s$/ } as const;

/** Milliseconds: 40 CPU seconds, beside as much again, at a fifth of a processor. */
const PATIENCE = 400_000;

test.concurrent.each(['py', 'ts'])(
  'a program (.%s) that computes for 20 CPU seconds between two lines conforms with itself',
  async (language) => {
    const program = fixture(`computes-between-two-lines.${language}`);
    const options = { clock: 'virtual', seed: 0, runs: 0, otherDraws: false } as const;
    const judgements = await judgeAlone([{ pair, original: program, port: program }], options);
    const { verdict } = decisive(only(judgements));
    expect(verdict).toMatchObject({ outcome: 'conforms', inconclusive: [] });
    expect(verdict.checks.timing.sentence).toBe('total 1.00 s = 1');
    expect(verdict.port.computed).toBeGreaterThan(19);
    expect(verdict.port.computed).toBeLessThan(30);
  },
  PATIENCE,
);
