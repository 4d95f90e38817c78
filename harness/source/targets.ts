import type { Analysis } from './analysis.ts';
import type { Call } from './call.ts';
import type { Calls } from './calls.ts';
import { isFunction, type Node, propertyName } from './syntax.ts';

/** The functions that tasks run: targets, jobs of a pool, run() of a class. */
export function targetsOf({ calls }: Analysis): Set<Node> {
  return new Set(calls.all.flatMap((call) => targetsOfCall(call, calls)));
}

/** The functions that the task runs which a call creates. */
export function targetsOfSite(site: Node, { calls }: Analysis): Node[] {
  const maker = calls.byNode.get(site);
  return maker ? targetsOfCall(maker, calls) : [];
}

function targetsOfCall({ node, kinds, later, receiver }: Call, { meanings }: Calls): Node[] {
  const makesTasks = kinds.includes('create') || kinds.includes('start');
  if (!makesTasks || !('arguments' in node)) return [];
  const given = (node.arguments as Node[]).flatMap((argument) =>
    argument.type === 'ObjectExpression' ? valuesOf(argument) : [argument],
  );
  const functions = given
    .flatMap((value) => meanings.of(value))
    .flatMap((one) => (one.is === 'function' ? [one.node] : []));
  const runs = receiver.flatMap((one) =>
    one.is === 'object' && one.local ? runOf(one.local) : [],
  );
  return [...later, ...functions, ...runs];
}

function valuesOf(record: Node & { type: 'ObjectExpression' }): Node[] {
  return record.properties.flatMap((one) => (one.type === 'Property' ? [one.value as Node] : []));
}

/** The run() of a class. */
function runOf(local: Node): Node[] {
  if (local.type !== 'ClassDeclaration' && local.type !== 'ClassExpression') return [];
  return local.body.body.flatMap((member) => {
    if (member.type !== 'MethodDefinition') return [];
    const value = member.value as Node;
    return propertyName(member.key as Node, member.computed) === 'run' && isFunction(value)
      ? [value]
      : [];
  });
}

/** The targets, and all functions of the port that they call. */
export function taskFunctionsOf(analysis: Analysis): Set<Node> {
  const found = new Set<Node>();
  const add = (fn: Node) => {
    if (found.has(fn)) return;
    found.add(fn);
    for (const { runs } of analysis.reach.callsIn(fn)) for (const inner of runs) add(inner);
  };
  for (const target of targetsOf(analysis)) add(target);
  return found;
}
