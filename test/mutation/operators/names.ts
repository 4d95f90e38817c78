import type { Node } from 'oxc-parser';
import { type Place, placesIn } from '../source.ts';

export type Identifier = Extract<Node, { type: 'Identifier' }>;

export interface Use {
  identifier: Identifier;
  parent: Node | undefined;
}

/** The identifiers in a node that stand for a value, not for a property; bindings among them. */
export function* variablesIn(node: Node): Generator<Use> {
  for (const { node: each, parent } of placesIn(node)) {
    if (each.type === 'Identifier' && !isKey(each, parent)) yield { identifier: each, parent };
  }
}

export function namesIn(node: Node): Set<string> {
  return new Set([...variablesIn(node)].map(({ identifier }) => identifier.name));
}

/** What the node declares itself, or in a block of its own. */
export function namesBoundIn(node: Node): Set<string> {
  const names = new Set<string>();
  for (const { node: each } of placesIn(node)) {
    const pattern =
      each.type === 'VariableDeclarator'
        ? each.id
        : each.type === 'CatchClause'
          ? each.param
          : null;
    if (pattern !== null) for (const name of namesIn(pattern)) names.add(name);
  }
  return names;
}

function isKey(node: Node, parent: Place['parent']): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed;
    case 'MetaProperty':
      return true;
    default:
      return false;
  }
}
