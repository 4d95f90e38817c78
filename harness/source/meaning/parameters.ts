import { type Node, plain, propertyName } from '../syntax.ts';
import type { Context, Meaning } from './meaning.ts';
import { elementsOf } from './members.ts';

/** What a parameter is given by all who call its function. */
export function ofParameter(fn: Node, index: number, rest: boolean, context: Context): Meaning[] {
  const fromCalls = (context.given.get(fn) ?? []).flatMap((values) =>
    rest ? values.slice(index).flatMap(context.of) : context.of(values[index]),
  );
  const meanings = [...fromCalls, ...(index === 0 && !rest ? ofElementGiven(fn, context) : [])];
  return rest ? [{ is: 'list', items: undefined, each: meanings }] : meanings;
}

/** What `list.map(…)`, `list.forEach(…)` … hands to its callback. */
function ofElementGiven(fn: Node, context: Context): Meaning[] {
  const call = fn.parent;
  if (call?.type !== 'CallExpression' || call.callee === fn) return [];
  const callee = plain(call.callee as Node);
  if (callee.type !== 'MemberExpression') return [];
  const name = propertyName(callee.property, callee.computed);
  const object = context.of(callee.object);
  if (name === 'then') return object.flatMap((one) => (one.is === 'promise' ? one.of : []));
  return elementsOf(name === 'from' ? context.of((call.arguments as Node[])[0]) : object);
}
