import type { Call } from './call.ts';
import type { Calls } from './calls.ts';
import type { CallKind } from './find.ts';
import type { Node } from './syntax.ts';

export interface Reach {
  /** The calls in the body of a function, or at the top level of a file. */
  callsIn: (holder: Node) => readonly Call[];
  /** All kinds of calls that a call leads to, through functions of the port. */
  kindsOf: (call: Call) => ReadonlySet<CallKind>;
  /** The same for the body of a function. */
  kindsIn: (holder: Node) => ReadonlySet<CallKind>;
  /** Whether a function blocks its thread. */
  blocks: (holder: Node) => boolean;
}

/** Follow calls into the functions of the port. */
export function createReach({ all }: Calls): Reach {
  const byHolder = Map.groupBy(all, ({ holder }) => holder);
  const callsIn = (holder: Node) => byHolder.get(holder) ?? [];
  const memo = new Map<Node, Set<CallKind>>();
  const kindsIn = (holder: Node): Set<CallKind> => {
    const known = memo.get(holder);
    if (known) return known;
    const kinds = new Set<CallKind>();
    for (const call of callsFrom(holder, callsIn)) {
      for (const kind of call.kinds) kinds.add(kind);
      if (isSleepOfTimer(call)) kinds.add('sleep');
    }
    memo.set(holder, kinds);
    return kinds;
  };
  const blocks = (holder: Node) => callsFrom(holder, callsIn).some((call) => call.blocks);
  const kindsOf = (call: Call) =>
    new Set([...call.kinds, ...call.runs.flatMap((fn) => [...kindsIn(fn)])]);
  return { callsIn, kindsIn, kindsOf, blocks };
}

/** The calls in a function and in all that it runs. */
function callsFrom(holder: Node, callsIn: Reach['callsIn']): Call[] {
  const found: Call[] = [];
  const seen = new Set<Node>();
  const visit = (at: Node) => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const call of callsIn(at)) {
      found.push(call);
      for (const fn of call.runs) visit(fn);
    }
  };
  visit(holder);
  return found;
}

/** `new Promise((resolve) => setTimeout(resolve, …))`: there a timer is a sleep. */
export function isSleepOfTimer({ name, kinds, holder }: Call): boolean {
  if (name !== 'setTimeout' || !kinds.includes('timer')) return false;
  const executor = holder.parent;
  return executor?.type === 'NewExpression' && executor.callee.type === 'Identifier'
    ? executor.callee.name === 'Promise'
    : false;
}
