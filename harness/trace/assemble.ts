import type { Message } from './messages.ts';
import type { Piece } from './pieces.ts';
import { type TaskTree, taskTree } from './task-tree.ts';
import {
  type Ending,
  type LineEvent,
  type Task,
  type TextEvent,
  type TraceEvent,
  UNKNOWN_TASK,
} from './trace.ts';
import { type Exit, exitOf } from './wait-status.ts';

export interface Observed {
  /** The program's first process. */
  pid: number;
  /** The messages' clock at its start, in nanoseconds. */
  startedAt: bigint;
  messages: Message[];
  /** What reached the streams, in this order. */
  pieces: Piece[];
  /** What the pieces say, each process id replaced by its task. */
  texts: string[];
  ending: Ending;
}

/**
 * Put together what the observers reported and what came out: the tasks, and the events in order.
 * Lines are in the order in which they reached their stream. A line that an observer announced but
 * that never came out is not an event. A line that nobody announced belongs to an unknown task,
 * unless Node prints it about an uncaught error.
 */
export function assemble(observed: Observed): { tasks: Task[]; events: TraceEvent[] } {
  const { pid, messages, startedAt, ending } = observed;
  const tree = taskTree(pid, messages);
  const seconds = ({ at }: { at: number }) => Math.max(0, (at - Number(startedAt)) / 1e9);
  const taskOf = ({ from }: { from: string }) => tree.at(from) ?? UNKNOWN_TASK;

  // With their places among the messages: much can happen at one instant of virtual time.
  const placed: Placed[] = [];
  const ended = new Map<string, { place: number; event: TraceEvent & { type: 'end' } }>();
  const greeted = new Set<string>();
  for (const [place, message] of messages.entries()) {
    if (tree.helpers.has(message.from) && message.event !== 'reap') continue;
    const add = (event: TraceEvent) => placed.push({ place, event });
    const base = { time: seconds(message), task: taskOf(message) };
    if (message.event === 'hello' && !greeted.has(base.task)) {
      greeted.add(base.task);
      add({ ...base, type: 'start' });
    } else if (message.event === 'sleep') {
      add({ ...base, type: 'sleep', id: message.id, seconds: message.seconds });
    } else if (message.event === 'wake') {
      add({ ...base, type: 'wake', id: message.id });
    } else if (message.event === 'wait' && !message.silent) {
      add({ ...base, type: 'wait', id: message.id, seconds: message.seconds });
    } else if (message.event === 'resume' && !message.silent) {
      add({ ...base, type: 'resume', id: message.id, timedOut: message.timedOut });
    } else if (message.event === 'draw') {
      add({ ...base, type: 'draw', key: message.key, value: message.value });
    } else if (message.event === 'end') {
      const known = ended.get(base.task)?.event;
      // At one instant the parent that waited for it may be heard first: it knows more.
      const code = message.code ?? known?.code ?? null;
      const event = { ...base, type: 'end' as const, code, signal: known?.signal ?? null };
      ended.set(base.task, { place, event });
    } else if (message.event === 'reap') {
      const task = tree.at(message.child);
      if (task === undefined) continue;
      const known = ended.get(task);
      const time = known?.event.time ?? base.time;
      const event = { time, task, type: 'end' as const, ...reapedExit(message) };
      ended.set(task, { place: known?.place ?? place, event });
    }
  }
  const { code, signal, time } = ending;
  // The program knows best when it ended: the harness may hear of it late.
  const own = ending.kind === 'exited' ? ended.get('main')?.event.time : undefined;
  const end = { time: own ?? time, task: 'main', type: 'end' as const, code, signal };
  ended.set('main', { place: messages.length, event: end });
  for (const piece of outputEvents(observed, tree, seconds)) placed.push(piece);
  for (const end of ended.values()) placed.push(end);
  placed.sort((a, b) => a.event.time - b.event.time || a.place - b.place);
  return { tasks: tree.tasks, events: placed.map(({ event }) => event) };
}

interface Placed {
  place: number;
  event: TraceEvent;
}

/** Python sends the raw wait status, Node a code or the name of a signal. */
const reapedExit = ({ status, code = null, signal = null }: Message & { event: 'reap' }): Exit =>
  status === undefined ? { code, signal } : exitOf(status);

function outputEvents(
  { messages, pieces, texts }: Observed,
  tree: TaskTree,
  seconds: (message: Message) => number,
): Placed[] {
  const latest = { stdout: { time: 0, place: -1 }, stderr: { time: 0, place: -1 } };
  const failures = [...messages.entries()].flatMap(([place, message]) =>
    message.event === 'fail' ? [{ place, message }] : [],
  );
  /** The failure that unannounced lines tell of; after its last line, the next one. */
  let failure = 0;
  const failureIn = ({ stream, text }: Piece) => {
    if (stream !== 'stderr') return undefined;
    const found = failures[failure];
    if (LAST_OF_FAILURE.test(text)) failure += 1;
    return found;
  };
  return pieces.map((piece, index) => {
    const { stream, time, ended, flaw, announced } = piece;
    const found = announced ?? failureIn(piece);
    // Two tasks may read the clock in one order and write in the other: the write decides.
    const last = latest[stream];
    const own = found ? seconds(found.message) : time;
    if (own >= last.time)
      last.place = Math.max(found?.place ?? last.place, own > last.time ? -1 : last.place);
    last.time = Math.max(last.time, own);
    const writer = found && ('by' in found.message ? found.message.by : found.message.from);
    const event = {
      time: last.time,
      task: (writer && tree.at(writer)) ?? UNKNOWN_TASK,
      type: ended ? 'line' : 'text',
      stream,
      text: texts[index] ?? piece.text,
      ...(flaw && { flaw }),
    } as LineEvent | TextEvent;
    return { place: last.place, event };
  });
}

/** The last line that Node prints about an uncaught error. */
const LAST_OF_FAILURE = /^Node\.js v\d/;
