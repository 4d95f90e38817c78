import { sep } from 'node:path';
import { type Analysis, analysisOf } from './analysis.ts';
import type { Find, Located } from './find.ts';
import { busyLoops } from './finds/busy-loop.ts';
import { callsForStart } from './finds/call-for-start.ts';
import { callsOfKinds } from './finds/calls-of-kinds.ts';
import { clockReadings } from './finds/clock.ts';
import { creations } from './finds/created.ts';
import { childBranches, exits } from './finds/endings.ts';
import { located } from './finds/located.ts';
import { heldLocks, missingLocks, readsBeforeLocks } from './finds/locks.ts';
import { sentTooEarly, sleepsInMain } from './finds/messages.ts';
import { missingGuard } from './finds/missing-guard.ts';
import { missingJoins } from './finds/missing-join.ts';
import { creationOf, joinOf } from './finds/one-task.ts';
import { openHandles } from './finds/open-handle.ts';
import { heldOutput, wrongLineEnds } from './finds/output.ts';
import { chunkedMaps } from './finds/pools.ts';
import { printing } from './finds/printing.ts';
import {
  begunTogether,
  droppedPromises,
  promisePools,
  unresolvedPromises,
} from './finds/promises.ts';
import { relayedOutput } from './finds/relayed-output.ts';
import { resultLoops } from './finds/result-order.ts';
import { daemonJoins, readsBeforeJoin, unusedResults } from './finds/results.ts';
import { sharedVariables } from './finds/shared.ts';
import { sleepsNotAwaited } from './finds/sleep-not-awaited.ts';
import { timeouts } from './finds/timeout.ts';
import { unansweredWaits } from './finds/unanswered-wait.ts';
import { unnamedTasks } from './finds/unnamed-task.ts';
import { waitsBetweenStarts } from './finds/wait-between-starts.ts';
import { placeOfLine } from './place.ts';
import type { Source } from './read-source.ts';

/** The search behind each kind of find. */
const FINDS: { [Kind in Kinds]: (analysis: Analysis, find: Find & { find: Kind }) => Located } = {
  printing: (analysis, { lines, task }) => printing(lines, analysis, task),
  calls: (analysis, find) => callsOfKinds(find, analysis),
  'wait-between-starts': waitsBetweenStarts,
  'missing-join': (analysis, { line }) => missingJoins(line, analysis),
  'sleep-not-awaited': sleepsNotAwaited,
  clock: (analysis, { reading }) => clockReadings(reading, analysis),
  'missing-guard': missingGuard,
  'call-for-start': callsForStart,
  'open-handle': openHandles,
  timeout: timeouts,
  'busy-loop': busyLoops,
  'unresolved-promise': unresolvedPromises,
  'promise-not-awaited': droppedPromises,
  'missing-lock': missingLocks,
  'held-lock': heldLocks,
  'read-before-lock': readsBeforeLocks,
  creation: (analysis, { task }) => creationOf(task, analysis),
  join: (analysis, { task }) => joinOf(task, analysis),
  created: (analysis, { what, nth }) => creations(what, nth, analysis),
  'sent-too-early': sentTooEarly,
  'held-output': heldOutput,
  'line-end': wrongLineEnds,
  'shared-variable': sharedVariables,
  'begun-together': begunTogether,
  exit: (analysis, { code }) => exits(code, analysis),
  'unanswered-wait': unansweredWaits,
  'read-before-join': readsBeforeJoin,
  'daemon-joined': daemonJoins,
  'result-unused': unusedResults,
  'child-branch': childBranches,
  'relayed-output': relayedOutput,
  'promise-pool': promisePools,
  'result-order': (analysis, { line }) => resultLoops(line, analysis),
  'unnamed-task': unnamedTasks,
  'sleep-in-main': sleepsInMain,
  'chunked-map': chunkedMaps,
};

/** The kinds that need the port's calls; a line and a load problem do not. */
type Kinds = Exclude<Find['find'], 'line' | 'load-problem'>;

/** Find the lines of a port that a diagnosis is about. */
export function locate(find: Find, source: Source): Located {
  if (find.find === 'line') return lineOf(find, source);
  if (find.find === 'load-problem') return located(source.problems.map(({ place }) => place));
  const search = FINDS[find.find] as (analysis: Analysis, find: Find) => Located;
  return search(analysisOf(source), find);
}

function lineOf({ file, line, column }: Find & { find: 'line' }, source: Source): Located {
  const named = source.files.find((one) => isFile(one.file, file ?? source.entry));
  const place = named && placeOfLine(named, line, column);
  return located(place ? [place] : []);
}

/** Whether a path of a stack trace, which is absolute, names this file of the port. */
function isFile(own: string, named: string): boolean {
  const steps = own.split(sep);
  const from = steps.lastIndexOf('..') + 1;
  return own === named || `${sep}${named}`.endsWith(sep + steps.slice(from).join(sep));
}
