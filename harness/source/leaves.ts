import { type Node, plain, propertyName } from './syntax.ts';

/** Whether a statement never goes on to the next: it returns, throws or exits. */
export function leaves(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'BlockStatement': {
      const last = statement.body.at(-1);
      return last !== undefined && leaves(last as Node);
    }
    case 'ExpressionStatement':
      return isExit(plain(statement.expression));
    default:
      return false;
  }
}

function isExit(expression: Node): boolean {
  if (expression.type !== 'CallExpression') return false;
  const callee = plain(expression.callee as Node);
  if (callee.type === 'Identifier') return callee.name === '_exit';
  return (
    callee.type === 'MemberExpression' && propertyName(callee.property, callee.computed) === 'exit'
  );
}
