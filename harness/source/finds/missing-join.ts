import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import { fateOf, isRace } from '../fate.ts';
import type { Located, Place } from '../find.ts';
import { isJoin, unjoinedStarts } from '../unjoined.ts';
import { clockReadings } from './clock.ts';
import { asyncForEach, droppedWork, isReturned } from './dropped.ts';
import { located } from './located.ts';
import { printing } from './printing.ts';

/** Joins that nobody awaits, then starts of tasks that nobody joins, then joins that come too late. */
export function missingJoins(line: string | undefined, analysis: Analysis): Located {
  const printed = line === undefined ? [] : printing([line], analysis).places;
  for (const search of [
    notAwaited,
    raced,
    asyncForEach,
    waitsInstead,
    unjoinedStarts,
    droppedWork,
  ]) {
    const found = search(analysis);
    if (found.length > 0) return located(found.map(placeOfCall), printed);
  }
  return tooLate(analysis, printed);
}

const joinsWithFate = ({ calls }: Analysis, fate: string) =>
  calls.all.filter((call) => isJoin(call) && call.isPromise && fateOf(call.node, calls) === fate);

/** Where a function returns the promise of a join, its callers drop it. */
function notAwaited(analysis: Analysis): Call[] {
  const { calls } = analysis;
  return joinsWithFate(analysis, 'dropped').flatMap((call) => {
    if (!isReturned(call)) return [call];
    const callers = calls.all.filter(({ runs }) => runs.includes(call.holder));
    return callers.filter(({ node }) => fateOf(node, calls) === 'dropped');
  });
}

/** `Promise.race(…)` of joins: over when the first of them is. */
function raced(analysis: Analysis): Call[] {
  if (joinsWithFate(analysis, 'raced').length === 0) return [];
  return analysis.calls.all.filter((call) => isRace(call) && call.kinds.includes('promise'));
}

/** How main waits where it joins nothing: for a condition or for shared memory. */
function waitsInstead({ calls, flows }: Analysis): Call[] {
  if (calls.all.some(isJoin)) return [];
  const names = ['wait', 'waitFor'];
  const waits = (flows[0] ?? []).filter(
    ({ call }) => call.blocks && names.includes(call.name) && isOfSharedState(call),
  );
  return [...new Set(waits.map(({ call }) => call))];
}

const isOfSharedState = ({ receiver, kinds }: Call) =>
  kinds.includes('sleep') || receiver.some((one) => one.is === 'object' && one.of === 'Condition');

/** Joins that come only after the clock is read or the line is printed. */
function tooLate(analysis: Analysis, printed: readonly Place[]): Located {
  const { places, related } = clockReadings('last', analysis);
  if (related.length > 0) return located(places, [...related, ...printed]);
  return located(joinsAfter(printed, analysis).map(placeOfCall), printed);
}

function joinsAfter(printed: readonly Place[], { flows }: Analysis): Call[] {
  for (const flow of flows) {
    const at = flow.findLastIndex(({ call }) =>
      printed.some(({ line, file }) => {
        const place = placeOfCall(call);
        return call.kinds.includes('print') && place.line === line && place.file === file;
      }),
    );
    if (at === -1) continue;
    const joins = flow.slice(at + 1).map(({ call }) => call);
    return [...new Set(joins.filter(isJoin))];
  }
  return [];
}
