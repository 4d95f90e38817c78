import type { Node } from '../syntax.ts';
import { made } from './made.ts';
import type { Context, Meaning } from './meaning.ts';

/** What a type that the source states means: objects of a class, lists and promises of them. */
export function ofType(type: Node, context: Context): Meaning[] {
  if (type.type === 'TSArrayType') {
    return [{ is: 'list', items: undefined, each: ofType(type.elementType as Node, context) }];
  }
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  const { name } = type.typeName;
  const args = (type.typeArguments?.params ?? []) as Node[];
  if (name === 'Array' || name === 'Iterable') {
    return [{ is: 'list', items: undefined, each: args.flatMap((one) => ofType(one, context)) }];
  }
  if (name === 'Promise')
    return [{ is: 'promise', of: args.flatMap((one) => ofType(one, context)) }];
  return context.of(type.typeName as Node).flatMap((one) => made(one, type, context));
}
