import { analysisOf } from './analysis.ts';
import type { Find, Located } from './find.ts';
import { busyLoops } from './finds/busy-loop.ts';
import { callsForStart } from './finds/call-for-start.ts';
import { callsOfKinds } from './finds/calls-of-kinds.ts';
import { clockReadings } from './finds/clock.ts';
import { missingGuard } from './finds/missing-guard.ts';
import { missingJoins } from './finds/missing-join.ts';
import { openHandles } from './finds/open-handle.ts';
import { printing } from './finds/printing.ts';
import { promisesNotAwaited } from './finds/promise-not-awaited.ts';
import { sleepsNotAwaited } from './finds/sleep-not-awaited.ts';
import { timeouts } from './finds/timeout.ts';
import { unresolvedPromises } from './finds/unresolved-promise.ts';
import { waitsBetweenStarts } from './finds/wait-between-starts.ts';
import { placeOfLine } from './place.ts';
import type { Source } from './read-source.ts';

/** Find the lines of a port that a diagnosis is about. */
export function locate(find: Find, source: Source): Located {
  if (find.find === 'line') return lineOf(find, source);
  if (find.find === 'load-problem') return { places: placesOf(source.problems), related: [] };
  if (source.problems.length > 0) return { places: [], related: [] };
  const analysis = analysisOf(source);
  switch (find.find) {
    case 'printing':
      return printing(find.lines, analysis);
    case 'calls':
      return callsOfKinds(find.kinds, analysis);
    case 'wait-between-starts':
      return waitsBetweenStarts(analysis);
    case 'missing-join':
      return missingJoins(find.line, analysis);
    case 'sleep-not-awaited':
      return sleepsNotAwaited(analysis);
    case 'clock':
      return clockReadings(find.reading, analysis);
    case 'missing-guard':
      return missingGuard(analysis);
    case 'call-for-start':
      return callsForStart(analysis);
    case 'open-handle':
      return openHandles(analysis);
    case 'timeout':
      return timeouts(analysis);
    case 'busy-loop':
      return busyLoops(analysis);
    case 'unresolved-promise':
      return unresolvedPromises(analysis);
    case 'promise-not-awaited':
      return promisesNotAwaited(analysis);
    // Not looked for yet.
    case 'creation':
    case 'join':
    case 'shared-variable':
    case 'chunked-map':
    case 'child-branch':
      return { places: [], related: [] };
  }
}

const placesOf = (problems: Source['problems']) => problems.flatMap(({ place }) => place ?? []);

function lineOf({ file, line, column }: Find & { find: 'line' }, source: Source): Located {
  const named = source.files.find((one) => one.file === (file ?? source.entry));
  const place = named && placeOfLine(named, line, column);
  return { places: place ? [place] : [], related: [] };
}
