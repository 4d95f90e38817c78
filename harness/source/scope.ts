import type { Binding, Scope } from './binding.ts';
import { declareNames } from './declarations.ts';
import { childrenOf, isFunction, type Node } from './syntax.ts';

/** The bindings of a file, by the identifiers that refer to them; sets the `parent` of each node. */
export function bindingsOf(program: Node): {
  bindings: Map<Node, Binding>;
  top: Map<string, Binding>;
} {
  const scopes = new Map<Node, Scope>();
  const top: Scope = { names: new Map(), outer: undefined, isFunction: true };
  declare(program, top, scopes);
  const bindings = new Map<Node, Binding>();
  resolve(program, top, scopes, bindings);
  return { bindings, top: top.names };
}

function declare(node: Node, scope: Scope, scopes: Map<Node, Scope>) {
  let inner = scope;
  if (opensScope(node)) {
    inner = { names: new Map(), outer: scope, isFunction: isFunction(node) };
    scopes.set(node, inner);
  }
  declareNames(node, scope, inner);
  for (const child of childrenOf(node)) {
    child.parent = node;
    declare(child, inner, scopes);
  }
}

const opensScope = (node: Node) =>
  isFunction(node) ||
  node.type === 'BlockStatement' ||
  node.type === 'ForStatement' ||
  node.type === 'ForOfStatement' ||
  node.type === 'ForInStatement' ||
  node.type === 'SwitchStatement' ||
  node.type === 'CatchClause' ||
  node.type === 'ClassExpression';

function resolve(node: Node, scope: Scope, scopes: Map<Node, Scope>, bindings: Map<Node, Binding>) {
  const inner = scopes.get(node) ?? scope;
  if (node.type === 'Identifier' && !isPropertyName(node)) {
    const binding = lookUp(node.name, inner);
    if (binding) {
      bindings.set(node, binding);
      binding.references.push(node);
      const { parent } = node;
      if (parent?.type === 'AssignmentExpression' && (parent.left as Node) === node) {
        binding.assigned.push(parent.right);
      }
    }
  }
  for (const child of childrenOf(node)) resolve(child, inner, scopes, bindings);
}

function lookUp(name: string, scope: Scope | undefined): Binding | undefined {
  for (let at = scope; at; at = at.outer) {
    const binding = at.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

function isPropertyName(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed;
  if (parent?.type === 'Property' || parent?.type === 'PropertyDefinition') {
    return parent.key === node && parent.value !== node && !parent.computed;
  }
  return parent?.type === 'MethodDefinition' && parent.key === node;
}
