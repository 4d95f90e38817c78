import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../calls.ts';
import { isRace } from '../fate.ts';
import type { Located } from '../find.ts';
import { isSleepOfTimer } from '../reach.ts';
import { located } from './located.ts';

/** Calls that shall end something after a time: races against a sleep, signals, waits with a limit. */
export function timeouts(analysis: Analysis): Located {
  for (const search of [races, deadlines]) {
    const found = search(analysis);
    if (found.length > 0) return located(found.map(placeOfCall));
  }
  return { places: [], related: [] };
}

/** Who loses a race goes on. */
const races = ({ calls }: Analysis) =>
  calls.all.filter((call) => isRace(call) && call.kinds.includes('promise'));

function deadlines({ calls }: Analysis): Call[] {
  return calls.all.filter((call) => {
    if (isSleepOfTimer(call)) return false;
    const { name, kinds } = call;
    return (
      isWaitWithLimit(call) || isSignal(call) || (name === 'waitFor' && kinds.includes('timer'))
    );
  });
}

/** `AbortSignal.timeout(…)`, `setTimeout(() => controller.abort(), …)`. */
const isSignal = ({ name, kinds }: Call) =>
  kinds.includes('timer') && (name === 'timeout' || name === 'setTimeout');

/** `event.wait(seconds)`. */
const isWaitWithLimit = ({ name, blocks, kinds }: Call) =>
  name === 'wait' && blocks && kinds.includes('message');
