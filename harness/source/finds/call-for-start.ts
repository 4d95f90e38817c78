import type { Analysis } from '../analysis.ts';
import type { Call } from '../call.ts';
import type { Located } from '../find.ts';
import { areArms } from '../flow.ts';
import { type Node, propertyName } from '../syntax.ts';
import { targetsOf } from '../targets.ts';
import { isWork, isWorkFunction } from '../work.ts';
import { firstFound } from './located.ts';

/** `run()` of a task, a target that is called, and work that main does in place of a task. */
export function callsForStart(analysis: Analysis): Located {
  return firstFound([runs, calledTargets, ownWork], analysis);
}

const isRun = ({ name, kinds }: Call) => name === 'run' && kinds.includes('promise');

/** Not `super.run()` in a task's own run(). */
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
  const { flows } = analysis;
  const targets = targetsOf(analysis);
  const main = flows[0] ?? [];
  const starts = main.filter(({ call }) => call.kinds.includes('start'));
  const found = main.filter((step) => {
    const { call, frames } = step;
    if (frames.some((frame) => isWork(frame.call, analysis))) return false;
    const isTargets = call.runs.some((fn) => targets.has(fn));
    const isOwn = isTargets || call.runs.some((fn) => isWorkFunction(fn, analysis));
    // What only a task does stands in another branch than what starts it.
    const isElsewhere = starts.some((start) => areArms(start, step));
    return isOwn && !isElsewhere;
  });
  return [...new Set(found.map(({ call }) => call))];
}
