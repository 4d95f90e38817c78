import type { Analysis } from './analysis.ts';
import type { Call } from './call.ts';
import type { Step } from './flow.ts';
import { childrenOf, isFunction, type Node } from './syntax.ts';
import { targetsOfSite } from './targets.ts';
import { tasksOf } from './tasks.ts';

/** The call that creates a task: `main.2` is the second that main creates. */
export function makerOf(task: string, analysis: Analysis): Call | undefined {
  const [, ...numbers] = task.split('.').map(Number);
  let holder: Node | undefined;
  let maker: Call | undefined;
  for (const number of numbers) {
    maker = nthMaker(number, holder, analysis);
    if (!maker) return undefined;
    [holder] = targetsOfSite(maker.node, analysis);
  }
  return maker;
}

const isMaking = ({ node, kinds }: Call) =>
  kinds.includes('create') || (kinds.includes('start') && node.type === 'CallExpression');

/** The call that creates the nth task of main, or of a function that a task runs. */
function nthMaker(nth: number, holder: Node | undefined, analysis: Analysis): Call | undefined {
  const { flows, calls } = analysis;
  const flow = holder ? flows.find((one) => one[0]?.call.holder === holder) : flows[0];
  let count = 0;
  for (const { call, rounds, isEnd } of flow ?? []) {
    if (isEnd) continue;
    const makes = calls.meanings
      .of(call.node)
      .some((one) => one.is === 'object' && one.site === call.node && MAKES_TASKS.has(one.of));
    if (!isMaking(call) || !makes) continue;
    const isLast = rounds.length > 0 && rounds.every(({ round }) => round === 1);
    const times = isLast ? roundsLeft(rounds, analysis) : 1;
    count += times * (call.kinds.includes('pool') ? sizeOf(call) : 1);
    if (count >= nth) return call;
  }
  return undefined;
}

const MAKES_TASKS = new Set([
  'Process',
  'Thread',
  'Timer',
  'Worker',
  'ChildProcess',
  'pid',
  'Pool',
  'ThreadPoolExecutor',
  'ProcessPoolExecutor',
]);

/** The rounds that a second round stands for: all but the first. */
function roundsLeft(rounds: Step['rounds'], { calls: { meanings } }: Analysis): number {
  const lengths = rounds.map(({ of }) => {
    const list = listOf(of);
    const [known] = list ? meanings.of(list).filter((one) => one.is === 'list') : [];
    return known?.items?.length ?? Number.POSITIVE_INFINITY;
  });
  return lengths.reduce((all, length) => all * length, 1) - (2 ** rounds.length - 1);
}

/** What a loop goes through. */
function listOf(loop: Node): Node | undefined {
  if (loop.type === 'ForOfStatement') return loop.right;
  if (loop.type !== 'CallExpression') return undefined;
  const callee = loop.callee as Node;
  return callee.type === 'MemberExpression' ? callee.object : undefined;
}

/** How many workers a pool has. */
function sizeOf({ node }: Call): number {
  const [size] = 'arguments' in node ? (node.arguments as Node[]) : [];
  return size?.type === 'Literal' && typeof size.value === 'number' ? size.value : 1;
}

/** Whether a call is made by this task, as far as the source tells. */
export function isMadeBy(task: string | undefined, analysis: Analysis): (call: Call) => boolean {
  if (task === undefined) return () => true;
  if (task === 'main') {
    const own = new Set(analysis.flows[0]?.map(({ call }) => call));
    return (call) => own.has(call);
  }
  const maker = makerOf(task, analysis);
  const targets = maker ? targetsOfSite(maker.node, analysis) : [];
  if (targets.length === 0) return () => true;
  const holders = holdersFrom(targets, analysis);
  return ({ holder }) => holders.has(holder);
}

function holdersFrom(targets: readonly Node[], { reach }: Analysis): Set<Node> {
  const holders = new Set<Node>();
  const add = (fn: Node) => {
    if (holders.has(fn)) return;
    holders.add(fn);
    for (const { runs } of reach.callsIn(fn)) for (const inner of runs) add(inner);
  };
  for (const target of targets) add(target);
  return holders;
}

/** The joins of what a call makes. */
export function joinsOf(maker: Call, { calls }: Analysis): Call[] {
  const sites = new Set(tasksOf(maker, calls));
  return calls.all.filter(
    (call) =>
      call.kinds.includes('join') &&
      !call.kinds.includes('start') &&
      tasksOf(call, calls).some((task) => sites.has(task)),
  );
}

/** Whether a number is an argument of a call, or a part of one. */
export function isGiven(literal: number, { node }: Call): boolean {
  const look = (at: Node): boolean =>
    (at.type === 'Literal' && at.value === literal) ||
    (!isFunction(at) && childrenOf(at).some(look));
  const given = 'arguments' in node ? (node.arguments as Node[]) : [];
  return given.some(look);
}
