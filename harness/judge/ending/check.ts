import { counted } from '../../counted.ts';
import { isOutput, type Trace } from '../../trace/trace.ts';
import { type Item, parting } from '../side-by-side.ts';
import { type Check, type Look, linesOf, type Subject } from '../subject.ts';
import { toleranceOf } from '../tolerance.ts';
import { type Failure, failureIn, lookAtFailure } from './failure.ts';
import { unended } from './unended.ts';

/**
 * The same exit code, of each process, no breath after the last line that its twin does not take,
 * nothing left.
 */
export function judgeEnding(original: Subject, port: Subject): Check {
  const both = { original, port };
  for (const [name, { trace }] of Object.entries(both)) {
    if (trace.ending.kind !== 'exited') {
      const { sentence, look } = unended(trace, original.trace);
      return { ...failed(`the ${name} ${sentence}`, trace), ...(look && { look }) };
    }
  }
  const expected = original.trace.ending.code;
  const other = otherCode(original.trace, port.trace);
  if (other !== undefined) {
    // The stack of an error says more.
    return failureIn(port.trace) ? other : { ...other, ...parting([original, port], ends) };
  }
  for (const [name, { trace }] of Object.entries(both)) {
    const { leftovers } = trace.ending;
    if (leftovers.length > 0) {
      return {
        ok: false,
        sentence: `the ${name} left ${leftovers.length === 1 ? 'a process' : `${leftovers.length} processes`} behind when it ended: is a join, or a kill, missing?`,
        evidence: counted(leftovers, 'processes'),
        look: { sentence: 'what is started, and whether each is waited for', find: STARTS },
      };
    }
  }
  for (const [name, { trace, twin, late }] of Object.entries(both)) {
    const allowed = (twin ? linger(twin) : 0) + toleranceOf(trace.clock, late).linger;
    if (linger(trace) > allowed) {
      return {
        ...failed(
          `the ${name} lingers: it ended ${linger(trace).toFixed(2)} s after its last line. What keeps it alive?`,
          trace,
        ),
        basis: 'time',
        ...parting([original, port], ends),
        look: LOOK_AT_TIMERS,
      };
    }
  }
  const silence = silenceAfterLines(port.trace);
  const allowed =
    silenceAfterLines(original.trace) +
    (port.twin ? linger(port.twin) : 0) +
    toleranceOf(port.trace.clock, port.late).linger;
  if (silence > allowed) {
    const sentence = `the port lingers: it ended ${silence.toFixed(2)} s after its last line, asleep. Which timer is never cleared?`;
    return {
      ...failed(sentence, port.trace),
      basis: 'time',
      ...parting([original, port], ends),
      look: LOOK_AT_TIMERS,
    };
  }
  return {
    ok: true,
    sentence: `exit code ${expected}, ${linger(port.trace).toFixed(2)} s after the last line, nothing left behind`,
  };
}

const STARTS = { calls: ['start'] } as const;
const LOOK_AT_TIMERS: Look = {
  sentence: 'timers: clear each (clearTimeout, clearInterval), or await it, or `unref()` it',
  find: { calls: ['timer'] },
};
const LOOK_AT_EXITS: Look = {
  sentence: 'what sets an exit code: process.exit(code), process.exitCode; a flag is no code',
  find: { calls: ['exit'] },
};

/** The program, or a process of it, ends with another exit code than its twin in the original. */
function otherCode(original: Trace, port: Trace): Check | undefined {
  const [expected, found] = [original.ending.code, port.ending.code];
  const failure = failureIn(port);
  const look = failure ? lookAtFailure(failure) : LOOK_AT_EXITS;
  if (expected !== found) {
    const sentence = `exit code ${found} where the original has ${expected}`;
    return { ...failed(`${sentence}${whyFailed(failure, port, original)}`, port), look };
  }
  const twins = endsOfProcesses(original);
  const ends = endsOfProcesses(port);
  for (const { id } of port.tasks) {
    const [twin, end] = [twins.get(id), ends.get(id)];
    // An exit code may be unknown: of a child for whose end nobody waited.
    if (twin?.code == null || end === undefined || end.code === twin.code) continue;
    const how =
      end.code === null
        ? (crashText(end.signal) ?? cutShort(id, end.signal, port, original))
        : `ends with exit code ${end.code}`;
    if (how === undefined) continue;
    const own = failureIn(
      port,
      linesOf(port).filter(({ task }) => task === id),
    );
    const sentence = `${id} ${how} where the original’s ends with exit code ${twin.code}${whyFailed(own, port, original)}`;
    return { ...failed(sentence, port), look: own ? lookAtFailure(own) : look };
  }
  for (const { id } of original.tasks) {
    const [end, twin] = [twins.get(id), ends.get(id)];
    if (twin?.code == null || end?.code !== null || end.signal === null) continue;
    const how = cutShort(id, end.signal, original, port);
    if (how !== undefined) return failed(`the original’s ${id} ${how}`, original);
  }
  return undefined;
}

