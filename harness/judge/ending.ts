import type { LineEvent, Trace } from '../observe/trace.ts';
import { type Check, endingText, linesOf, type Subject } from './subject.ts';
import { toleranceOf } from './tolerance.ts';

/** The same exit code, no breath after the last line that its twin does not take, nothing left. */
export function judgeEnding(original: Subject, port: Subject): Check {
  const both = { original, port };
  for (const [name, { trace }] of Object.entries(both)) {
    if (trace.ending.kind !== 'exited') {
      return failed(`the ${name} ${unended(trace, original.trace)}`, trace);
    }
  }
  const [expected, found] = [original.trace.ending.code, port.trace.ending.code];
  if (expected !== found) {
    const sentence = `exit code ${found} where the original has ${expected}`;
    return failed(`${sentence}${failureOf(port.trace, original.trace)}`, port.trace);
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
  const silence = silenceAfterLines(port.trace);
  const allowed =
    silenceAfterLines(original.trace) +
    (port.twin ? linger(port.twin) : 0) +
    toleranceOf(port.trace.clock).linger;
  if (silence > allowed) {
    const sentence = `the port lingers: it ended ${silence.toFixed(2)} s after its last line, asleep. Which timer is never cleared?`;
    return failed(sentence, port.trace);
  }
  return {
    ok: true,
    sentence: `exit code ${expected}, ${linger(port.trace).toFixed(2)} s after the last line, nothing left behind`,
  };
}

/** Seconds from the last line, or the last waking, to the end. */
function linger(trace: Trace): number {
  const end = trace.events.findLast(({ type, task }) => type === 'end' && task === 'main');
  return (end?.time ?? trace.ending.time) - lastActivity(trace);
}

const lastActivity = ({ events }: Trace) =>
  events.findLast(({ type }) => type === 'line' || type === 'wake')?.time ?? 0;

/** Seconds from the last line to the end. */
function silenceAfterLines(trace: Trace): number {
  const last = trace.events.findLast(({ type }) => type === 'line');
  return linger(trace) + lastActivity(trace) - (last?.time ?? lastActivity(trace));
}

/** What a program does that comes to no end of its own. */
function unended(trace: Trace, original: Trace): string {
  const { kind } = trace.ending;
  const text = endingText(trace.ending, seconds(trace));
  const [lines, all] = [trace, original].map((each) => spoken(each).length) as [number, number];
  if (kind === 'endless instant' && lines > 10 * all + 100) {
    return `prints without end: ${lines} lines at one instant. Nothing else can happen meanwhile: does it wait for that?`;
  }
  if (kind === 'spinning') {
    return `${text}. Does a loop wait for what cannot happen meanwhile?`;
  }
  if (trace !== original && lines >= all && ['deadlock', 'timed out'].includes(kind)) {
    const limit = kind === 'timed out' ? seconds(trace) : undefined;
    const within = limit === undefined ? '' : ` within ${limit}`;
    return `lingers: it did not end after its last line${within}. What keeps it alive: a timer, a server, a channel?`;
  }
  return text;
}

/** Why a program ended with another exit code: an error that it tells on stderr. */
function failureOf(trace: Trace, original: Trace): string {
  const error = errorAmong(linesOf(trace));
  if (error === undefined) return '';
  return spoken(trace).length >= spoken(original).length
    ? `: an error after its last line that nobody catches, “${error}”. Is a promise neither awaited nor caught?`
    : `: it fails with “${error}”`;
}

/** What an error that nobody caught is told with on stderr, by Node and by Python. */
export function errorAmong(lines: readonly LineEvent[]): string | undefined {
  return lines
    .find(
      ({ stream, text }) =>
        stream === 'stderr' && /^(?:Uncaught )?\[?\w*(?:Error|Exception)\b/.test(text),
    )
    ?.text.replace(/ \{$/, '');
}

const spoken = (trace: Trace) => linesOf(trace).filter(({ stream }) => stream === 'stdout');

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
