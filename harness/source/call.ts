import type { CallKind, Place } from './find.ts';
import { eventOf, unknownMethod } from './guessed.ts';
import { CLASSES } from './known.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { Meanings } from './meaning/meanings.ts';
import { placeIn } from './place.ts';
import type { SourceFile } from './read-source.ts';
import { type Node, plain, propertyName } from './syntax.ts';

/** A call, or what counts as one: `new`, a loop, `process.exitCode = …`, `await variable`. */
export interface Call {
  node: Node;
  file: SourceFile;
  /** What the call itself does; reach.ts adds what the functions do that it calls. */
  kinds: readonly CallKind[];
  /** The function or the program that holds it. */
  holder: Node;
  /** `join` of `p1.join()`, `print` of `print(…)`. */
  name: string;
  /** `p1` of `p1.join()`, `child` of `once(child, …)`. */
  receiver: Meaning[];
  /** Functions of the port that run before it returns, and those that run later. */
  runs: Node[];
  later: Node[];
  /** It returns a promise; the caller goes on at once. */
  isPromise: boolean;
  /** It blocks its thread. */
  blocks: boolean;
}

/** The call that a node is, if it is one. */
export function callAt(
  node: Node,
  file: SourceFile,
  holder: Node,
  meanings: Meanings,
): Call | undefined {
  const call = {
    node,
    file,
    holder,
    kinds: [],
    name: '',
    receiver: [],
    runs: [],
    later: [],
    isPromise: false,
    blocks: false,
  };
  switch (node.type) {
    case 'CallExpression':
      return { ...call, ...called(node, meanings) };
    case 'NewExpression':
      return { ...call, ...constructed(node, meanings) };
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { ...call, kinds: ['loop'] };
    case 'ForStatement':
      return node.test === null ? { ...call, kinds: ['loop'] } : undefined;
    case 'AssignmentExpression':
      return isExitCode(node.left as Node) ? { ...call, kinds: ['exit'] } : undefined;
    case 'AwaitExpression':
      return isKept(node.argument) ? { ...call, kinds: ['join'], isPromise: true } : undefined;
    default:
      return undefined;
  }
}

function called(node: Node & { type: 'CallExpression' }, meanings: Meanings): Partial<Call> {
  const callee = plain(node.callee as Node);
  const given = node.arguments as Node[];
  const isMethod = callee.type === 'MemberExpression';
  const name = isMethod
    ? (propertyName(callee.property, callee.computed) ?? '')
    : callee.type === 'Identifier'
      ? callee.name
      : '';
  const object = isMethod ? meanings.of(callee.object) : [];
  const own = functionsOf(meanings.of(callee));
  const callbacks = given.flatMap((argument) => functionsOf(meanings.of(argument)));
  const known =
    meanings.knownOf(node) ??
    eventOf(node, name, object, meanings) ??
    (own.length === 0 ? unknownMethod(name, isMethod, object, given) : undefined);
  const isLater = LATER.has(name) || known?.kinds.includes('start');
  const isTask = object.some((one) => one.is === 'object' && one.of in RUNNABLE);
  const about = isMethod && object.some((one) => one.is === 'object') ? object : [];
  return {
    name,
    kinds: name === 'run' && isTask ? ['promise'] : (known?.kinds ?? []),
    receiver: about.length > 0 ? about : given.slice(0, 1).flatMap((one) => meanings.of(one)),
    // A function of the port calls its callbacks itself: its parameters tell which.
    runs: isLater || own.length > 0 ? own : [...own, ...callbacks],
    later: isLater ? callbacks : [],
    isPromise: known?.promise === true || meanings.of(node).some(({ is }) => is === 'promise'),
    blocks: known?.blocks === true,
  };
}

const RUNNABLE: Readonly<Record<string, true>> = { Process: true, Thread: true, Timer: true };

/** Functions that return before they call their callback. */
const LATER = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'nextTick',
  'queueMicrotask',
  'on',
  'once',
  'addListener',
  'addEventListener',
  'createServer',
]);

function constructed(node: Node & { type: 'NewExpression' }, meanings: Meanings): Partial<Call> {
  const callee = plain(node.callee as Node);
  const name = callee.type === 'Identifier' ? callee.name : '';
  const objects = meanings.of(node).filter((one) => one.is === 'object');
  const kinds = objects.flatMap(({ of }) => CLASSES[of] ?? []);
  const isClock = kinds.includes('clock') && node.arguments.length > 0;
  const isPromise = callee.type === 'Identifier' && name === 'Promise';
  const executors = (node.arguments as Node[]).flatMap((one) => functionsOf(meanings.of(one)));
  const constructors = objects.flatMap(({ local }) => (local ? constructorOf(local) : []));
  return {
    name,
    kinds: isClock ? [] : kinds,
    receiver: objects,
    runs: isPromise ? executors : constructors,
    isPromise,
  };
}

function constructorOf(local: Node): Node[] {
  if (local.type !== 'ClassDeclaration' && local.type !== 'ClassExpression') return [];
  return local.body.body.flatMap((member) =>
    member.type === 'MethodDefinition' && member.kind === 'constructor'
      ? [member.value as Node]
      : [],
  );
}

const functionsOf = (meanings: readonly Meaning[]) => [
  ...new Set(meanings.flatMap((one) => (one.is === 'function' ? [one.node] : []))),
];

function isExitCode(left: Node): boolean {
  return (
    left.type === 'MemberExpression' && propertyName(left.property, left.computed) === 'exitCode'
  );
}

/** `await variable`: the promise comes from a call elsewhere. */
function isKept(argument: Node): boolean {
  const { type } = plain(argument);
  return type === 'Identifier' || type === 'MemberExpression';
}

/** The place of a call, with its `await`. */
export function placeOfCall({ node, file }: Call): Place {
  const { start, end } = awaiting(node) ?? node;
  return placeIn(file, start, end);
}

/** The `await` of this very expression. */
export function awaiting(node: Node): Node | undefined {
  let at = node.parent;
  while (at && plain(at) === node) at = at.parent;
  return at?.type === 'AwaitExpression' ? at : undefined;
}
