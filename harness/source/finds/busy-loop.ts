import type { Analysis } from '../analysis.ts';
import type { Call } from '../call.ts';
import type { Located, Place } from '../find.ts';
import { placeIn } from '../place.ts';
import { childrenOf, isAsync, isFunction, type Node, plain } from '../syntax.ts';
import { located } from './located.ts';

/** Loops that let nothing else happen: without an `await`, or with one that waits for nothing. */
export function busyLoops(analysis: Analysis): Located {
  const loops = analysis.calls.all.filter(
    (call) => call.kinds.includes('loop') && isLoop(call.node) && !waits(call, analysis),
  );
  const inVain = loops.flatMap((call) => awaitsOfNothing(call));
  if (inVain.length > 0) return located(inVain, loops.map(headOf));
  return located(loops.map(headOf));
}

const isLoop = ({ type }: Node) =>
  type === 'WhileStatement' || type === 'DoWhileStatement' || type === 'ForStatement';

function headOf({ node, file }: Call): Place {
  const body = 'body' in node ? (node.body as Node) : node;
  const isEmpty = body.type === 'EmptyStatement' || node.type === 'DoWhileStatement';
  return placeIn(file, node.start, isEmpty ? node.end : trimmedEnd(file.text, body.start));
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

/** Whether a loop awaits, blocks, or changes what its test reads. */
function waits({ node }: Call, { calls, reach }: Analysis): boolean {
  if (changesItsTest(node)) return true;
  const seek = (at: Node): boolean => {
    if (isFunction(at)) return false;
    if (at.type === 'AwaitExpression' && !isNothing(at.argument)) return true;
    if (at.type === 'ForOfStatement' && at.await) return true;
    if (at.type === 'YieldExpression') return true;
    const call = calls.byNode.get(at);
    if (call?.blocks) return true;
    if (call?.runs.some((fn) => !isAsync(fn) && reach.blocks(fn))) return true;
    return childrenOf(at).some(seek);
  };
  return seek(node);
}

function isNothing(argument: Node): boolean {
  const { type } = plain(argument);
  return type === 'Literal' || (type === 'Identifier' && textOf(argument) === 'undefined');
}

const textOf = (node: Node) => (node.type === 'Identifier' ? node.name : '');

function awaitsOfNothing({ node, file }: Call): Place[] {
  const places: Place[] = [];
  const look = (at: Node) => {
    if (isFunction(at)) return;
    if (at.type === 'AwaitExpression' && isNothing(at.argument)) {
      places.push(placeIn(file, at.start, at.end));
    }
    for (const child of childrenOf(at)) look(child);
  };
  look(node);
  return places;
}

/** `while (left.length > 0) left.pop()`: what the test reads is changed in the loop. */
function changesItsTest(loop: Node): boolean {
  if (!('test' in loop) || !loop.test) return hasWayOut(loop);
  const names = new Set<string>();
  const read = (at: Node) => {
    if (at.type === 'Identifier') names.add(at.name);
    for (const child of childrenOf(at)) read(child);
  };
  read(loop.test as Node);
  let changes = hasWayOut(loop);
  const look = (at: Node) => {
    if (isFunction(at)) return;
    const target = targetOf(at);
    if (target && names.has(rootName(target))) changes = true;
    for (const child of childrenOf(at)) look(child);
  };
  look(loop);
  return changes;
}

/** What is assigned, counted up, or called a method of. */
function targetOf(node: Node): Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left as Node;
  if (node.type === 'UpdateExpression') return node.argument as Node;
  if (node.type !== 'CallExpression') return undefined;
  const callee = plain(node.callee as Node);
  return callee.type === 'MemberExpression' ? callee.object : undefined;
}

function rootName(node: Node): string {
  const at = plain(node);
  if (at.type === 'MemberExpression') return rootName(at.object);
  return at.type === 'Identifier' ? at.name : '';
}

function hasWayOut(loop: Node): boolean {
  let out = false;
  const look = (at: Node) => {
    if (isFunction(at) || (at !== loop && isLoop(at))) return;
    if (at.type === 'BreakStatement' || at.type === 'ReturnStatement') out = true;
    for (const child of childrenOf(at)) look(child);
  };
  look(loop);
  return out;
}
