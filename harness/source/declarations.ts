import type { Origin, Scope } from './binding.ts';
import { type Node, propertyName } from './syntax.ts';

/** Declare what a node names: in its own scope, or in the one around it. */
export function declareNames(node: Node, scope: Scope, inner: Scope) {
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
        declarePattern(target as Node, { from: 'parameter', of: node, index, rest }, inner, []);
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
        declarePattern(id as Node, originOf(node, init), holder, []);
      }
      break;
    }
    case 'CatchClause':
      if (node.param) declarePattern(node.param as Node, { from: 'nothing' }, inner, []);
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
function declarePattern(node: Node, origin: Origin, scope: Scope, path: (string | number)[]) {
  switch (node.type) {
    case 'Identifier':
      add(scope, node, origin, path);
      break;
    case 'AssignmentPattern':
      declarePattern(node.left as Node, origin, scope, path);
      break;
    case 'ArrayPattern':
      for (const [index, element] of node.elements.entries()) {
        if (element === null) continue;
        const isRest = element.type === 'RestElement';
        const target = (isRest ? element.argument : element) as Node;
        declarePattern(target, origin, scope, isRest ? path : [...path, index]);
      }
      break;
    case 'ObjectPattern':
      for (const property of node.properties) {
        if (property.type === 'RestElement') continue;
        const name = propertyName(property.key, property.computed) ?? '?';
        declarePattern(property.value as Node, origin, scope, [...path, name]);
      }
  }
}

function add(scope: Scope, id: Node, origin: Origin, path: (string | number)[] = []) {
  if (id.type !== 'Identifier') return;
  const type = (id.typeAnnotation as { typeAnnotation?: Node } | null)?.typeAnnotation;
  const { name } = id;
  scope.names.set(name, { name, origin, path, type, assigned: [], references: [] });
}
