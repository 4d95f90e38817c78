import { dirname, relative } from 'node:path';
import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import type { Trace } from '../../trace/trace.ts';
import { detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { linesOf } from '../subject.ts';
import { CUT_SHORT } from './cut-short.ts';
import { type Failure, failureIn } from './failure.ts';
import { otherCodes } from './process-ends.ts';

/** Lines on stdout that the port does not print. */
export function missingLines({ original, port }: Runs): number {
  const spoken = (trace: Trace) => linesOf(trace).filter(({ stream }) => stream === 'stdout');
  return Math.max(0, spoken(original.trace).length - spoken(port.trace).length);
}

/** An error of the port that its ending shows, and not only its output. */
export function failureOf(runs: Runs): Failure | undefined {
  const { original, port } = runs;
  const isEnded = port.trace.ending.kind === 'exited';
  if (!isEnded) return failureIn(original.trace) ? undefined : failureIn(port.trace);
  const [other] = otherCodes(runs);
  return other && failureIn(port.trace, other.task === 'main' ? undefined : other.task);
}

const failing = (runs: Runs, kind: Failure['kind']) => {
  const failure = failureOf(runs);
  return failure?.kind === kind ? failure : undefined;
};

const WHY: readonly [EndingMistakes['does-not-load']['why'], RegExp][] = [
  ['types', /strip-only mode/],
  ['module', /^Cannot find |^Directory import/],
  ['export', /does not provide an export/],
  ['CommonJS', /outside a module|in ES module scope|module format/],
  ['node_modules', /under node_modules/],
  ['syntax', /^SyntaxError/],
];

const doesNotLoad = detector({
  id: 'does-not-load',
  find(runs) {
    const failure = failing(runs, 'load');
    if (failure === undefined) return undefined;
    const error = shortened(failure.text);
    const why = WHY.find(([, pattern]) => pattern.test(error))?.[0] ?? 'other';
    const [{ file, line } = {}] = failure.places;
    return { error, why, ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
  },
  look: (_, runs) => [...(failureOf(runs)?.places ?? []), { find: 'load-problem' }],
  explains: 'all',
});

/** Node's words without its codes, and with a path as an import has it. */
function shortened(text: string): string {
  const [, importer] = / imported from (\/.+)$/.exec(text) ?? [];
  const besides = (path: string) => {
    const short = importer === undefined ? path : relative(dirname(importer), path);
    return /^[./]/.test(short) ? short : `./${short}`;
  };
  return text
    .replace(/^(\w+) \[\w+\]: /, '$1: ')
    .replace(/^Error: /, '')
    .replace(/,? (?:imported from|for) "?\/.+$|[.,] (?:If the code is|you can use) .+$/, '')
    .replace(/'(\/[^']+)'/, (_, path: string) => `'${besides(path)}'`);
}

const uncaught = (isAfter: boolean) =>
  detector({
    id: 'uncaught-error',
    find(runs) {
      const failure = failing(runs, 'error');
      const missing = missingLines(runs);
      const afterLines = missing === 0;
      if (failure === undefined || afterLines !== isAfter) return undefined;
      return { task: failure.task, error: failure.text, afterLines, missing };
    },
    look: (_, runs) => [...(failureOf(runs)?.places ?? []), { find: 'promise-not-awaited' }],
    explains: isAfter ? ['wrong-exit-code', 'extra-lines', 'process-left-behind'] : CUT_SHORT,
  });

const neverResolves = detector({
  id: 'never-resolves',
  find(runs) {
    const failure = failing(runs, 'await');
    return failure && { task: failure.task, missing: missingLines(runs) };
  },
  look: (_, runs) => [{ find: 'unresolved-promise' }, ...(failureOf(runs)?.places ?? [])],
  explains: CUT_SHORT,
});

export const ERROR_DETECTORS = [doesNotLoad, uncaught(false), neverResolves, uncaught(true)];
