import type { Call } from './call.ts';
import type { Given } from './meaning/meaning.ts';
import type { Meanings } from './meaning/meanings.ts';
import { type Node, propertyName } from './syntax.ts';

/** What the functions of a port are given: once for each call of it; a target, for each task. */
export function givenBy(calls: readonly Call[], meanings: Meanings): Given {
  const given = new Map<Node, (readonly Node[])[]>();
  const add = (fn: Node, values: readonly Node[]) =>
    given.set(fn, [...(given.get(fn) ?? []), values]);
  for (const { node, runs, kinds, name } of calls) {
    const values = 'arguments' in node ? (node.arguments as Node[]) : [];
    // A callback is called elsewhere, with other arguments.
    for (const fn of runs) if (!values.includes(fn)) add(fn, values);
    if (!kinds.includes('create') && !kinds.includes('start')) continue;
    const { target, args } = targetOf(name, values);
    for (const one of meanings.of(target)) if (one.is === 'function') add(one.node, args);
  }
  return given;
}

/** The target of a task, and what it is called with. */
function targetOf(name: string, values: readonly Node[]): { target?: Node; args: readonly Node[] } {
  const [first, second, third] = values;
  if (first?.type === 'ObjectExpression') {
    return withTarget(propertyOf(first, 'target'), propertyOf(first, 'args'));
  }
  if (name === 'submit') return first ? { target: first, args: values.slice(1) } : { args: [] };
  // new Timer(seconds, target, args), pool.applyAsync(target, args)
  return name.startsWith('apply') ? withTarget(first, second) : withTarget(second, third);
}

function withTarget(target: Node | undefined, args: Node | undefined) {
  const values = args?.type === 'ArrayExpression' ? args.elements.map((one) => one as Node) : [];
  return { ...(target && { target }), args: values };
}

function propertyOf(record: Node & { type: 'ObjectExpression' }, name: string): Node | undefined {
  for (const one of record.properties) {
    if (one.type === 'Property' && propertyName(one.key, one.computed) === name) {
      return one.value as Node;
    }
  }
  return undefined;
}
