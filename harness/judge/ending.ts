import type { Trace } from '../observe/trace.ts';
import { type Check, endingText, linesOf, type Subject } from './subject.ts';
import { toleranceOf } from './tolerance.ts';

/** The same exit code, no breath after the last line that its twin does not take, nothing left. */
export function judgeEnding(original: Subject, port: Subject): Check {
  const both = { original, port };
  for (const [name, { trace }] of Object.entries(both)) {
    if (trace.ending.kind !== 'exited') {
      return failed(`the ${name} ${endingText(trace.ending, seconds(trace))}`, trace);
    }
  }
  const [expected, found] = [original.trace.ending.code, port.trace.ending.code];
  if (expected !== found) {
    return failed(`exit code ${found} where the original has ${expected}`, port.trace);
  }
  for (const [name, { trace }] of Object.entries(both)) {
    const { leftovers } = trace.ending;
    if (leftovers.length > 0) {
      return {
        ok: false,
        sentence: `the ${name} left ${leftovers.length === 1 ? 'a process' : `${leftovers.length} processes`} behind when it ended: is a join, or a kill, missing?`,
        evidence: leftovers,
      };
    }
  }
  for (const [name, { trace, twin }] of Object.entries(both)) {
    const allowed = (twin ? linger(twin) : 0) + toleranceOf(trace.clock).linger;
    if (linger(trace) > allowed) {
      return failed(
        `the ${name} lingers: it ended ${linger(trace).toFixed(2)} s after its last line. What keeps it alive?`,
        trace,
      );
    }
  }
  return {
    ok: true,
    sentence: `exit code ${expected}, ${linger(port.trace).toFixed(2)} s after the last line, nothing left behind`,
  };
}

/** Seconds from the last line, or the last waking, to the end. */
function linger(trace: Trace): number {
  const last = trace.events.findLast(({ type }) => type === 'line' || type === 'wake');
  const end = trace.events.findLast(({ type, task }) => type === 'end' && task === 'main');
  return (end?.time ?? trace.ending.time) - (last?.time ?? 0);
}

/** Under the virtual clock it says nothing of how long one waited. */
const seconds = ({ clock, ending }: Trace) =>
  clock === 'real' ? `${ending.time.toFixed(0)} s` : undefined;

/** What a program says of its own failure stands in its last lines on stderr. */
function failed(sentence: string, trace: Trace): Check {
  const complaints = [
    ...(trace.ending.detail ?? []),
    ...linesOf(trace)
      .filter(({ stream }) => stream === 'stderr')
      .map(({ text }) => text)
      .slice(-8),
  ];
  return { ok: false, sentence, ...(complaints.length > 0 && { evidence: complaints }) };
}
