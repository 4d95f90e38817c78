import { expect, test, vi } from 'vitest';
import { decisive } from '../../harness/app/trials.ts';
import { fixture } from '../support/fixture.ts';
import { judge } from '../support/judge.ts';
import { only } from '../support/only.ts';
import { useSandbox } from '../support/sandbox.ts';

useSandbox();

const pair = { stem: 'computing', law: { kind: 'sum' }, total: /^total (\d+\.\d+) s$/ } as const;

/**
 * CPU seconds. More than the 6 that a port may use whatever its original does, so that it conforms
 * by what its original used. `COMPUTE_SECONDS=20 npx vitest run computing` takes longer.
 */
const SECONDS = Number(process.env.COMPUTE_SECONDS ?? 7);

/** Milliseconds: twice that, beside as much again, at a fifth of a processor. */
const PATIENCE = SECONDS * 20_000;

vi.stubEnv('COMPUTE_SECONDS', String(SECONDS));

test.concurrent.each(['py', 'ts'])(
  `a program (.%s) that computes for ${SECONDS} CPU seconds between two lines conforms with itself`,
  async (language) => {
    const program = fixture(`computes-between-two-lines.${language}`);
    const options = { clock: 'virtual', seed: 0, runs: 0, otherDraws: false } as const;
    const judgements = await judge([{ pair, original: program, port: program }], options);
    const { verdict } = decisive(only(judgements));
    expect(verdict).toMatchObject({ outcome: 'conforms', inconclusive: [] });
    expect(String(verdict.checks.timing.sentence)).toBe('total 1.00 s = 1');
    expect(verdict.port.computed).toBeGreaterThan(SECONDS * 0.95);
    expect(verdict.port.computed).toBeLessThan(SECONDS * 1.5);
  },
  PATIENCE,
);
