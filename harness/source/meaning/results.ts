import { type Known, knownFunction, METHODS } from '../known.ts';
import { type Node, plain, propertyName } from '../syntax.ts';
import { returnsOf } from './code.ts';
import type { Context, Meaning } from './meaning.ts';
import { elementsOf } from './members.ts';
import { ofModuleNamed } from './names.ts';

/** What a call returns. */
export function ofCall(node: Node & { type: 'CallExpression' }, context: Context): Meaning[] {
  const callee = plain(node.callee as Node);
  if (callee.type === 'Identifier' && callee.name === 'require') {
    return ofModuleNamed(node.arguments[0] as Node, node, context);
  }
  const ofList =
    callee.type === 'MemberExpression' ? ofListMethod(callee, node, context) : undefined;
  if (ofList) return ofList;
  const known = knownOf(node, context);
  if (known) return resultOf(known, node);
  const same = ofFluent(callee, context);
  if (same.length > 0) return same;
  const called = context.of(callee);
  if (called.some((one) => one.is === 'known' && one.key === 'node:util.promisify')) {
    return promisified(context.of(node.arguments[0] as Node));
  }
  return called.flatMap((one) => (one.is === 'function' ? returned(one.node, context) : []));
}

const FLUENT = ['on', 'once', 'addListener', 'off', 'ref', 'unref'];

/** `child` of `child.once('exit', …)`, which returns it. */
function ofFluent(callee: Node, context: Context): Meaning[] {
  if (callee.type !== 'MemberExpression') return [];
  const name = propertyName(callee.property, callee.computed) ?? '';
  const objects = context.of(callee.object).filter((one) => one.is === 'object');
  return FLUENT.includes(name) ? objects : [];
}

function resultOf(known: Known, site: Node): Meaning[] {
  const object: Meaning[] = known.gives ? [{ is: 'object', of: known.gives, site }] : [];
  const whole: Meaning[] = known.list ? [{ is: 'list', items: undefined, each: object }] : object;
  return known.promise ? [{ is: 'promise', of: whole }] : whole;
}

/** `promisify(setTimeout)` sleeps; known.ts lists what is promisified. */
function promisified(functions: readonly Meaning[]): Meaning[] {
  return functions.map((one) =>
    one.is === 'known' ? { is: 'known', key: `promisified ${one.key}` } : one,
  );
}

function ofListMethod(callee: Node & { type: 'MemberExpression' }, call: Node, context: Context) {
  if (call.type !== 'CallExpression') return undefined;
  const name = propertyName(callee.property, callee.computed);
  const lists = context.of(callee.object).filter((one) => one.is === 'list');
  const [argument] = call.arguments as Node[];
  if (name === 'map' || name === 'flatMap' || name === 'from') {
    const mapper = name === 'from' ? (call.arguments as Node[])[1] : argument;
    if (!mapper || !isCallback(mapper, context) || knownOf(call, context)) return undefined;
    const each = context
      .of(mapper)
      .flatMap((one) => (one.is === 'function' ? returned(one.node, context) : []));
    const flat = name === 'flatMap' ? [...elementsOf(each), ...each] : each;
    return [{ is: 'list', items: undefined, each: flat } satisfies Meaning];
  }
  if (lists.length === 0 || name === undefined) return undefined;
  const same = ['filter', 'slice', 'concat', 'reverse', 'toReversed', 'sort', 'values', 'flat'];
  if (same.includes(name)) return lists;
  const one = ['at', 'shift', 'pop', 'find', 'findLast'];
  return one.includes(name) ? elementsOf(lists) : undefined;
}

const isCallback = (node: Node, context: Context) =>
  context.of(node).some((one) => one.is === 'function');

function returned(fn: Node, context: Context): Meaning[] {
  const known = context.returns.get(fn);
  if (known) return known;
  context.returns.set(fn, []);
  const values = returnsOf(fn).flatMap(context.of);
  const isAsync = 'async' in fn && fn.async;
  const isGenerator = 'generator' in fn && fn.generator;
  const result: Meaning[] = isGenerator
    ? [{ is: 'list', items: undefined, each: values }]
    : isAsync
      ? [{ is: 'promise', of: values.flatMap((one) => (one.is === 'promise' ? one.of : [one])) }]
      : values;
  context.returns.set(fn, result);
  return result;
}

/** What a call of something that the port did not write does. */
export function knownOf(node: Node, context: Context): Known | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = plain(node.callee as Node);
  for (const one of context.of(callee)) {
    const known = one.is === 'known' ? knownFunction(one.key) : undefined;
    if (known) return known;
  }
  if (callee.type !== 'MemberExpression') return undefined;
  const name = propertyName(callee.property, callee.computed);
  for (const one of context.of(callee.object)) {
    if (one.is !== 'object' || name === undefined) continue;
    const methods = METHODS[one.of];
    if (methods && Object.hasOwn(methods, name)) return methods[name];
  }
  return undefined;
}
