import { childrenOf, isFunction, type Node, propertyName } from './syntax.ts';

/** Where the value of a name comes from. */
export type Origin =
  | { from: 'import'; module: string; name: string }
  | { from: 'declaration'; node: Node }
  | { from: 'parameter'; of: Node; index: number; rest: boolean }
  /** What a `for (… of …)` takes from `list`. */
  | { from: 'element'; list: Node }
  | { from: 'value'; node: Node }
  | { from: 'nothing' };

/** A name in its scope, and all that the file does with it. */
export interface Binding {
  name: string;
  origin: Origin;
  /** How it is taken out of the value by destructuring. */
  path: (string | number)[];
  /** The type that the source states, `: Process`. */
  type: Node | undefined;
  /** What is assigned to it later. */
  assigned: Node[];
  references: Node[];
}

type Names = Map<string, Binding>;
interface Scope {
  names: Names;
  outer: Scope | undefined;
  isFunction: boolean;
}

/** The bindings of a file, by the identifiers that refer to them; sets the `parent` of each node. */
export function bindingsOf(program: Node): { bindings: Map<Node, Binding>; top: Names } {
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

function declareNames(node: Node, scope: Scope, inner: Scope) {
  switch (node.type) {
    case 'ImportDeclaration': {
      const module = node.source.value;
      for (const specifier of node.specifiers) {
        add(scope, specifier.local, { from: 'import', module, name: importedName(specifier) });
      }
      break;
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      if (node.id) {
        const named = node.type === 'FunctionDeclaration' ? scope : inner;
        add(named, node.id, { from: 'declaration', node });
      }
      for (const [index, param] of node.params.entries()) {
        const rest = param.type === 'RestElement';
        const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
        const target = pattern.type === 'RestElement' ? pattern.argument : pattern;
        pattern_(target as Node, { from: 'parameter', of: node, index, rest }, inner, []);
      }
      break;
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (node.id) {
        const named = node.type === 'ClassDeclaration' ? scope : inner;
        add(named, node.id, { from: 'declaration', node });
      }
      break;
    case 'VariableDeclaration': {
      let holder = scope;
      while (node.kind === 'var' && !holder.isFunction && holder.outer) holder = holder.outer;
      for (const { id, init } of node.declarations) {
        pattern_(id as Node, originOf(node, init), holder, []);
      }
      break;
    }
    case 'CatchClause':
      if (node.param) pattern_(node.param as Node, { from: 'nothing' }, inner, []);
  }
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  if (specifier.type !== 'ImportSpecifier') return 'default';
  const { imported } = specifier;
  return imported.type === 'Literal' ? imported.value : imported.name;
}

function originOf(declaration: Node, init: Node | null): Origin {
  const { parent } = declaration;
  if (parent?.type === 'ForOfStatement' && parent.left === declaration) {
    return { from: 'element', list: parent.right };
  }
  return init ? { from: 'value', node: init } : { from: 'nothing' };
}

/** Declare each name of a pattern, with its way through the destructured value. */
function pattern_(node: Node, origin: Origin, scope: Scope, path: (string | number)[]) {
  switch (node.type) {
    case 'Identifier':
      add(scope, node, origin, path);
      break;
    case 'AssignmentPattern':
      pattern_(node.left as Node, origin, scope, path);
      break;
    case 'ArrayPattern':
      for (const [index, element] of node.elements.entries()) {
        if (element === null) continue;
        const isRest = element.type === 'RestElement';
        const target = (isRest ? element.argument : element) as Node;
        pattern_(target, origin, scope, isRest ? path : [...path, index]);
      }
      break;
    case 'ObjectPattern':
      for (const property of node.properties) {
        if (property.type === 'RestElement') continue;
        const name = propertyName(property.key, property.computed) ?? '?';
        pattern_(property.value as Node, origin, scope, [...path, name]);
      }
  }
}

function add(scope: Scope, id: Node, origin: Origin, path: (string | number)[] = []) {
  if (id.type !== 'Identifier') return;
  const type = (id.typeAnnotation as { typeAnnotation?: Node } | null)?.typeAnnotation;
  const { name } = id;
  scope.names.set(name, { name, origin, path, type, assigned: [], references: [] });
}

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
