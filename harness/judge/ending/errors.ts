import { loadErrorOf } from '../../trace/load-error.ts';
import type { Detector } from '../detector.ts';
import type { EndingRuns } from './ending-runs.ts';

const clues = ({ failure }: EndingRuns) => ({ places: failure?.places ?? [] });

/** What the runtime says itself. */
export const ERROR_DETECTORS: readonly Detector<EndingRuns>[] = [
  {
    id: 'does-not-load',
    find({ failure }) {
      if (failure?.kind !== 'load') return undefined;
      const [{ column: _, ...place } = {}] = failure.places;
      return { ...loadErrorOf(failure.text), ...place };
    },
    clues,
  },
  {
    id: 'never-resolves',
    find: ({ failure, missing }) =>
      failure?.kind === 'await' ? { task: failure.task, missing } : undefined,
    clues,
  },
  {
    id: 'uncaught-error',
    find({ failure, missing }) {
      if (failure?.kind !== 'error') return undefined;
      return { task: failure.task, error: failure.text, afterLines: missing === 0, missing };
    },
    clues,
  },
];
