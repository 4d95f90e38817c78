import { type Node, propertyName } from '../syntax.ts';
import { assignmentsToThis } from './code.ts';
import { memberKey } from './keys.ts';
import { lineageOf } from './made.ts';
import type { Context, Meaning } from './meaning.ts';

export const elementsOf = (meanings: readonly Meaning[]) =>
  meanings.flatMap((one) => (one.is === 'list' ? one.each : []));

/** What destructuring takes out of a value. */
export const take = (path: readonly (string | number)[], whole: Meaning[], context: Context) =>
  path.reduce((from, key) => taken(from, key, context), whole);

/** A property of an object, or an element of a list. */
function taken(meanings: readonly Meaning[], key: string | number, context: Context): Meaning[] {
  return meanings.flatMap((one): Meaning[] => {
    if (one.is === 'list') return (typeof key === 'number' && one.items?.[key]) || one.each;
    if (one.is === 'known') return [{ is: 'known', key: memberKey(one.key, String(key)) }];
    if (one.is === 'record') return ofProperty(one.node, String(key), context);
    if (one.is === 'object' && one.local) return ofField(one.local, String(key), context);
    return [];
  });
}

function ofProperty(record: Node, name: string, context: Context): Meaning[] {
  if (record.type !== 'ObjectExpression') return [];
  return record.properties.flatMap((property) =>
    property.type === 'Property' && propertyName(property.key, property.computed) === name
      ? context.of(property.value as Node)
      : [],
  );
}

/** A member of a class of the port, else of the first class it extends that has it. */
function ofField(local: Node, name: string, context: Context): Meaning[] {
  for (const one of lineageOf(local, context)) {
    const found = ofOwnField(one, name, context);
    if (found.length > 0) return found;
  }
  return [];
}

/** A method or a field of a class of the port. */
function ofOwnField(local: Node, name: string, context: Context): Meaning[] {
  if (local.type !== 'ClassDeclaration' && local.type !== 'ClassExpression') return [];
  const own = local.body.body.flatMap((member): Meaning[] => {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return [];
    const isIt = propertyName(member.key as Node, member.computed) === name;
    return isIt ? context.of(member.value as Node) : [];
  });
  const assigned = assignmentsToThis(local, name).flatMap(context.of);
  return [...own, ...assigned];
}

export function ofMember(node: Node & { type: 'MemberExpression' }, context: Context): Meaning[] {
  const name = propertyName(node.property, node.computed);
  if (name !== undefined)
    return taken(context.of(node.object), Number.isNaN(Number(name)) ? name : +name, context);
  return elementsOf(context.of(node.object));
}

export function ofArray(node: Node & { type: 'ArrayExpression' }, context: Context): Meaning {
  const items = node.elements.map((element) =>
    element?.type === 'SpreadElement'
      ? elementsOf(context.of(element.argument))
      : context.of(element as Node),
  );
  const isExact = node.elements.every((element) => element?.type !== 'SpreadElement');
  return { is: 'list', items: isExact ? items : undefined, each: items.flat() };
}
