import { availableParallelism } from 'node:os';
import { ANYWHERE, ON_TWO_PROCESSORS } from './equivalent/chapter.ts';
import type { Equivalent } from './equivalent/equivalent.ts';
import { OF_TIMED_WAITS } from './equivalent/timed-waits.ts';

export const EQUIVALENT: readonly Equivalent[] = [
  ...ANYWHERE,
  ...OF_TIMED_WAITS,
  ...(availableParallelism() === 2 ? ON_TWO_PROCESSORS : []),
];
