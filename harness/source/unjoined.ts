import type { Analysis } from './analysis.ts';
import type { Call } from './call.ts';
import type { Node } from './syntax.ts';
import { isDaemon, tasksOf } from './tasks.ts';

/** `p.join()`, `once(child, 'exit')`; not Promise.all() of such. */
export const isJoin = ({ kinds, node }: Call) =>
  kinds.includes('join') && !kinds.includes('promise') && node.type !== 'AwaitExpression';

/** The starts of tasks that nothing joins, and that are neither daemons nor unreferenced. */
export function unjoinedStarts({ calls }: Analysis): Call[] {
  const ends = calls.all.filter((call) => isJoin(call) || call.name === 'unref');
  const ended = new Set(ends.flatMap((call) => tasksOf(call, calls)));
  const starts = calls.all.filter(
    ({ kinds }) => kinds.includes('start') && !kinds.includes('join'),
  );
  return starts.filter((call) => {
    const tasks = tasksOf(call, calls);
    // A class may join `this`: then its objects are joined.
    const classes = classesOf(call, calls);
    return (
      tasks.length > 0 && ![...tasks, ...classes].some((task) => ended.has(task) || isDaemon(task))
    );
  });
}

function classesOf({ node, receiver }: Call, { meanings }: Analysis['calls']): Node[] {
  return [...meanings.of(node), ...receiver].flatMap((one) =>
    one.is === 'object' && one.local ? [one.local] : [],
  );
}
