import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../calls.ts';
import type { Located } from '../find.ts';
import { droppedCalls } from './dropped.ts';
import { located } from './located.ts';

/** Calls whose promise is neither awaited, kept nor caught. */
export const promisesNotAwaited = (analysis: Analysis): Located =>
  located(droppedCalls(analysis).map(placeOfCall));
