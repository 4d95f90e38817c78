import type { Analysis } from '../analysis.ts';
import type { Located } from '../find.ts';
import { placeIn } from '../place.ts';
import { childrenOf, isFunction, type Node } from '../syntax.ts';
import { located } from './located.ts';

/** Each `new Promise((resolve) => …)` that never calls `resolve`, or that does not take it. */
export function unresolvedPromises({ source }: Analysis): Located {
  const places = source.files.flatMap((file) => {
    const found: Node[] = [];
    const look = (node: Node) => {
      if (isUnresolved(node)) found.push(node);
      childrenOf(node).forEach(look);
    };
    look(file.program);
    return found.map((node) => placeIn(file, node.start, node.end));
  });
  return located(places);
}

function isUnresolved(node: Node): boolean {
  if (node.type !== 'NewExpression' || !names(node.callee as Node, 'Promise')) return false;
  const [executor] = node.arguments as Node[];
  if (executor === undefined || !isFunction(executor) || !executor.body) return false;
  const [resolve] = executor.params as Node[];
  if (resolve === undefined) return true;
  return resolve.type === 'Identifier' && !mentions(executor.body as Node, resolve.name);
}

const names = (node: Node, name: string) => node.type === 'Identifier' && node.name === name;

const mentions = (node: Node, name: string): boolean =>
  names(node, name) || childrenOf(node).some((child) => mentions(child, name));
