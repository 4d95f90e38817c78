import { type Call, callAt } from './call.ts';
import { givenBy } from './given.ts';
import { createMeanings, type Meanings } from './meaning/meanings.ts';
import type { Source } from './read-source.ts';
import { childrenOf, isFunction, type Node } from './syntax.ts';

export interface Calls {
  all: Call[];
  byNode: Map<Node, Call>;
  meanings: Meanings;
}

/** All calls of a port in the order of its text, file by file. */
export function callsIn(source: Source): Calls {
  // Parameters get their meaning from calls, and calls from parameters: collect more than once.
  let calls = collect(source, createMeanings(source.files, new Map()));
  for (let round = 0; round < ROUNDS; round++) {
    const given = givenBy(calls.all, calls.meanings);
    calls = collect(source, createMeanings(source.files, given));
  }
  return calls;
}

/** Each round follows a function through one more parameter. */
const ROUNDS = 2;

function collect({ files }: Source, meanings: Meanings): Calls {
  const all: Call[] = [];
  const byNode = new Map<Node, Call>();
  for (const file of files) {
    const look = (node: Node, holder: Node) => {
      const inner = isFunction(node) ? node : holder;
      for (const child of childrenOf(node)) look(child, inner);
      const call = callAt(node, file, holder, meanings);
      if (!call) return;
      all.push(call);
      byNode.set(node, call);
    };
    look(file.program, file.program);
  }
  return { all, byNode, meanings };
}
