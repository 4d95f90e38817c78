import { childrenOf, isFunction, type Node, propertyName } from '../syntax.ts';

/** The values that a function returns; those of a generator that it yields. */
export function returnsOf(fn: Node): Node[] {
  if (!isFunction(fn) || !('body' in fn) || !fn.body) return [];
  const body = fn.body as Node;
  if (body.type !== 'BlockStatement') return [body];
  const values: Node[] = [];
  const look = (node: Node) => {
    if (isFunction(node) || node.type === 'ClassDeclaration') return;
    if (node.type === 'ReturnStatement' || node.type === 'YieldExpression') {
      if (node.argument) values.push(node.argument as Node);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(body);
  return values;
}

/** What a class assigns to a field of its objects. */
export function assignmentsToThis(local: Node, name: string): Node[] {
  const values: Node[] = [];
  const look = (node: Node) => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const { object, property, computed } = node.left;
      if (object.type === 'ThisExpression' && propertyName(property, computed) === name) {
        values.push(node.right);
      }
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(local);
  return values;
}
