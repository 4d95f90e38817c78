import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { located } from './located.ts';

/** `pool.map(f, list, 2)`: a worker gets so many jobs at once. */
export function chunkedMaps({ calls }: Analysis): Located {
  const found = calls.all.filter(
    ({ node, name, kinds }) =>
      (name === 'map' || name === 'mapAsync') &&
      kinds.includes('pool') &&
      node.type === 'CallExpression' &&
      node.arguments.length > 2,
  );
  return located(found.map(placeOfCall));
}
