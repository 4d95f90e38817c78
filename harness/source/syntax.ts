import { createRequire } from 'node:module';
import type * as Oxc from 'oxc-parser';
import type { Node } from 'oxc-parser';
import type { Place } from './find.ts';
import { placeIn } from './place.ts';

export type { Node } from 'oxc-parser';

/** Why and where a file does not load. */
export interface Problem {
  message: string;
  place: Place;
}

/** One file of a port: its text and its syntax tree. */
export interface Parsed {
  file: string;
  text: string;
  program: Oxc.Program;
  problems: Problem[];
}

let loaded: typeof Oxc | undefined;

/** The parser is loaded when the first file is parsed: most runs of Lockstep need none. */
function parser(): typeof Oxc {
  loaded ??= createRequire(import.meta.url)('oxc-parser') as typeof Oxc;
  return loaded;
}

/** Parse TypeScript or JavaScript; the extension of `file` says which. */
export function parseFile(file: string, text: string): Parsed {
  const { program, errors } = parser().parseSync(file, text, { preserveParens: false });
  const problems = errors.map(({ message, labels: [label] }) => ({
    message,
    place: placeIn({ file, text }, label?.start ?? 0, label?.end ?? 0),
  }));
  return { file, text, program, problems };
}

/** The nodes directly below `node`, in the order in which they stand in the source. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key of parser().visitorKeys[node.type] ?? []) {
    const value = node[key as keyof Node] as unknown as Node | (Node | null)[] | null | undefined;
    if (Array.isArray(value)) children.push(...value.filter((item) => item !== null));
    else if (value) children.push(value);
  }
  return children;
}

/** The same expression without `as …`, `!`, `satisfies …` and `?.` around it. */
export function plain(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return plain(node.expression);
    default:
      return node;
  }
}

export type FunctionNode = Oxc.Function | Oxc.ArrowFunctionExpression;

export const isFunction = (node: Node): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

export const isAsync = (fn: Node) => isFunction(fn) && fn.async;

const LOOPS = new Set<Node['type']>([
  'ForOfStatement',
  'ForInStatement',
  'ForStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** The innermost loop of the same function around a node. */
export function loopAround(node: Node): Node | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (LOOPS.has(at.type)) return at;
  }
  return undefined;
}

/** Whether `inner` is `outer` or a part of it. */
export function isWithin(inner: Node, outer: Node): boolean {
  for (let at: Node | null | undefined = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** The name of a property: `a` of `.a`, `['a']`, `{ a: … }` and `#a`. */
export function propertyName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  if (computed) return undefined;
  return key.type === 'Identifier' || key.type === 'PrivateIdentifier' ? key.name : undefined;
}
