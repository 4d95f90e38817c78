import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { type Node, propertyName } from '../syntax.ts';
import { located } from './located.ts';

/** Threads that are given no name: by super() in a class of their own, else where they are made. */
export function unnamedTasks({ calls }: Analysis): Located {
  const unnamed = calls.all.filter(hasNoName);
  const supers = unnamed.filter(({ node }) => isSuper(node));
  const made = unnamed.filter(
    ({ node, receiver }) =>
      node.type === 'NewExpression' &&
      receiver.some((one) => one.is === 'object' && one.of === 'Thread' && !one.local),
  );
  return located((supers.length > 0 ? supers : made).map(placeOfCall));
}

const isSuper = (node: Node) => node.type === 'CallExpression' && node.callee.type === 'Super';

function hasNoName({ node }: Call): boolean {
  const [options] = 'arguments' in node ? (node.arguments as Node[]) : [];
  if (!options) return true;
  if (options.type !== 'ObjectExpression') return false;
  return !options.properties.some(
    (one) => one.type === 'Property' && propertyName(one.key, one.computed) === 'name',
  );
}
