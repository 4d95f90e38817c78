import type { Call } from './call.ts';
import type { Calls } from './calls.ts';
import { isFunction, type Node, propertyName } from './syntax.ts';

/** What becomes of a promise. */
export type Fate =
  /** The program waits until it is settled. */
  | 'awaited'
  /** The program waits for it or for another, whichever is first. */
  | 'raced'
  /** Nothing uses it. */
  | 'dropped'
  /** The source does not tell. */
  | 'unknown';

const TYPES_ONLY = new Set<Node['type']>([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'ChainExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'SpreadElement',
  'ArrayExpression',
]);

/** Follow the value of an expression to where it is awaited or dropped. */
export function fateOf(node: Node, calls: Calls, seen = new Set<Node>()): Fate {
  if (seen.has(node)) return 'unknown';
  seen.add(node);
  const { parent } = node;
  if (!parent) return 'unknown';
  if (TYPES_ONLY.has(parent.type)) {
    const isTest = parent.type === 'ConditionalExpression' && parent.test === node;
    return isTest ? 'unknown' : fateOf(parent, calls, seen);
  }
  switch (parent.type) {
    case 'AwaitExpression':
      return 'awaited';
    case 'ForOfStatement':
      return parent.right === node ? fateOfElements(parent, calls, seen) : 'unknown';
    case 'ExpressionStatement':
    case 'UnaryExpression':
    case 'SequenceExpression':
      return 'dropped';
    case 'ReturnStatement':
      return fateOfResult(functionAround(parent), calls, seen);
    case 'ArrowFunctionExpression':
      return parent.body === node ? fateOfResult(parent, calls, seen) : 'unknown';
    case 'VariableDeclarator':
      return parent.init === node ? fateOfVariable(parent.id as Node, calls, seen) : 'unknown';
    case 'AssignmentExpression':
      return parent.right === node ? fateOfVariable(parent.left as Node, calls, seen) : 'unknown';
    case 'MemberExpression':
      return parent.object === node ? fateOfMember(parent, calls, seen) : 'unknown';
    case 'CallExpression':
      return parent.callee === node ? 'unknown' : fateOfArgument(node, parent, calls, seen);
    default:
      return 'unknown';
  }
}

/** One use that awaits is enough. */
function best(fates: readonly Fate[]): Fate {
  const order: Fate[] = ['awaited', 'raced', 'unknown'];
  return order.find((fate) => fates.includes(fate)) ?? 'dropped';
}

function fateOfVariable(id: Node, calls: Calls, seen: Set<Node>): Fate {
  if (id.type === 'ArrayPattern') {
    return best(
      id.elements.map((one) => (one ? fateOfVariable(one as Node, calls, seen) : 'dropped')),
    );
  }
  if (id.type !== 'Identifier') return 'unknown';
  const binding = bindingOf(id, calls);
  if (!binding) return 'unknown';
  const uses = binding.references.filter((reference) => !isWritten(reference));
  return best(uses.map((reference) => fateOf(reference, calls, seen)));
}

/** Where a name is given its value. */
function isWritten(reference: Node): boolean {
  const { parent } = reference;
  if (parent?.type === 'AssignmentExpression') return (parent.left as Node) === reference;
  if (parent?.type === 'VariableDeclarator') return (parent.id as Node) === reference;
  if (parent?.type === 'ArrayPattern' || parent?.type === 'Property') return !isRead(reference);
  return parent !== undefined && parent !== null && isFunction(parent);
}

/** A name in braces or brackets is read unless those are a pattern. */
function isRead(reference: Node): boolean {
  const around = reference.parent?.type === 'Property' ? reference.parent.parent : undefined;
  return around?.type === 'ObjectExpression';
}

function bindingOf(id: Node, { meanings }: Calls) {
  return meanings.fileOf(id).bindings.get(id);
}

/** The fate of the elements that a loop takes from a list. */
function fateOfElements(
  loop: Node & { type: 'ForOfStatement' },
  calls: Calls,
  seen: Set<Node>,
): Fate {
  if (loop.await) return 'awaited';
  if (loop.left.type !== 'VariableDeclaration') return 'unknown';
  return best(loop.left.declarations.map(({ id }) => fateOfVariable(id as Node, calls, seen)));
}

/** The fate of a function's result: that of its calls. */
function fateOfResult(fn: Node | undefined, calls: Calls, seen: Set<Node>): Fate {
  const callers = calls.all.filter(({ runs }) => fn && runs.includes(fn));
  if (callers.length === 0) return 'unknown';
  return best(callers.map(({ node }) => fateOf(node, calls, seen)));
}

function functionAround(node: Node): Node | undefined {
  let at: Node | null | undefined = node;
  while (at && !isFunction(at)) at = at.parent;
  return at ?? undefined;
}

/** `promise.then(…)`, `list.map(…)`: the fate of what the method returns. */
function fateOfMember(
  member: Node & { type: 'MemberExpression' },
  calls: Calls,
  seen: Set<Node>,
): Fate {
  const name = propertyName(member.property, member.computed);
  if (member.parent?.type !== 'CallExpression' || member.parent.callee !== member) {
    return member.computed ? fateOf(member, calls, seen) : 'unknown';
  }
  const passes = ['then', 'catch', 'finally', 'map', 'filter', 'slice', 'concat', 'flat', 'at'];
  return passes.includes(name ?? '') ? fateOf(member.parent, calls, seen) : 'unknown';
}

function fateOfArgument(
  node: Node,
  parent: Node & { type: 'CallExpression' },
  calls: Calls,
  seen: Set<Node>,
): Fate {
  const call = calls.byNode.get(parent);
  if (call?.kinds.includes('promise')) {
    const fate = fateOf(parent, calls, seen);
    return isRace(call) && fate === 'awaited' ? 'raced' : fate;
  }
  const callee = parent.callee as Node;
  if (callee.type === 'MemberExpression' && !callee.computed) {
    if (propertyName(callee.property, false) === 'push') {
      return fateOfVariable(callee.object, calls, seen);
    }
  }
  return fateOfParameters(node, parent, call, calls, seen);
}

export const isRace = ({ name }: Call) => name === 'race' || name === 'any';

/** The fate of an argument: that of the parameter. */
function fateOfParameters(
  node: Node,
  parent: Node & { type: 'CallExpression' },
  call: Call | undefined,
  calls: Calls,
  seen: Set<Node>,
): Fate {
  const index = (parent.arguments as Node[]).indexOf(node);
  const fates = (call?.runs ?? []).map((fn): Fate => {
    const param = 'params' in fn ? (fn.params as Node[])[index] : undefined;
    if (!param) return 'unknown';
    return fateOfVariable(param.type === 'RestElement' ? param.argument : param, calls, seen);
  });
  return fates.length > 0 ? best(fates) : 'unknown';
}
