import type { Node } from 'oxc-parser';
import { type Edit, type Source, textOf } from '../source.ts';

/** What is awaited is begun, and not waited for. */
export function* awaitDeletion({ text, nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    if (node.type === 'AwaitExpression') {
      yield { start: node.start, end: node.argument.start, text: '' };
    } else if (node.type === 'ForOfStatement' && node.await) {
      const start = text.indexOf('await', node.start);
      yield { start, end: text.indexOf('(', start), text: '' };
    }
  }
}

/** Not %, which gives the difference, too, of two moments since 1970. */
const ARITHMETIC = ['+', '-', '*', '/'];

/** ROR of Mothra, without those that differ for no two values of these programs. */
const RELATIONAL: Record<string, string[]> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
};

/** AOR and ROR of Mothra: another operator of the same kind. */
export function* operatorReplacement({ text, nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    if (node.type !== 'BinaryExpression') continue;
    const { left, right, operator } = node;
    const others = ARITHMETIC.includes(operator) ? ARITHMETIC : (RELATIONAL[operator] ?? []);
    const start = text.indexOf(operator, left.end);
    for (const other of others.filter((each) => each !== operator)) {
      if (start < right.start) yield { start, end: start + operator.length, text: other };
    }
  }
}

/** The other way is taken, or one way always. */
export function* conditionReplacement(source: Source): Generator<Edit> {
  for (const { node } of source.nodes) {
    if (node.type !== 'IfStatement' && node.type !== 'WhileStatement') continue;
    const { test } = node;
    const { start, end } = test;
    if (test.type === 'Literal') continue;
    yield { start, end, text: 'true' };
    if (test.type === 'UnaryExpression') yield { start, end, text: textOf(source, test.argument) };
    else if (test.type !== 'BinaryExpression') {
      yield { start, end, text: `!(${textOf(source, test)})` };
    }
  }
}

/** As in PIT: a call of a method gives what it is called on. */
export function* nakedReceiver(source: Source): Generator<Edit> {
  for (const { node, parent } of source.nodes) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const { object } = node.callee;
    if (isWholeStatement(node, parent) && object.type !== 'NewExpression') continue;
    yield { start: object.end, end: node.end, text: '' };
  }
}

/** As in PIT: a call gives its first argument. */
export function* argumentPropagation(source: Source): Generator<Edit> {
  for (const { node, parent } of source.nodes) {
    if (node.type !== 'CallExpression' || isWholeStatement(node, parent)) continue;
    const [first] = node.arguments;
    if (first === undefined || first.type === 'SpreadElement') continue;
    yield { start: node.start, end: node.end, text: textOf(source, first) };
  }
}

/** Then to do less is to leave the statement out, which is another operator. */
function isWholeStatement(call: Node, parent: Node | undefined): boolean {
  return (
    parent?.type === 'ExpressionStatement' ||
    (parent?.type === 'AwaitExpression' && parent.argument === call)
  );
}
