import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { areArms } from '../flow.ts';
import { loopAround } from '../syntax.ts';
import { firstFound, located } from './located.ts';

const SENDS = ['put', 'send', 'set', 'notify', 'notifyAll', 'postMessage', 'emit', 'write'];

export const isSend = ({ name, kinds }: Call) =>
  SENDS.includes(name) && (kinds.includes('message') || name === 'emit');

/** Sends before the function's first sleep; else sends in a loop that does not wait for answers. */
export function sentTooEarly(analysis: Analysis): Located {
  return firstFound([beforeSleep, beforeAnswer], analysis);
}

function beforeSleep({ calls, reach }: Analysis): Call[] {
  const isSleep = (call: Call) => reach.kindsOf(call).has('sleep');
  return calls.all.filter((call) => {
    const own = reach.callsIn(call.holder);
    const at = own.indexOf(call);
    return isSend(call) && !own.slice(0, at).some(isSleep) && own.slice(at + 1).some(isSleep);
  });
}

/** Sends in a loop that does not wait for the answer, where a later loop does. */
function beforeAnswer({ calls, reach }: Analysis): Call[] {
  const isAnswer = ({ name }: Call) => name === 'recv' || name === 'get';
  return calls.all.filter((call) => {
    const loop = isSend(call) ? loopAround(call.node) : undefined;
    const answers = reach.callsIn(call.holder).filter(isAnswer);
    return (
      loop !== undefined &&
      answers.some(({ node }) => node.start > loop.end && loopAround(node)) &&
      !answers.some(({ node }) => loopAround(node) === loop)
    );
  });
}

/** Sleeps of main while tasks run: it should wait for them, or have a task sleep. */
export function sleepsInMain({ calls, flows, reach }: Analysis): Located {
  const main = flows[0] ?? [];
  const from = main.findIndex(({ call }) => call.kinds.includes('start'));
  // In a program that forks, the sleeps of the child stand in main's code.
  if (from === -1 || main.some(({ call }) => isFork(call, calls))) return located([]);
  const starts = main.filter(({ call }) => call.kinds.includes('start'));
  const sleeps = main
    .slice(from)
    .filter((step) => step.call.kinds.includes('sleep') && !reach.kindsOf(step.call).has('start'))
    .filter((step) => starts.some((start) => !areArms(step, start)));
  return located(sleeps.map(({ call }) => placeOfCall(call)));
}

const isFork = ({ node }: Call, { meanings }: Analysis['calls']) =>
  meanings.of(node).some((one) => one.is === 'object' && one.of === 'pid');
