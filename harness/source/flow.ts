import { awaiting, type Call } from './call.ts';
import type { Calls } from './calls.ts';
import { leaves } from './leaves.ts';
import { childrenOf, isAsync, isFunction, type Node, propertyName } from './syntax.ts';

/** A function of the port that runs because of a call. */
export interface Frame {
  call: Call;
  /** It is the callback of a method of a list: one run for each element. */
  isEach: boolean;
  /** The caller waits until the function is done. */
  holdsUp: boolean;
}

/** A call in the order of execution. Loops count as two rounds. */
export interface Step {
  call: Call;
  /** This step marks the end of a call that runs functions of the port. */
  isEnd: boolean;
  /** The functions that led to it, outermost first. */
  frames: readonly Frame[];
  /** The branches around it; steps in different branches of one `if` exclude each other. */
  branches: readonly { at: Node; arm: string }[];
  /** The loops around it, each with its round. */
  rounds: readonly { of: Node; round: number }[];
}

/** Methods that call their callback once for each element. */
const ITERATIONS = new Set([
  'map',
  'flatMap',
  'forEach',
  'filter',
  'reduce',
  'from',
  'every',
  'some',
]);

type Where = Omit<Step, 'call' | 'isEnd'>;

/** Functions that call one another in many places would make steps without end. */
const MOST_STEPS = 2000;

/**
 * The calls of a port in order of execution: those of main, then those of each function that runs
 * later or in a task (targets, listeners).
 */
export function flowsOf(calls: Calls, programs: readonly Node[]): Step[][] {
  const visited = new Set<Node>();
  const main = programs.flatMap((program) => flowOf(program, calls, visited));
  const others = [...new Set(calls.all.map(({ holder }) => holder))]
    .filter((holder) => !visited.has(holder) && isFunction(holder))
    .map((holder) => flowOf(holder, calls, visited));
  return [main, ...others];
}

function flowOf(root: Node, calls: Calls, visited: Set<Node>): Step[] {
  const steps: Step[] = [];
  const running: Node[] = [];

  const enter = (fn: Node, where: Where) => {
    if (running.includes(fn) || steps.length > MOST_STEPS) return;
    visited.add(fn);
    running.push(fn);
    if (fn.type === 'Program') inOrder(fn.body as Node[], where);
    else if (isFunction(fn)) {
      for (const param of fn.params as Node[]) visit(param, where);
      if (fn.body) visit(fn.body as Node, where);
    }
    running.pop();
  };

  /** Statements in order; what follows an `if` that returns or exits is its other branch. */
  const inOrder = (statements: readonly Node[], where: Where) => {
    let here = where;
    for (const statement of statements) {
      visit(statement, here);
      if (statement.type === 'IfStatement' && leaves(statement.consequent as Node)) {
        here = inBranch(here, statement, 'else');
      }
    }
  };

  const twice = (of: Node, where: Where, body: (where: Where) => void) => {
    for (const round of [0, 1]) body({ ...where, rounds: [...where.rounds, { of, round }] });
  };

  const all = (nodes: readonly (Node | null | undefined)[], where: Where) => {
    for (const node of nodes) if (node) visit(node, where);
  };

  const visit = (node: Node, where: Where): void => {
    if (isFunction(node) || steps.length > MOST_STEPS) return;
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression':
        return;
      case 'BlockStatement':
        inOrder(node.body as Node[], where);
        return;
      case 'IfStatement':
      case 'ConditionalExpression':
        visit(node.test, where);
        visit(node.consequent as Node, inBranch(where, node, 'then'));
        if (node.alternate) visit(node.alternate as Node, inBranch(where, node, 'else'));
        return;
      case 'SwitchStatement':
        visit(node.discriminant, where);
        for (const [index, one] of node.cases.entries()) {
          inOrder(one.consequent as Node[], inBranch(where, node, String(index)));
        }
        return;
      case 'ForStatement':
        all([node.init as Node | null], where);
        twice(node, where, (inside) => all([node.test, node.body as Node, node.update], inside));
        emit(node, where);
        return;
      case 'WhileStatement':
        twice(node, where, (inside) => all([node.test, node.body as Node], inside));
        emit(node, where);
        return;
      case 'DoWhileStatement':
        twice(node, where, (inside) => all([node.body as Node, node.test], inside));
        emit(node, where);
        return;
      case 'ForOfStatement':
      case 'ForInStatement':
        visit(node.right, where);
        twice(node, where, (inside) => visit(node.body as Node, inside));
        return;
      default:
        all(childrenOf(node), where);
        emit(node, where);
    }
  };

  const emit = (node: Node, where: Where) => {
    const call = calls.byNode.get(node);
    if (!call) return;
    steps.push({ call, isEnd: false, ...where });
    const given = 'arguments' in node ? (node.arguments as Node[]) : [];
    for (const fn of call.runs) {
      const isEach = given.includes(fn) && ITERATIONS.has(call.name);
      const run = (inside: Where) => {
        const frame = { call, isEach, holdsUp: isHeldUpBy(call, fn) };
        enter(fn, { ...inside, frames: [...inside.frames, frame] });
      };
      if (isEach) twice(node, where, run);
      else run(where);
    }
    if (call.runs.length > 0) steps.push({ call, isEnd: true, ...where });
  };

  enter(root, { frames: [], branches: [], rounds: [] });
  return steps;
}

/** Both stand in one `if`, but in different branches of it. */
export const areArms = (one: Step, other: Step) =>
  one.branches.some(({ at, arm }) =>
    other.branches.some((branch) => branch.at === at && branch.arm !== arm),
  );

const inBranch = (where: Where, at: Node, arm: string): Where => ({
  ...where,
  branches: [...where.branches, { at, arm }],
});

/** A caller waits for a plain function, and for an async one where it awaits it. */
function isHeldUpBy({ node, name }: Call, fn: Node): boolean {
  const outer = node.parent;
  if (outer?.type === 'CallExpression' && outer.arguments.length === 1 && isRun(outer)) {
    return awaiting(outer) !== undefined;
  }
  if (name === 'then' || name === 'catch' || name === 'finally') return false;
  const isPromise = node.type === 'NewExpression' || isAsync(fn);
  return isPromise ? awaiting(node) !== undefined : true;
}

/** `asyncio.run(main())`. */
const isRun = ({ callee }: Node & { type: 'CallExpression' }) =>
  callee.type === 'Identifier'
    ? callee.name === 'run'
    : callee.type === 'MemberExpression' && propertyName(callee.property, false) === 'run';
