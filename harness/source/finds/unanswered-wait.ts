import type { Analysis } from '../analysis.ts';
import { awaiting, type Call, placeOfCall } from '../call.ts';
import type { Located, Place } from '../find.ts';
import { placeIn } from '../place.ts';
import type { Binding } from '../scope.ts';
import { childrenOf, loopAround, type Node, plain } from '../syntax.ts';
import { targetsOf } from '../targets.ts';
import { located } from './located.ts';

/** Waits for what nobody sends; where it can be told, the place where it should be sent. */
export function unansweredWaits(analysis: Analysis): Located {
  for (const search of [atomics, conditions, pipes, queues, events, messages]) {
    const found = search(analysis);
    if (found.places.length > 0) return found;
  }
  return located([]);
}

const isOf = (call: Call, kind: string) =>
  call.receiver.some((one) => one.is === 'object' && one.of === kind);

const named = ({ calls }: Analysis, kind: string, ...names: string[]) =>
  calls.all.filter((call) => names.includes(call.name) && isOf(call, kind));

/** `Atomics.wait(…)`, and a change after which nobody calls `Atomics.notify(…)`. */
function atomics({ calls }: Analysis): Located {
  const ofAtomics = (...names: string[]) =>
    calls.all.filter(({ node, name }) => {
      if (node.type !== 'CallExpression' || !names.includes(name)) return false;
      const callee = calls.meanings.of(node.callee as Node);
      return callee.some((one) => one.is === 'known' && one.key === `Atomics.${name}`);
    });
  const waits = ofAtomics('wait', 'waitAsync');
  if (waits.length === 0 || ofAtomics('notify').length > 0) return located([]);
  const changes = ofAtomics('add', 'sub', 'store', 'exchange', 'compareExchange');
  return changes.length > 0
    ? located(changes.map(placeOfCall), waits.map(placeOfCall))
    : located(waits.map(placeOfCall));
}

/** A change under a condition that others wait for, and no notify(). */
function conditions(analysis: Analysis): Located {
  const waits = named(analysis, 'Condition', 'wait', 'waitFor');
  if (waits.length === 0 || named(analysis, 'Condition', 'notify', 'notifyAll').length > 0) {
    return located([]);
  }
  const waiting = new Set(waits.map(({ holder }) => holder));
  const changes = named(analysis, 'Condition', 'acquire')
    .filter(({ holder }) => !waiting.has(holder))
    .flatMap((acquire) => changesAfter(acquire));
  const related = waits.map(placeOfCall);
  return changes.length > 0 ? located(changes, related) : located(related);
}

function changesAfter({ holder, node: acquire, file }: Call): Place[] {
  const places: Place[] = [];
  const look = (node: Node) => {
    const isChange = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
    if (isChange && node.start > acquire.end) places.push(placeIn(file, node.start, node.end));
    for (const child of childrenOf(node)) look(child);
  };
  look(holder);
  return places;
}

/** An end of a pipe that stays open: a task's copy that it does not use, or main's own. */
function pipes(analysis: Analysis): Located {
  const { flows } = analysis;
  const targets = targetsOf(analysis);
  for (const { file, bindings } of analysis.source.files.flatMap((one) => ({
    file: one,
    bindings: new Set(one.bindings.values()),
  }))) {
    for (const binding of bindings) {
      if (!isConnection(binding, analysis) || methodsOf(binding).includes('close')) continue;
      const { origin, references } = binding;
      const [declared] = references;
      if (!declared) continue;
      if (origin.from === 'parameter') {
        const isUsed = methodsOf(binding).length > 0;
        if (targets.has(origin.of) && !isUsed)
          return located([placeIn(file, declared.start, declared.end)]);
      } else if (origin.from === 'value') {
        const last = references.at(-1) as Node;
        const join = flows[0]?.find(
          ({ call }) => call.node.start > last.start && call.kinds.includes('join'),
        );
        const own = placeIn(file, declared.start, declared.end);
        return join ? located([placeOfCall(join.call)], [own]) : located([own]);
      }
    }
  }
  return located([]);
}

function isConnection({ references }: Binding, { calls }: Analysis): boolean {
  const [first] = references;
  return calls.meanings.of(first).some((one) => one.is === 'object' && one.of === 'Connection');
}

/** The methods of a variable that are called. */
function methodsOf({ references }: Binding): string[] {
  return references.flatMap(({ parent }) => {
    if (parent?.type !== 'MemberExpression' || parent.property.type !== 'Identifier') return [];
    return parent.parent?.type === 'CallExpression' ? [parent.property.name] : [];
  });
}

/** Items until a last one that says so, `null`: it is never put, or more than once, in a loop. */
function queues(analysis: Analysis): Located {
  const puts = [...named(analysis, 'Queue', 'put'), ...named(analysis, 'AsyncQueue', 'put')];
  const gets = [...named(analysis, 'Queue', 'get'), ...named(analysis, 'AsyncQueue', 'get')];
  if (gets.length === 0) return located([]);
  const ends = puts.filter(isEnd);
  if (ends.length === 0) return located(puts.map(placeOfCall), gets.map(placeOfCall));
  return located(ends.filter(({ node }) => loopAround(node)).map(placeOfCall));
}

function isEnd({ node }: Call): boolean {
  const [item] = 'arguments' in node ? (node.arguments as Node[]) : [];
  return item !== undefined && plain(item).type === 'Literal';
}

function events(analysis: Analysis): Located {
  const waits = named(analysis, 'Event', 'wait');
  return named(analysis, 'Event', 'set').length > 0 ? located([]) : located(waits.map(placeOfCall));
}

/** Awaited messages between processes that the other side never sends. */
function messages({ calls }: Analysis): Located {
  const sendsToParent = calls.all.some(
    ({ node, kinds }) => kinds.includes('message') && isToParent(node, calls),
  );
  const waits = calls.all.filter(
    ({ node, kinds, isPromise }) => kinds.includes('message') && isPromise && awaiting(node),
  );
  const fromChild = waits.filter(({ receiver }) =>
    receiver.some((one) => one.is === 'object' && ['ChildProcess', 'Worker'].includes(one.of)),
  );
  return located((sendsToParent || fromChild.length === 0 ? waits : fromChild).map(placeOfCall));
}

/** `process.send(…)`, `parentPort.postMessage(…)`. */
function isToParent(node: Node, { meanings }: Analysis['calls']): boolean {
  if (node.type !== 'CallExpression') return false;
  const keys = ['process.send', 'node:worker_threads.parentPort.postMessage'];
  return meanings
    .of(node.callee as Node)
    .some((one) => one.is === 'known' && keys.includes(one.key));
}
