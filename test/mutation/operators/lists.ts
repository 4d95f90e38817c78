import type { Node } from 'oxc-parser';
import { type Edit, type Source, swap, withoutElement } from '../source.ts';

/** An argument of a call, an element of an array or a property of an object is left out. */
export function* argumentDeletion({ nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    const elements = ordered(node) ?? propertiesOf(node);
    for (const index of elements.keys()) yield withoutElement(elements, index);
  }
}

/** Two neighbours among the arguments of a call, or the elements of an array, change places. */
export function* argumentSwap(source: Source): Generator<Edit> {
  for (const { node } of source.nodes) {
    const elements = ordered(node) ?? [];
    for (const [index, element] of elements.entries()) {
      const next = elements[index + 1];
      if (next !== undefined && next.type !== 'SpreadElement') yield swap(source, element, next);
    }
  }
}

/** A function or class is no longer to be found by a child. */
export function* exportDeletion({ nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) continue;
    yield { start: node.start, end: node.declaration.start, text: '' };
  }
}

function ordered(node: Node): Node[] | undefined {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return node.arguments;
  if (node.type !== 'ArrayExpression') return undefined;
  return node.elements.filter((element) => element !== null);
}

const propertiesOf = (node: Node): Node[] =>
  node.type === 'ObjectExpression' ? node.properties : [];
