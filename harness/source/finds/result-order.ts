import type { Analysis } from '../analysis.ts';
import type { Located } from '../find.ts';
import { placeIn } from '../place.ts';
import type { SourceFile } from '../read-source.ts';
import { childrenOf, isFunction, type Node } from '../syntax.ts';
import { located } from './located.ts';

/** Loops that print results as they take them; first the one after what the line is about. */
export function resultLoops(line: string | undefined, analysis: Analysis): Located {
  const loops = analysis.source.files.flatMap((file) =>
    loopsIn(file, analysis).map((loop) => ({ file, loop })),
  );
  const after = loops.filter(({ file, loop }) => loop.start > lastMention(line, file));
  const before = loops.filter((one) => !after.includes(one));
  return located([...after, ...before].map(({ file, loop }) => headOf(file, loop)));
}

type Loop = Node & { type: 'ForOfStatement' };

function loopsIn(file: SourceFile, { calls }: Analysis): Loop[] {
  const loops: Loop[] = [];
  const look = (node: Node) => {
    if (node.type === 'ForOfStatement') {
      const inside = nodesIn(node.body as Node);
      const prints = inside.some((one) => calls.byNode.get(one)?.kinds.includes('print'));
      const waits = node.await || inside.some(({ type }) => type === 'AwaitExpression');
      if (prints && waits) loops.push(node);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(file.program);
  return loops;
}

function nodesIn(node: Node): Node[] {
  if (isFunction(node)) return [];
  return [node, ...childrenOf(node).flatMap(nodesIn)];
}

/** Where the last text stands that is a part of the line. */
function lastMention(line: string | undefined, { program }: SourceFile): number {
  let last = -1;
  const look = (node: Node) => {
    const text = node.type === 'Literal' ? node.value : undefined;
    if (typeof text === 'string' && text !== '' && line?.includes(text)) last = node.start;
    for (const child of childrenOf(node)) look(child);
  };
  look(program);
  return last;
}

const headOf = (file: SourceFile, loop: Loop) =>
  placeIn(file, loop.start, file.text.slice(0, loop.body.start).trimEnd().length);
