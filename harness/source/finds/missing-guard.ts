import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import type { Node } from '../syntax.ts';
import { located } from './located.ts';

/** Calls at the top level, under no condition, that start tasks: each task would make them again. */
export function missingGuard({ source, calls, reach }: Analysis): Located {
  const program = source.files[0]?.program;
  const found = calls.all.filter(
    (call) =>
      call.holder === program && reach.kindsOf(call).has('start') && !isConditional(call.node),
  );
  return located(found.slice(0, 1).map(placeOfCall));
}

const CONDITIONS = new Set<Node['type']>([
  'IfStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'SwitchStatement',
]);

function isConditional(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (CONDITIONS.has(at.type)) return true;
  return false;
}