/** The children that are processes: how each ended. */
function endsOfProcesses({ tasks, events }: Trace) {
  const processes = new Set(
    tasks.flatMap(({ id, kind }) => (kind === 'process' && id !== 'main' ? [id] : [])),
  );
  return new Map(
    events.flatMap((event) =>
      event.type === 'end' && processes.has(event.task) ? [[event.task, event] as const] : [],
    ),
  );
}

/** By these a program ends its own processes when it needs them no more: that is no failure. */
const REQUESTS = new Set(['SIGTERM', 'SIGKILL', 'SIGINT', 'signal 15', 'signal 9', 'signal 2']);

const crashText = (signal: string | null) =>
  signal === null || REQUESTS.has(signal) ? undefined : `is killed by ${signal}`;

/** It was killed before it had printed what its twin prints: nobody ends a task that is needed. */
function cutShort(id: string, signal: string | null, trace: Trace, twin: Trace) {
  const [own, all] = [trace, twin].map(
    (each) => linesOf(each).filter(({ task, stream }) => task === id && stream === 'stdout').length,
  ) as [number, number];
  if (own >= all) return undefined;
  return `is killed by ${signal} after ${own} of its ${all} lines (by the program, or from outside; then run it again)`;
}

/** Seconds from the last line, or the last waking, to the end. */
function linger(trace: Trace): number {
  const end = trace.events.findLast(({ type, task }) => type === 'end' && task === 'main');
  return (end?.time ?? trace.ending.time) - lastActivity(trace);
}

const lastActivity = ({ events }: Trace) =>
  events.findLast((event) => isOutput(event) || event.type === 'wake')?.time ?? 0;

/** Seconds from the last line to the end. */
function silenceAfterLines(trace: Trace): number {
  const last = trace.events.findLast(isOutput);
  return linger(trace) + lastActivity(trace) - (last?.time ?? lastActivity(trace));
}

/** Why a program ended with another exit code: an error that it tells on stderr. */
function whyFailed(failure: Failure | undefined, trace: Trace, original: Trace): string {
  if (failure === undefined) return '';
  if (failure.isUnsettled) {
    return `: it ${failure.sentence}, and nothing is left that could let it go on`;
  }
  return spoken(trace).length >= spoken(original).length
    ? `: an error after its last line that nobody catches, “${failure.text}”. Is a promise neither awaited nor caught?`
    : `: it ${failure.sentence}`;
}

const spoken = (trace: Trace) => linesOf(trace).filter(({ stream }) => stream === 'stdout');

/** The last line, and what ends how. */
function ends(trace: Trace): Item[] {
  const kinds = new Map(trace.tasks.map(({ id, kind }) => [id, kind]));
  const last = trace.events.findLast(isOutput);
  return trace.events.flatMap((event) => {
    const { time, task } = event;
    if (event === last) return [item(time, task, `${task} prints its last line`)];
    if (event.type !== 'end') return [];
    const code =
      kinds.get(task) === 'process' ? `, ${event.signal ?? `exit code ${event.code}`}` : '';
    return [item(time, task, `${task} ends${code}`)];
  });
}

const item = (time: number, task: string, what: string): Item => {
  const text = `${time.toFixed(2)} s ${what}`;
  return { key: `${task} ${text}`, text };
};

/** What a program says of its own failure stands in its last lines on stderr, or from an error on. */
function failed(sentence: string, trace: Trace): Check {
  const most = 8;
  const said = linesOf(trace).filter(
    ({ stream, text }) => stream === 'stderr' && text.trim() !== '',
  );
  const failure = failureIn(trace);
  const from = said.findIndex(({ text }) => failure !== undefined && text.startsWith(failure.text));
  const told = from === -1 ? said.slice(-most) : said.slice(from, from + most);
  const complaints = [...(trace.ending.detail ?? []), ...told.map(({ text }) => text)];
  return { ok: false, sentence, ...(complaints.length > 0 && { evidence: complaints }) };
}
