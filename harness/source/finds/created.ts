import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Find, Located } from '../find.ts';
import { makerOf } from '../task-code.ts';
import { located } from './located.ts';

type What = (Find & { find: 'created' })['what'];

/** The classes of each kind. */
const CLASSES: Readonly<Record<What, readonly string[]>> = {
  process: ['Process', 'ProcessPoolExecutor', 'Pool', 'ChildProcess', 'pid'],
  thread: ['Thread', 'Timer', 'ThreadPoolExecutor', 'Worker'],
  lock: ['Lock'],
};

/** The calls that make tasks of a kind, or locks; with `nth` the one that makes the nth task. */
export function creations(what: What, nth: number | undefined, analysis: Analysis): Located {
  const made = analysis.calls.all.filter(
    (call) => isMaking(call) && isOf(call, CLASSES[what], analysis),
  );
  const one = nth === undefined ? undefined : makerOf(`main.${nth}`, analysis);
  const found = one && made.includes(one) ? [one] : made;
  return located(found.map(placeOfCall));
}

const isMaking = ({ node, kinds }: Call) =>
  node.type === 'NewExpression' || (kinds.includes('start') && node.type === 'CallExpression');

function isOf({ node }: Call, classes: readonly string[], { calls }: Analysis): boolean {
  return calls.meanings
    .of(node)
    .some((one) => one.is === 'object' && classes.includes(one.of) && one.site === node);
}
