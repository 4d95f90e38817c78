import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pointed } from '../../../harness/app/point.ts';
import type { Check } from '../../../harness/judge/check.ts';
import { failed } from '../../../harness/judge/failed.ts';
import type { Verdict } from '../../../harness/judge/verdict.ts';
import { CHECKOUT } from '../../support/lockstep.ts';
import { MAX, madeUpRuns } from '../../support/timing.ts';
import { traceOf } from '../../support/traces.ts';
import { checked, diagnosisOf, verdictOf } from '../../support/verdicts.ts';

const PORT = join(CHECKOUT, 'test/wrong-ports/02_processes/one-after-the-other.ts');

const RUNS = madeUpRuns(MAX, traceOf([]), traceOf([]));

const { mistake } = diagnosisOf('worker-left-idle', {
  ...{ seconds: 6, from: 7, due: 0 },
  expected: { formula: { kind: 'max', pieces: [7, 6] }, total: 7 },
});
const late: Check = failed([{ mistake }], RUNS);
const { mistake: other } = diagnosisOf('killed', { task: 'main', signal: 'SIGKILL' });
const killed: Check = failed([{ mistake: other }], RUNS);
const known = { reason: 'late', where: 'known.txt:3' };

function verdict(timing: Check, ending: Check = checked('exit code 0')): Verdict {
  const { checks, port, ...rest } = verdictOf('02_processes', timing);
  return { ...rest, checks: { ...checks, ending }, port: { ...port, program: PORT } };
}

describe('a verdict', () => {
  test('points at the first thing to look for that the source has', async () => {
    const { diagnosis } = await pointed(verdict(late));
    expect(diagnosis?.located?.places).toMatchObject([{ file: PORT, line: 19 }]);
    expect(diagnosis?.located?.related).toMatchObject([{ line: 21 }]);
  });

  test('points at nothing where there is nothing to look for', async () => {
    const { diagnosis } = await pointed(verdict(checked('fine'), killed));
    expect(diagnosis?.located).toEqual({ places: [], related: [] });
  });

  test('has the place of each mistake in its check', async () => {
    const { checks } = await pointed(verdict(late, killed));
    expect(checks.timing.findings?.[0]?.located?.places).toHaveLength(1);
  });

  test('leads with a mistake that is not expected', async () => {
    const { diagnosis } = await pointed(verdict({ ...late, known }, killed));
    expect(diagnosis?.mistake.id).toBe('killed');
    expect(diagnosis?.others).toEqual([]);
  });

  test('has no diagnosis where every mistake is expected', async () => {
    expect(await pointed(verdict({ ...late, known }))).not.toHaveProperty('diagnosis');
  });
});
