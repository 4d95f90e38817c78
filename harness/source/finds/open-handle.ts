import type { Analysis } from '../analysis.ts';
import type { Call } from '../call.ts';
import type { Located } from '../find.ts';
import type { Meaning } from '../meaning/meaning.ts';
import { isSleepOfTimer } from '../reach.ts';
import { type Node, plain, propertyName } from '../syntax.ts';
import { unjoinedStarts } from '../unjoined.ts';
import { firstFound } from './located.ts';

/** What keeps a program alive and is never cleared, closed, cancelled or unreferenced. */
export function openHandles(analysis: Analysis): Located {
  return firstFound([intervals, servers, timers, listeners, pools, unjoinedStarts], analysis);
}

const intervals = (analysis: Analysis) => open('Interval', ['clearInterval'], analysis);

const servers = ({ calls }: Analysis) =>
  calls.all.filter((call) => call.name === 'listen' && !isLetGo(sitesOfCall(call, calls), calls));

function timers(analysis: Analysis): Call[] {
  const { calls } = analysis;
  const alarms = calls.all.filter(
    ({ name, receiver, node }) =>
      name === 'start' &&
      isOf(receiver, 'Timer') &&
      !isLetGo(calls.meanings.of(receiverOf(node)), calls),
  );
  const timeouts = open('Timeout', ['clearTimeout'], analysis).filter(
    (call) => !isSleepOfTimer(call),
  );
  // The longest first: it keeps the program alive at the end.
  const delay = (call: Call) => delayOf(call, calls);
  return [...timeouts, ...alarms].sort((a, b) => delay(b) - delay(a));
}

/** The number in `setTimeout(…, 60_000)`, or in the `new Timer(60, …)` that is started. */
function delayOf({ name, node }: Call, { meanings }: Analysis['calls']): number {
  const made = name === 'start' ? meanings.of(receiverOf(node)) : [];
  const sites = made.flatMap((one) => (one.is === 'object' ? [one.site] : []));
  const numbers = [node, ...sites].flatMap((one) =>
    'arguments' in one ? (one.arguments as Node[]) : [],
  );
  const values = numbers.flatMap((one) =>
    one.type === 'Literal' && typeof one.value === 'number' ? [one.value] : [],
  );
  return Math.max(0, ...values);
}

const isListener = ({ name, kinds }: Call) =>
  (name === 'on' || name === 'once') && kinds.includes('timer');

const listeners = ({ calls }: Analysis) =>
  calls.all.filter((call) => isListener(call) && !isLetGo([], calls, call));

const pools = ({ calls }: Analysis) =>
  calls.all.filter(
    (call) =>
      call.node.type === 'NewExpression' &&
      call.kinds.includes('pool') &&
      !isLetGo(call.receiver, calls),
  );

function open(kind: string, clears: readonly string[], { calls }: Analysis): Call[] {
  const cleared = calls.all.filter(({ name }) => clears.includes(name));
  return calls.all.filter((call) => {
    const made = calls.meanings.of(call.node);
    if (!isOf(made, kind) || call.node.type !== 'CallExpression') return false;
    const isCleared = cleared.some(({ receiver }) => haveCommonSite(receiver, made));
    return !isCleared && !isLetGo(made, calls);
  });
}

const isOf = (meanings: readonly Meaning[], kind: string) =>
  meanings.some((one) => one.is === 'object' && one.of === kind);

const haveCommonSite = (some: readonly Meaning[], others: readonly Meaning[]) =>
  some.some(
    (one) =>
      one.is === 'object' &&
      others.some((other) => other.is === 'object' && other.site === one.site),
  );

const LETS_GO = ['close', 'unref', 'cancel', 'terminate', 'shutdown', 'disconnect', 'kill'];

/** Whether close(), unref(), cancel() … is called on one of these, or on what a listener listens to. */
function isLetGo(
  objects: readonly Meaning[],
  { all, meanings }: Analysis['calls'],
  listener?: Call,
) {
  const own = listener ? meanings.of(receiverOf(listener.node)) : [];
  return all.some(({ name, node }) => {
    if (!LETS_GO.includes(name)) return false;
    const of = meanings.of(receiverOf(node));
    if (listener) return keysOf(of).some((key) => keysOf(own).includes(key));
    return haveCommonSite(of, objects);
  });
}

const keysOf = (meanings: readonly Meaning[]) =>
  meanings.flatMap((one) => (one.is === 'known' ? [one.key] : []));

function receiverOf(node: Node): Node | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = plain(node.callee as Node);
  return callee.type === 'MemberExpression' && propertyName(callee.property, callee.computed)
    ? callee.object
    : undefined;
}

function sitesOfCall({ node }: Call, { meanings }: Analysis['calls']): Meaning[] {
  return [...meanings.of(node), ...meanings.of(receiverOf(node))];
}
