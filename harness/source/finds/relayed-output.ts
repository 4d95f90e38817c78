import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import type { Node } from '../syntax.ts';
import { located } from './located.ts';
import { isToParent } from './unanswered-wait.ts';

/**
 * What hands a task's output to main, which prints it: a message of text, a listener for data, or
 * execFile(); related: the listener for the messages.
 */
export function relayedOutput(analysis: Analysis): Located {
  const listeners = analysis.calls.all.filter((call) => printsWhatItHears(call, analysis));
  const messages = listeners.filter((call) => eventOf(call) === 'message');
  const sends = analysis.calls.all.filter(({ node }) => isToParent(node, analysis.calls));
  if (messages.length > 0 && sends.length > 0) {
    return located(sends.map(placeOfCall), messages.map(placeOfCall));
  }
  const found = listeners.length > 0 ? listeners : collected(analysis);
  return located(found.map(placeOfCall));
}

function printsWhatItHears(call: Call, { calls, reach }: Analysis): boolean {
  const event = eventOf(call);
  if (event !== 'data' && event !== 'message') return false;
  const callee = (call.node as Node & { type: 'CallExpression' }).callee as Node;
  const isOwn =
    callee.type === 'MemberExpression' &&
    calls.meanings.of(callee.object).some((one) => one.is === 'known');
  return !isOwn && call.later.some((fn) => reach.kindsIn(fn).has('print'));
}

/** `message` of `.on('message', …)`. */
function eventOf({ node, name }: Call): unknown {
  if (node.type !== 'CallExpression' || !['on', 'once'].includes(name)) return undefined;
  const [event] = node.arguments as Node[];
  return event?.type === 'Literal' ? event.value : undefined;
}

const COLLECTORS = ['exec', 'execFile', 'execSync', 'execFileSync', 'spawnSync'];

/** execFile() and the like, or what makes a promise of them. */
function collected({ calls }: Analysis): Call[] {
  const isCollector = (node: Node) =>
    calls.meanings
      .of(node)
      .some(
        (one) =>
          one.is === 'known' &&
          COLLECTORS.some((name) => one.key.endsWith(`node:child_process.${name}`)),
      );
  const made = calls.all.filter(
    ({ node, name }) =>
      name === 'promisify' &&
      node.type === 'CallExpression' &&
      (node.arguments as Node[]).some(isCollector),
  );
  if (made.length > 0) return made;
  return calls.all.filter(
    ({ node }) => node.type === 'CallExpression' && isCollector(node.callee as Node),
  );
}
