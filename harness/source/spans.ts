import type { Analysis } from './analysis.ts';
import type { Call } from './call.ts';
import { childrenOf, isFunction, type Node, plain } from './syntax.ts';

/** A measured time, `last - first`: two readings of the clock. */
export interface Span {
  first: Call;
  last: Call;
}

/** All `end - start` of a port, in the order of its text. */
export function spansOf(analysis: Analysis): Span[] {
  const spans: Span[] = [];
  const look = (node: Node) => {
    for (const child of childrenOf(node)) look(child);
    const [last, first] = sidesOf(node, analysis);
    if (first && last && first !== last) spans.push({ first, last });
  };
  for (const { program } of analysis.source.files) look(program);
  return spans;
}

function sidesOf(node: Node, analysis: Analysis): (Call | undefined)[] {
  if (node.type === 'BinaryExpression' && node.operator === '-') {
    return [readingOf(node.left as Node, analysis), readingOf(node.right, analysis)];
  }
  // process.hrtime(start) subtracts by itself.
  const call = node.type === 'CallExpression' ? analysis.calls.byNode.get(node) : undefined;
  const [since] = node.type === 'CallExpression' ? (node.arguments as Node[]) : [];
  return call?.kinds.includes('clock') && since ? [call, readingOf(since, analysis)] : [];
}

/** The reading of the clock that a number comes from. */
function readingOf(side: Node, { calls }: Analysis): Call | undefined {
  const node = plain(side);
  if (node.type !== 'Identifier') return readingIn(node, calls.byNode);
  const binding = calls.meanings.fileOf(node).bindings.get(node);
  if (!binding) return undefined;
  const { origin, assigned } = binding;
  const values = [...(origin.from === 'value' ? [origin.node] : []), ...assigned];
  const readings = values.flatMap((value) => readingIn(value, calls.byNode) ?? []);
  return readings.findLast((reading) => reading.node.start < node.start) ?? readings[0];
}

function readingIn(node: Node, byNode: ReadonlyMap<Node, Call>): Call | undefined {
  const call = byNode.get(node);
  if (call?.kinds.includes('clock')) return call;
  if (isFunction(node)) return undefined;
  for (const child of childrenOf(node)) {
    const found = readingIn(child, byNode);
    if (found) return found;
  }
  return undefined;
}
