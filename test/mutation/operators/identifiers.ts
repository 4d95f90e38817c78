import type { ArrowFunctionExpression, Function as FunctionNode, Node } from 'oxc-parser';
import type { Edit, Source } from '../source.ts';
import { type Identifier, variablesIn } from './names.ts';

/** SVR of Mothra: a variable for another that is made in the same way. */
export function* variableReplacement(source: Source): Generator<Edit> {
  for (const { node } of source.nodes) {
    if (!isFunction(node) || node.body === null) continue;
    const kinds = new Map<string, string>();
    for (const parameter of node.params) {
      for (const { identifier } of variablesIn(parameter)) kinds.set(identifier.name, 'parameter');
    }
    const bindings = new Set<Node>();
    for (const { node: each } of source.nodes) {
      if (each.type !== 'VariableDeclarator' || !isWithin(each, node.body)) continue;
      for (const { identifier } of variablesIn(each.id)) {
        kinds.set(identifier.name, makerOf(source, each.init));
        bindings.add(identifier);
      }
    }
    const uses = [...variablesIn(node.body)].map(({ identifier }) => identifier);
    yield* others(
      uses.filter((use) => !bindings.has(use)),
      kinds,
    );
  }
}

/** Another function or class that is called, made or handed over with as many arguments. */
export function* functionReplacement({ nodes }: Source): Generator<Edit> {
  const known = new Map<string, string>();
  for (const { node } of nodes) {
    if (node.type === 'ImportDeclaration') {
      for (const { local } of node.specifiers) known.set(local.name, node.source.value);
    } else if (node.type === 'FunctionDeclaration' && node.id !== null) {
      known.set(node.id.name, 'own');
    }
  }
  const uses: { identifier: Identifier; kind: string }[] = [];
  for (const { node, parent } of nodes) {
    if (node.type !== 'Identifier' || !known.has(node.name)) continue;
    const called =
      (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
      parent.callee === node;
    const handedOver =
      (parent?.type === 'Property' && parent.value === node && !parent.shorthand) ||
      parent?.type === 'CallExpression';
    const use = called ? `${parent.type} ${parent.arguments.length}` : handedOver ? 'value' : '';
    if (use !== '') uses.push({ identifier: node, kind: `${known.get(node.name)} ${use}` });
  }
  yield* othersOfKind(uses);
}

/** Another method that is called with as many arguments on what has the same name. */
export function* methodReplacement({ nodes }: Source): Generator<Edit> {
  const uses: { identifier: Identifier; kind: string }[] = [];
  for (const { node, parent } of nodes) {
    if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') continue;
    if (node.computed) continue;
    const receiver = node.object.type === 'Identifier' ? node.object.name : node.object.type;
    const called = parent?.type === 'CallExpression' && parent.callee === node;
    const kind = `${receiver} ${called ? parent.arguments.length : 'field'}`;
    uses.push({ identifier: node.property, kind });
  }
  yield* othersOfKind(uses);
}

function* others(uses: readonly Identifier[], kinds: Map<string, string>): Generator<Edit> {
  for (const { name, start } of uses) {
    for (const [other, kind] of kinds) {
      if (other === name || kinds.get(name) !== kind) continue;
      yield { start, end: start + name.length, text: other };
    }
  }
}

function* othersOfKind(uses: readonly { identifier: Identifier; kind: string }[]): Generator<Edit> {
  for (const { identifier, kind } of uses) {
    const { name, start } = identifier;
    const same = uses.filter((use) => use.kind === kind).map((use) => use.identifier.name);
    for (const other of new Set(same)) {
      if (other !== name) yield { start, end: start + name.length, text: other };
    }
  }
}

/** By what a variable gets its value: two that are made alike may be mistaken for one another. */
function makerOf({ text }: Source, init: Node | null): string {
  if (init === null) return 'loop';
  if (init.type === 'AwaitExpression') return makerOf({ text, nodes: [] }, init.argument);
  if (init.type !== 'CallExpression' && init.type !== 'NewExpression') return init.type;
  return `${init.type} ${text.slice(init.callee.start, init.callee.end)}`;
}

const isWithin = (inner: Node, outer: Node) => outer.start <= inner.start && inner.end <= outer.end;

const isFunction = (node: Node): node is FunctionNode | ArrowFunctionExpression =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';
