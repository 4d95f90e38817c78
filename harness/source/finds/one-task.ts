import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { joinsOf, makerOf } from '../task-code.ts';
import { located } from './located.ts';

/** Where a task is created. */
export function creationOf(task: string, analysis: Analysis): Located {
  const maker = makerOf(task, analysis);
  return located(maker ? [placeOfCall(maker)] : []);
}

/** Where a task is joined; related: where it is created. */
export function joinOf(task: string, analysis: Analysis): Located {
  const maker = makerOf(task, analysis);
  if (!maker) return located([]);
  return located(joinsOf(maker, analysis).map(placeOfCall), [placeOfCall(maker)]);
}
