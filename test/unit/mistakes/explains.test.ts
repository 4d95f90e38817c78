import { describe, expect, test } from 'vitest';
import type { MistakeId } from '../../../harness/messages/mistakes.ts';
import { explainedBy } from '../../../harness/mistakes/explains.ts';
import { IDS, samplesOf } from './mistakes.ts';

/** The ids that a kind of mistake may explain, whatever was seen of it; of `all` none is listed. */
const listedBy = (id: MistakeId) =>
  samplesOf(id).flatMap((mistake) => {
    const explained = explainedBy(mistake);
    return explained === 'all' ? [] : [...new Set(explained)];
  });

describe('the table of what explains what', () => {
  test('has no mistake that explains itself', () => {
    expect(IDS.filter((id) => listedBy(id).includes(id))).toEqual([]);
  });

  test('names no mistake twice in one list', () => {
    const twice = IDS.filter((id) =>
      samplesOf(id).some((mistake) => {
        const explained = explainedBy(mistake);
        return explained !== 'all' && new Set(explained).size < explained.length;
      }),
    );
    expect(twice).toEqual([]);
  });

  test('has few pairs that explain each other, each of which may come first', () => {
    const pairs = IDS.flatMap((one) =>
      [...new Set(listedBy(one))]
        .filter((other) => one < other && listedBy(other).includes(one))
        .map((other) => `${one}, ${other}`),
    );
    expect(pairs.sort()).toEqual([
      'called-not-started, deadlock',
      'drawn-elsewhere, lines-out-of-order',
      'extra-lines, too-many-totals',
      'killed, missing-join',
      'missing-join, printed-too-early',
      'one-task-per-job, wrong-pool-size',
      'tasks-swapped, wrong-creation-order',
    ]);
  });

  test('has no cause that a wrong number of tasks, or an early end, would explain', () => {
    const own = ['wrong-range', 'wrong-task-kind', 'daemon-joined', 'printed-by-another-task'];
    const effects = [
      'wrong-task-count',
      'wrong-pool-size',
      'called-not-started',
      'deadlock',
    ] as const;
    expect(effects.flatMap(listedBy).filter((id) => own.includes(id))).toEqual([]);
  });

  test('lets nothing that the original does be a mistake of the port', () => {
    const trusted = ['original-fails', 'original-breaks-law'] as const;
    for (const mistake of trusted.flatMap(samplesOf)) expect(explainedBy(mistake)).toBe('all');
  });
});

test.each([
  ['uncaught-error', { task: 'main', error: 'Error: gone', missing: 0 }, 'afterLines'],
  ['wrong-exit-code', { task: 'main', found: 1, wanted: 0 }, 'isEarly'],
] as const)('%s explains missing lines only where it comes before them', (id, evidence, field) => {
  const explained = (value: boolean) =>
    explainedBy({ id, evidence: { ...evidence, [field]: value } } as never);
  const [early, late] = field === 'isEarly' ? [true, false] : [false, true];
  expect(explained(early)).toContain('missing-lines');
  expect(explained(late)).not.toContain('missing-lines');
});
