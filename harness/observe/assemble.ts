import { type Message, processOf } from './messages.ts';
import type { OutputLine } from './output-lines.ts';
import { type TaskTree, taskTree } from './task-tree.ts';
import { type Ending, type LineEvent, type Task, type TraceEvent, UNKNOWN_TASK } from './trace.ts';

export interface Observed {
  /** The program's first process. */
  pid: number;
  /** Monotonic clock at its start, in nanoseconds. */
  startedAt: bigint;
  messages: Message[];
  lines: OutputLine[];
  ending: Ending;
}

/**
 * Put together what the observers said and what came out: the tasks, and the events in order.
 * The order of lines is the order in which they reached the stream; what an observer announced
 * but never came out is no event, and what came out unannounced belongs to an unknown task.
 */
export function assemble(observed: Observed): { tasks: Task[]; events: TraceEvent[] } {
  const { pid, messages, startedAt, ending } = observed;
  const tree = taskTree(pid, messages);
  const seconds = ({ at }: { at: number }) => Math.max(0, (at - Number(startedAt)) / 1e9);
  const taskOf = ({ from }: { from: string }) => tree.at(from) ?? UNKNOWN_TASK;

  const events: TraceEvent[] = [];
  const ended = new Map<string, TraceEvent & { type: 'end' }>();
  const greeted = new Set<string>();
  for (const message of messages) {
    const base = { time: seconds(message), task: taskOf(message) };
    if (message.event === 'hello' && !greeted.has(base.task)) {
      greeted.add(base.task);
      events.push({ ...base, type: 'start' });
    } else if (message.event === 'sleep') {
      events.push({ ...base, type: 'sleep', id: message.id, seconds: message.seconds });
    } else if (message.event === 'wake') {
      events.push({ ...base, type: 'wake', id: message.id });
    } else if (message.event === 'draw') {
      events.push({ ...base, type: 'draw', key: message.key, value: message.value });
    } else if (message.event === 'end') {
      ended.set(base.task, { ...base, type: 'end', code: message.code, signal: null });
    } else if (message.event === 'reap') {
      const task = tree.at(message.child);
      if (task === undefined) continue;
      const time = ended.get(task)?.time ?? base.time;
      ended.set(task, { time, task, type: 'end', ...outcome(message) });
    }
  }
  const { code, signal, time } = ending;
  ended.set('main', { time, task: 'main', type: 'end', code, signal });
  events.push(...lineEvents(observed, tree, seconds), ...ended.values());
  return { tasks: tree.tasks, events: events.sort((a, b) => a.time - b.time) };
}

/** Python reports a wait status, Node a code or the name of a signal. */
function outcome({ status, code, signal }: Message & { event: 'reap' }): {
  code: number | null;
  signal: string | null;
} {
  if (status === undefined) return { code: code ?? null, signal: signal ?? null };
  const killer = status & 0x7f;
  return killer === 0
    ? { code: status >> 8, signal: null }
    : { code: null, signal: `signal ${killer}` };
}

function lineEvents(
  { messages, lines }: Observed,
  tree: TaskTree,
  seconds: (message: Message) => number,
): LineEvent[] {
  const announced = messages.filter((message) => message.event === 'line');
  const latest = { stdout: 0, stderr: 0 };
  const named = pidNamer(messages, tree);
  return lines.map(({ stream, text, bytes, time, flaw }) => {
    const at = announced.findIndex(
      (message) =>
        message.stream === stream && message.bytes === bytes && text.startsWith(message.text),
    );
    const [message] = at === -1 ? [] : announced.splice(at, 1);
    // Two tasks may take their times in one order and write in the other: the write decides.
    latest[stream] = Math.max(latest[stream], message ? seconds(message) : time);
    return {
      time: latest[stream],
      task: (message && tree.at(message.from)) ?? UNKNOWN_TASK,
      type: 'line',
      stream,
      text: named(text),
      ...(flaw && { flaw }),
    };
  });
}

/** Replaces each process id of the run in a text by its task, so that runs compare. */
function pidNamer(messages: readonly Message[], tree: TaskTree): (text: string) => string {
  const names = new Map<string, string>();
  for (const message of messages) {
    for (const address of 'child' in message ? [message.from, message.child] : [message.from]) {
      const task = tree.at(`${processOf(address)}:0`);
      if (task !== undefined) names.set(String(processOf(address)), task);
    }
  }
  // A number of its own, and no part of a decimal one.
  return (text) =>
    text.replaceAll(/(?<![\d.])\d+(?![\d]|\.\d)/g, (digits) => {
      const task = names.get(digits);
      return task === undefined ? digits : `⟨${task}⟩`;
    });
}
