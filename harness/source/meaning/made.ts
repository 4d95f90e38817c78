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
  const local = callee.node as Node & { type: 'ClassDeclaration' };
  const bases = context.of(local.superClass as Node).flatMap((base) => made(base, site, context));
  const base = bases.find((one) => one.is === 'object');
  return [{ is: 'object', of: base?.of ?? '', site, local }];
}

/** `this` in a class of the port: an object of it. */
export function ofThis(node: Node, context: Context): Meaning[] {
  let at = node.parent;
  while (at && at.type !== 'ClassDeclaration' && at.type !== 'ClassExpression') at = at.parent;
  return at ? made({ is: 'class', node: at }, at, context) : [];
}
