import type { Node } from './syntax.ts';

/** Whether `account.balance` is read: it is neither called nor assigned. */
export function isReading(node: Node): node is Node & { type: 'MemberExpression' } {
  if (node.type !== 'MemberExpression' || node.computed) return false;
  const { parent } = node;
  if (parent?.type === 'CallExpression') return parent.callee !== node;
  if (parent?.type === 'AssignmentExpression') return (parent.left as Node) !== node;
  return parent?.type !== 'MemberExpression' && parent?.type !== 'ChainExpression';
}
