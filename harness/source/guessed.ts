import type { CallKind } from './find.ts';
import { type Known, METHODS_OF_ANYTHING } from './known.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { Meanings } from './meaning/meanings.ts';
import type { Node } from './syntax.ts';

/** Waiting for an event: the end of a task, or a message. */
export function eventOf(
  node: Node & { type: 'CallExpression' },
  name: string,
  object: readonly Meaning[],
  meanings: Meanings,
): Known | undefined {
  const isPromise = meanings
    .of(node.callee as Node)
    .some((one) => one.is === 'known' && one.key === 'node:events.once');
  const isListener = ['on', 'once', 'addListener', 'addEventListener'].includes(name);
  if (!isPromise && !(isListener && !object.some((one) => one.is === 'list'))) return undefined;
  const [event] = (node.arguments as Node[]).slice(isPromise ? 1 : 0);
  const text = event?.type === 'Literal' ? event.value : undefined;
  const ends = text === 'exit' || text === 'close' || text === 'end';
  const isOwn = object.some((one) => one.is === 'known' && one.key === 'process');
  const kind: CallKind = ends && !isOwn ? 'join' : 'message';
  if (isPromise) return { kinds: [kind], promise: true };
  return { kinds: text === 'message' ? ['message', 'timer'] : ends && isOwn ? [] : [kind] };
}

/** What a method of an unknown object is assumed to do. */
export function unknownMethod(
  name: string,
  isMethod: boolean,
  object: readonly Meaning[],
  given: readonly Node[],
): Known | undefined {
  if (!isMethod || object.length > 0) return undefined;
  if (name === 'join') return given.length === 0 ? { kinds: ['join'], promise: true } : undefined;
  return Object.hasOwn(METHODS_OF_ANYTHING, name) ? METHODS_OF_ANYTHING[name] : undefined;
}
