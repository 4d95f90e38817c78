import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../calls.ts';
import type { Located } from '../find.ts';
import { areArms } from '../flow.ts';
import { type Node, propertyName } from '../syntax.ts';
import { isWork, isWorkFunction } from '../work.ts';
import { located } from './located.ts';

/** `run()` of a task, a target that is called, and work that main does in place of a task. */
export function callsForStart(analysis: Analysis): Located {
  for (const search of [runs, calledTargets, ownWork]) {
    const found = search(analysis);
    if (found.length > 0) return located(found.map(placeOfCall));
  }
  return { places: [], related: [] };
}

const isRun = ({ name, kinds }: Call) => name === 'run' && kinds.includes('promise');

/** `super.run()` of a task's own run() is not among them: nothing tells whose it is. */
const runs = ({ calls }: Analysis) => calls.all.filter((call) => isRun(call) && !isPythonRun(call));

const isPythonRun = ({ receiver }: Call) => !receiver.some((one) => one.is === 'object');

/** `target: download('…')`. */
function calledTargets({ calls }: Analysis): Call[] {
  return calls.all.filter(({ node, runs }) => {
    let at: Node | null | undefined = node.parent;
    while (at?.type === 'TSAsExpression') at = at.parent;
    return (
      at?.type === 'Property' && propertyName(at.key, at.computed) === 'target' && runs.length > 0
    );
  });
}

/** Calls in main of what is a target elsewhere, or does a task's work. */
function ownWork(analysis: Analysis): Call[] {
  const { calls, flows } = analysis;
  const targets = new Set(calls.all.flatMap(({ later }) => later));
  const main = flows[0] ?? [];
  const starts = main.filter(({ call }) => call.kinds.includes('start'));
  const found = main.filter((step) => {
    const { call, frames } = step;
    if (frames.some((frame) => isWork(frame.call, analysis))) return false;
    const isTargets = call.runs.some((fn) => targets.has(fn) || isTargetOfTask(fn, analysis));
    const isOwn = isTargets || call.runs.some((fn) => isWorkFunction(fn, analysis));
    // What only a task does stands in another branch than what starts it.
    const isElsewhere = starts.some((start) => areArms(start, step));
    return isOwn && !isElsewhere;
  });
  return [...new Set(found.map(({ call }) => call))];
}

/** A function that some `new Process({ target })` or the like is given. */
function isTargetOfTask(fn: Node, { calls }: Analysis): boolean {
  return calls.all.some(({ node, kinds }) => {
    if (!kinds.includes('create') || node.type !== 'NewExpression') return false;
    return (node.arguments as Node[]).some((argument) => {
      const values = argument.type === 'ObjectExpression' ? valuesOf(argument) : [argument];
      return values
        .flatMap((value) => calls.meanings.of(value))
        .some((one) => one.is === 'function' && one.node === fn);
    });
  });
}

function valuesOf(record: Node & { type: 'ObjectExpression' }): Node[] {
  return record.properties.flatMap((one) => (one.type === 'Property' ? [one.value as Node] : []));
}
