import { dirname, relative } from 'node:path';
import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import type { Find } from '../../source/find.ts';
import type { Failure } from '../../trace/failure.ts';
import { type AnyDetector, detector } from '../detector.ts';
import { CUT_SHORT } from './cut-short.ts';
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

const linesIn = (failure: Failure | undefined): Find[] =>
  (failure?.places ?? []).map((place) => ({ find: 'line', ...place }));

const uncaught = (isAfter: boolean) =>
  detector({
    id: 'uncaught-error',
    find({ failure, missing }: EndingRuns) {
      if (failure?.kind !== 'error' || (missing === 0) !== isAfter) return undefined;
      return { task: failure.task, error: failure.text, afterLines: isAfter, missing };
    },
    look: ({ error }, { failure }) => [
      ...(/target is not a function/.test(error) ? [{ find: 'call-for-start' } as const] : []),
      ...linesIn(failure),
      { find: 'promise-not-awaited' },
    ],
    explains: isAfter ? ['wrong-exit-code', 'extra-lines', 'process-left-behind'] : CUT_SHORT,
  });

/** What the runtime says itself. */
export const ERROR_DETECTORS: readonly AnyDetector<EndingRuns>[] = [
  detector({
    id: 'does-not-load',
    find({ failure }: EndingRuns) {
      if (failure?.kind !== 'load') return undefined;
      const error = shortened(failure.text);
      const why = WHY.find(([, pattern]) => pattern.test(error))?.[0] ?? 'other';
      const [{ column: _, ...place } = {}] = failure.places;
      return { error, why, ...place };
    },
    look: (_, { failure }) => [...linesIn(failure), { find: 'load-problem' }],
    explains: 'all',
  }),
  uncaught(false),
  detector({
    id: 'never-resolves',
    find: ({ failure, missing }: EndingRuns) =>
      failure?.kind === 'await' ? { task: failure.task, missing } : undefined,
    look: (_, { failure }) => [
      { find: 'unresolved-promise' },
      { find: 'unanswered-wait' },
      ...linesIn(failure),
    ],
    explains: CUT_SHORT,
  }),
  uncaught(true),
];
