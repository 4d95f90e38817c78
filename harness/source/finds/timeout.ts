import type { Analysis } from '../analysis.ts';
import type { Call } from '../call.ts';
import { isRace } from '../fate.ts';
import type { Located } from '../find.ts';
import { isSleepOfTimer } from '../reach.ts';
import { firstFound } from './located.ts';

/** Calls that limit a wait: races against a sleep, signals, waits with a timeout. */
export function timeouts(analysis: Analysis): Located {
  return firstFound([races, deadlines], analysis);
}

/** The loser of a race goes on. */
const races = ({ calls }: Analysis) =>
  calls.all.filter((call) => isRace(call) && call.kinds.includes('promise'));

function deadlines({ calls }: Analysis): Call[] {
  return calls.all.filter((call) => {
    if (isSleepOfTimer(call)) return false;
    return isWaitWithLimit(call) || isSignal(call) || isCutOff(call);
  });
}

/** `AbortSignal.timeout(…)`, `setTimeout(() => controller.abort(), …)`. */
const isSignal = ({ name, kinds }: Call) =>
  kinds.includes('timer') && (name === 'timeout' || name === 'setTimeout');

/** `asyncio.waitFor(coroutine, seconds)`. */
const isCutOff = ({ name, kinds, isPromise }: Call) =>
  name === 'waitFor' && kinds.includes('timer') && isPromise;

/** `event.wait(seconds)`. */
const isWaitWithLimit = ({ name, blocks, kinds }: Call) =>
  name === 'wait' && blocks && kinds.includes('message');
