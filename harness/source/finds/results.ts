import type { Analysis } from '../analysis.ts';
import { awaiting, placeOfCall } from '../call.ts';
import { isReading } from '../fields.ts';
import type { Located, Place } from '../find.ts';
import { assignmentsToThis } from '../meaning/code.ts';
import { placeIn } from '../place.ts';
import { childrenOf, isFunction, type Node, propertyName } from '../syntax.ts';
import { isDaemon, tasksOf } from '../tasks.ts';
import { isJoin } from '../unjoined.ts';
import { located } from './located.ts';

/** `t1.seconds` before `await t1.join()`, where the run() of its class sets it. */
export function readsBeforeJoin({ source, calls }: Analysis): Located {
  const joins = calls.all.filter(isJoin);
  const places: Place[] = [];
  const related: Place[] = [];
  for (const file of source.files) {
    const look = (node: Node) => {
      if (isReading(node) && isSetByTask(node, calls)) {
        const sites = calls.meanings
          .of(node.object)
          .flatMap((one) => (one.is === 'object' ? [one.site] : []));
        const join = joins.find(
          (call) =>
            functionOf(call.node) === functionOf(node) &&
            tasksOf(call, calls).some((task) => sites.includes(task)),
        );
        if (join && node.start < join.node.start) {
          places.push(placeIn(file, node.start, node.end));
          related.push(placeOfCall(join));
        }
      }
      for (const child of childrenOf(node)) look(child);
    };
    look(file.program);
  }
  return located(places, related);
}

function isSetByTask(
  { object, property, computed }: Node & { type: 'MemberExpression' },
  { meanings }: Analysis['calls'],
): boolean {
  const name = propertyName(property, computed) ?? '';
  return meanings.of(object).some((one) => {
    if (one.is !== 'object' || one.of === '') return false;
    if (name === 'exitcode' || name === 'exitCode') return true;
    return one.local !== undefined && assignmentsToThis(one.local, name).some(isInRun);
  });
}

function isInRun(value: Node): boolean {
  const method = functionOf(value)?.parent;
  return (
    method?.type === 'MethodDefinition' &&
    propertyName(method.key as Node, method.computed) === 'run'
  );
}

function functionOf(node: Node): Node | undefined {
  let at: Node | null | undefined = node.parent;
  while (at?.parent && !isFunction(at)) at = at.parent;
  return at ?? undefined;
}

/** The joins of daemons. */
export function daemonJoins({ calls }: Analysis): Located {
  const found = calls.all.filter((call) => isJoin(call) && tasksOf(call, calls).some(isDaemon));
  return located(found.map(placeOfCall));
}

/** `await result.get();` */
export function unusedResults({ calls }: Analysis): Located {
  const found = calls.all.filter(
    ({ node, name, receiver }) =>
      (name === 'get' || name === 'result') &&
      receiver.some((one) => one.is === 'object' && ['AsyncResult', 'Future'].includes(one.of)) &&
      awaiting(node)?.parent?.type === 'ExpressionStatement',
  );
  return located(found.map(placeOfCall));
}
