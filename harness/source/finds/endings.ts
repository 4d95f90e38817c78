import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { leaves } from '../leaves.ts';
import { placeIn } from '../place.ts';
import { childrenOf, isFunction, type Node, plain } from '../syntax.ts';
import { located } from './located.ts';

/** The calls that exit with this code; else with one that the source does not tell; else all. */
export function exits(code: number | undefined, { calls }: Analysis): Located {
  const all = calls.all.filter(({ kinds }) => kinds.includes('exit'));
  const ranked = [
    all.filter((call) => codeOf(call) === code),
    all.filter((call) => codeOf(call) === undefined),
    all,
  ];
  const found = code === undefined ? all : (ranked.find((some) => some.length > 0) ?? []);
  return located(found.map(placeOfCall));
}

function codeOf({ node }: Call): number | undefined {
  const value = node.type === 'AssignmentExpression' ? node.right : firstArgument(node);
  return value?.type === 'Literal' && typeof value.value === 'number' ? value.value : undefined;
}

const firstArgument = (node: Node) =>
  'arguments' in node ? (node.arguments as Node[])[0] : undefined;

/** After a fork: another fork that the child reaches, or an `if (pid === 0)` without an exit. */
export function childBranches(analysis: Analysis): Located {
  const { calls } = analysis;
  const forks = calls.all.filter(({ node }) =>
    calls.meanings
      .of(node)
      .some((one) => one.is === 'object' && one.of === 'pid' && one.site === node),
  );
  for (const fork of forks) {
    const ifs = ifsOfChild(fork, analysis);
    const [first] = ifs;
    if (!first) continue;
    const early = forks.filter(
      ({ node }) =>
        node.start > fork.node.start && node.start < first.start && !isConditional(node),
    );
    if (early.length > 0) return located(early.map(placeOfCall), [placeOfCall(fork)]);
    if (!leaves(first.consequent as Node)) {
      const { file } = fork;
      const end = file.text.slice(0, first.consequent.start).trimEnd().length;
      return located([placeIn(file, first.start, end)], [placeOfCall(fork)]);
    }
  }
  return located([]);
}

type If = Node & { type: 'IfStatement' };

/** `if (pid === 0) …`, of this fork. */
function ifsOfChild({ node: fork, holder }: Call, { calls }: Analysis): If[] {
  const found: If[] = [];
  const look = (node: Node) => {
    if (isFunction(node) && node !== holder) return;
    if (node.type === 'IfStatement' && node.start > fork.end) {
      const test = plain(node.test);
      const side = test.type === 'BinaryExpression' ? (test.left as Node) : test;
      const isOfFork = calls.meanings
        .of(side)
        .some((one) => one.is === 'object' && one.site === fork);
      if (isOfFork) found.push(node);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(holder);
  return found;
}

function isConditional(node: Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'ConditionalExpression' || at.type === 'IfStatement') return true;
  }
  return false;
}
