import type { Node } from '../syntax.ts';
import { className } from './keys.ts';
import type { Context, Meaning } from './meaning.ts';

/** What `new` of a class gives. */
export function made(callee: Meaning, site: Node, context: Context): Meaning[] {
  if (callee.is === 'known') {
    if (callee.key === 'Promise') return [{ is: 'promise', of: [] }];
    const name = className(callee.key);
    return name ? [{ is: 'object', of: name, site }] : [];
  }
  if (callee.is !== 'class') return [];
  const local = callee.node;
  const bases = lineageOf(local, context).flatMap((one) => basesOf(one, context));
  const known = bases.flatMap((one) => (one.is === 'known' ? (className(one.key) ?? []) : []));
  return [{ is: 'object', of: known[0] ?? '', site, local }];
}

/** A class of the port, and the classes of the port that it extends. */
export function lineageOf(local: Node, context: Context): Node[] {
  const line = [local];
  for (const one of line) {
    for (const base of basesOf(one, context)) {
      if (base.is === 'class' && !line.includes(base.node)) line.push(base.node);
    }
  }
  return line;
}

const basesOf = (local: Node, context: Context) =>
  'superClass' in local ? context.of(local.superClass as Node | null) : [];

/** `this` in a class of the port: an object of it. */
export function ofThis(node: Node, context: Context): Meaning[] {
  let at = node.parent;
  while (at && at.type !== 'ClassDeclaration' && at.type !== 'ClassExpression') at = at.parent;
  return at ? made({ is: 'class', node: at }, at, context) : [];
}
