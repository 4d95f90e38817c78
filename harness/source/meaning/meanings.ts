import type { Known } from '../known.ts';
import type { SourceFile } from '../read-source.ts';
import { type Node, plain } from '../syntax.ts';
import { made, ofThis } from './made.ts';
import type { Context, Given, Meaning } from './meaning.ts';
import { ofArray, ofMember } from './members.ts';
import { ofModuleNamed, ofName } from './names.ts';
import { knownOf, ofCall } from './results.ts';

/** What the expressions of a port stand for. */
export interface Meanings {
  of: Context['of'];
  fileOf: Context['fileOf'];
  /** What a call of something that the port did not write does. */
  knownOf: (call: Node) => Known | undefined;
}

/** Say what expressions stand for, across the files of a port. */
export function createMeanings(files: readonly SourceFile[], given: Given): Meanings {
  const memo = new Map<Node, Meaning[]>();
  const context: Context = {
    of,
    fileOf,
    given,
    bindings: new Map(),
    returns: new Map(),
    exporting: new Set(),
  };

  function fileOf(node: Node): SourceFile {
    let root = node;
    while (root.parent) root = root.parent;
    return files.find(({ program }) => program === root) as SourceFile;
  }

  function of(node: Node | null | undefined): Meaning[] {
    if (!node) return [];
    const expression = plain(node);
    const known = memo.get(expression);
    if (known) return known;
    memo.set(expression, []);
    const meanings = evaluate(expression, context);
    memo.set(expression, meanings);
    return meanings;
  }

  return { of, fileOf, knownOf: (call) => knownOf(call, context) };
}

function evaluate(node: Node, context: Context): Meaning[] {
  const { of } = context;
  switch (node.type) {
    case 'Identifier':
      return ofName(node, context);
    case 'ThisExpression':
      return ofThis(node, context);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [{ is: 'function', node }];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return [{ is: 'class', node }];
    case 'AwaitExpression':
      return of(node.argument).flatMap((one) => (one.is === 'promise' ? one.of : [one]));
    case 'ConditionalExpression':
      return [...of(node.consequent), ...of(node.alternate)];
    case 'LogicalExpression':
      return [...of(node.left), ...of(node.right)];
    case 'AssignmentExpression':
      return of(node.right);
    case 'ArrayExpression':
      return [ofArray(node, context)];
    case 'ObjectExpression':
      return [{ is: 'record', node }];
    case 'MemberExpression':
      return ofMember(node, context);
    case 'NewExpression':
      return of(node.callee).flatMap((callee) => made(callee, node, context));
    case 'CallExpression':
      return ofCall(node, context);
    case 'ImportExpression':
      return [{ is: 'promise', of: ofModuleNamed(node.source, node, context) }];
    default:
      return [];
  }
}
