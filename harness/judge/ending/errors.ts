import { dirname, relative } from 'node:path';
import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import type { Detector } from '../detector.ts';
import type { EndingRuns } from './ending-runs.ts';

const WHY: readonly [EndingMistakes['does-not-load']['why'], RegExp][] = [
  ['types', /strip-only mode/],
  ['module', /^Cannot find |^Directory import/],
  ['export', /does not provide an export/],
  ['CommonJS', /outside a module|module format/],
  ['node_modules', /under node_modules/],
  ['syntax', /^SyntaxError/],
];

/** Node's words without its codes and advice, and with a path as an import has it. */
function shortened(text: string): string {
  const [, importer] = / imported from (\/.+)$/.exec(text) ?? [];
  const imported = (path: string) =>
    importer ? relative(dirname(importer), path).replace(/^(?!\.)/, './') : path;
  return text
    .replace(/^(\w+) \[\w+\]: /, '$1: ')
    .replace(/^Error: /, '')
    .replace(/,? (?:imported from|for) "?\/.+$|[.,] (?:If the code is|you can use) .+$/, '')
    .replace(/'(\/[^']+)'/, (_, path: string) => `'${imported(path)}'`);
}

const uncaught = (isAfter: boolean): Detector<EndingRuns> => ({
  id: 'uncaught-error',
  find({ failure, missing }) {
    if (failure?.kind !== 'error' || (missing === 0) !== isAfter) return undefined;
    return { task: failure.task, error: failure.text, afterLines: isAfter, missing };
  },
  clues,
});

const clues = ({ failure }: EndingRuns) => ({ places: failure?.places ?? [] });

/** What the runtime says itself. */
export const ERROR_DETECTORS: readonly Detector<EndingRuns>[] = [
  {
    id: 'does-not-load',
    find({ failure }) {
      if (failure?.kind !== 'load') return undefined;
      const error = shortened(failure.text);
      const why = WHY.find(([, pattern]) => pattern.test(error))?.[0] ?? 'other';
      const [{ column: _, ...place } = {}] = failure.places;
      return { error, why, ...place };
    },
    clues,
  },
  uncaught(false),
  {
    id: 'never-resolves',
    find: ({ failure, missing }) =>
      failure?.kind === 'await' ? { task: failure.task, missing } : undefined,
    clues,
  },
  uncaught(true),
];
