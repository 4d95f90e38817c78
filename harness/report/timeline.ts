import type { Messages } from '../messages/messages.ts';
import { inLanguage, type Said } from '../messages/text.ts';
import { howEnded } from '../trace/how-ended.ts';
import { sleepsOf } from '../trace/sleeps.ts';
import {
  isOutput,
  type LineEvent,
  type Task,
  type TaskKind,
  type TextEvent,
  type Trace,
  type TraceEvent,
} from '../trace/trace.ts';
import { visibleIn } from '../visible.ts';
import type { Look } from './look.ts';

/** The columns that the bars of a timeline take. */
const WIDTH = 60;

/** Of a long timeline, and of many tasks, so many rows at each end are shown. */
const EVENTS = { head: 60, tail: 40 };
const TASKS = { head: 30, tail: 10 };

/**
 * One run for a terminal: its events in order, then a bar for each task.
 *
 * @param raw leave control characters that the program printed as they are
 */
export function timelineText(
  run: Trace,
  { messages, styles }: Pick<Look, 'messages' | 'styles'>,
  { raw = false }: { raw?: boolean } = {},
): string {
  const trace = raw ? run : visibleIn(run);
  const { program, runtime, clock, seed, tasks, events, ending } = trace;
  const { timeline, report } = messages;
  const nameWidth = Math.max(...[...tasks.map(({ id }) => id), '?'].map((id) => id.length));
  const kinds = new Map(tasks.map(({ id, kind }) => [id, kind]));
  const isStopped = ending.kind !== 'exited' && ending.kind !== 'killed';
  const told = events.flatMap((event) => {
    const isEnd = isStopped && event.type === 'end' && event.task === 'main';
    const text = isEnd ? timeline.stopped : eventText(event, kinds.get(event.task), messages);
    return text === undefined ? [] : [{ event, text }];
  });
  const rows = ends(
    told,
    EVENTS,
    ({ event, text }) => {
      const row = `${stamp(event.time)}  ${event.task.padEnd(nameWidth)}  `;
      return isOutput(event) ? `${row}${text}` : styles.faint(`${row}${text}`);
    },
    (left) => {
      const [from = 0, to = 0] = [left[0], left.at(-1)].map((one) => one?.event.time);
      return styles.faint(`${MARGIN}${timeline.moreRows(left.length, from, to)}`);
    },
  );
  const draws = trace.ownDraws ? timeline.ownDraws : report.seed(seed);
  const head = `${styles.strong(program)} ${styles.faint(`· ${runtime} · ${report.clock[clock]} · ${draws}`)}`;
  const end = timeline.after(howEnded(ending, messages), ending.time);
  const inOwn = (said: Said) => inLanguage(said, messages);
  const detail = (ending.detail ?? []).map(inOwn);
  const doubts = trace.uncontrolled.map((what) => styles.bad(timeline.uncontrolled + inOwn(what)));
  const notes = (trace.notes ?? []).map((note) => report.note + inOwn(note));
  const paced = (trace.paced ?? []).map((what) => timeline.busy + inOwn(what));
  const left = [...Map.groupBy(ending.leftovers.map(inOwn), (command) => command)].map(
    ([command, all]) => styles.bad(timeline.leftBehind(command, all.length)),
  );
  return `${[head, '', ...rows, '', ...bars(trace, nameWidth, messages), '', end, ...detail, ...paced, ...left, ...doubts, ...notes].join('\n')}\n`;
}

const MARGIN = ' '.repeat(11);

function eventText(
  event: TraceEvent,
  kind: TaskKind | 'unknown' = 'unknown',
  { timeline }: Messages,
): string | undefined {
  switch (event.type) {
    case 'start':
      return timeline.starts(kind);
    case 'text':
      return `${event.stream === 'stderr' ? '!… ' : '┊ '}${event.text}${flawOf(event, timeline)}`;
    case 'line':
      return `${event.stream === 'stderr' ? '! ' : '│ '}${event.text}${flawOf(event, timeline)}`;
    case 'sleep':
      return timeline.sleeps(event.seconds);
    case 'wake':
      return timeline.wakes;
    case 'wait':
      return timeline.waits(event.seconds);
    case 'resume':
      return event.timedOut ? timeline.timedOut : timeline.resumes;
    case 'end':
      return event.signal ? timeline.killed(kind, event.signal) : timeline.ends(kind, event.code);
    case 'draw':
      return undefined;
  }
}

function flawOf({ flaw }: TextEvent | LineEvent, { flaws }: Messages['timeline']): string {
  return flaw === undefined ? '' : ` (${flaws[flaw]})`;
}

/** From start to end of each task: asleep, or not. */
function bars(trace: Trace, nameWidth: number, { timeline }: Messages): string[] {
  const total = Math.max(trace.ending.time, 1e-9);
  const column = (time: number) =>
    Math.min(WIDTH - 1, Math.floor((Math.min(time, total) / total) * WIDTH));
  const events = Map.groupBy(trace.events, ({ task }) => task);
  const sleeps = Map.groupBy(sleepsOf(trace), ({ task }) => task);
  const rowOf = ({ id }: Task) => {
    const own = events.get(id) ?? [];
    const cells = new Array<string>(WIDTH).fill(' ');
    const fill = (from: number, to: number, cell: string) =>
      cells.fill(cell, column(from), column(to) + 1);
    const last = own.at(-1)?.time ?? 0;
    if (own[0] !== undefined) fill(own[0].time, last, '─');
    for (const { from, to } of sleeps.get(id) ?? []) {
      fill(from, Math.min(to, last), '█');
    }
    return `${' '.repeat(9)}  ${id.padEnd(nameWidth)}  ${cells.join('').trimEnd()}`;
  };
  const rows = ends(trace.tasks, TASKS, rowOf, (left) => MARGIN + timeline.moreTasks(left.length));
  const scale = `${total.toFixed(2)} s`;
  const legend = `${' '.repeat(11 + nameWidth)}  0 s${scale.padStart(WIDTH - 3)}   █ ${timeline.asleep}`;
  return [...rows, legend];
}

/** A row for each, of many only for those at both ends, and one that tells how many are left out. */
function ends<Item>(
  all: readonly Item[],
  { head, tail }: { head: number; tail: number },
  rowOf: (item: Item) => string,
  moreText: (left: readonly Item[]) => string,
): string[] {
  if (all.length <= head + tail) return all.map(rowOf);
  return [
    ...all.slice(0, head).map(rowOf),
    moreText(all.slice(head, -tail)),
    ...all.slice(-tail).map(rowOf),
  ];
}

const stamp = (seconds: number) => `${seconds.toFixed(3)} s`.padStart(9);
