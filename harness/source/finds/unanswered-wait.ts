import type { Analysis } from '../analysis.ts';
import { awaiting, type Call, placeOfCall } from '../call.ts';
import type { Located, Place } from '../find.ts';
import { placeIn } from '../place.ts';
import { childrenOf, loopAround, type Node, plain } from '../syntax.ts';
import { located } from './located.ts';
import { openPipes } from './open-pipe.ts';

/** Waits for something that is never sent; where possible, the place that should send it. */
export function unansweredWaits(analysis: Analysis): Located {
  for (const search of [atomics, conditions, openPipes, queues, events, messages]) {
    const found = search(analysis);
    if (found.places.length > 0) return found;
  }
  return located([]);
}

const isOf = (call: Call, kind: string) =>
  call.receiver.some((one) => one.is === 'object' && one.of === kind);

const named = ({ calls }: Analysis, kind: string, ...names: string[]) =>
  calls.all.filter((call) => names.includes(call.name) && isOf(call, kind));

/** A change in shared memory without an `Atomics.notify(…)`; related: the wait. */
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

/** A change under a condition without a notify(); related: the wait. */
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

/** A queue whose last item, a `null`, is never put, or is put in a loop. */
function queues(analysis: Analysis): Located {
  const puts = [...named(analysis, 'Queue', 'put'), ...named(analysis, 'AsyncQueue', 'put')];
  const gets = [...named(analysis, 'Queue', 'get'), ...named(analysis, 'AsyncQueue', 'get')];
  if (gets.length === 0) return located([]);
  const ends = puts.filter(isEnd);
  if (ends.length === 0) {
    const lists = puts.flatMap((put) => listOf(put));
    return located(lists.length > 0 ? lists : puts.map(placeOfCall), gets.map(placeOfCall));
  }
  return located(ends.filter(({ node }) => loopAround(node)).map(placeOfCall));
}

/** The list that ends with `null`, where a loop puts all that it holds. */
function listOf({ node, file }: Call): Place[] {
  const [item] = 'arguments' in node ? (node.arguments as Node[]) : [];
  const origin = item && file.bindings.get(plain(item))?.origin;
  const list = origin?.from === 'element' ? plain(origin.list) : undefined;
  const last = list?.type === 'ArrayExpression' ? list.elements.at(-1) : undefined;
  return list && last?.type === 'Literal' && last.value === null
    ? [placeIn(file, list.start, list.end)]
    : [];
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
export function isToParent(node: Node, { meanings }: Analysis['calls']): boolean {
  if (node.type !== 'CallExpression') return false;
  const keys = ['process.send', 'node:worker_threads.parentPort.postMessage'];
  return meanings
    .of(node.callee as Node)
    .some((one) => one.is === 'known' && keys.includes(one.key));
}
