import { counted } from '../counted.ts';
import { endingText, sleepsOf } from '../judge/subject.ts';
import { plain } from '../plain.ts';
import { isOutput, type Task, type Trace, type TraceEvent } from '../trace/trace.ts';
import { visibleIn } from '../visible.ts';
import type { Styles } from './style.ts';

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
  styles: Styles,
  { raw = false }: { raw?: boolean } = {},
): string {
  const trace = raw ? run : visibleIn(run);
  const { program, runtime, clock, seed, tasks, events, ending } = trace;
  const nameWidth = Math.max(...[...tasks.map(({ id }) => id), '?'].map((id) => id.length));
  const kinds = new Map(tasks.map(({ id, kind }) => [id, kind]));
  const isStopped = ending.kind !== 'exited' && ending.kind !== 'killed';
  const told = events.flatMap((event) => {
    const isEnd = isStopped && event.type === 'end' && event.task === 'main';
    const text = isEnd ? 'process is stopped' : eventText(event, kinds.get(event.task));
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
      const [from, to] = [left[0], left.at(-1)].map((one) => one?.event.time.toFixed(3));
      return styles.faint(
        `${' '.repeat(11)}… ${left.length} more rows, ${from} s to ${to} s (--json has all)`,
      );
    },
  );
  const head = `${styles.strong(program)} ${styles.faint(`· ${runtime} · ${clock} clock · ${trace.ownDraws ? 'random numbers of its own' : `seed ${seed}`}`)}`;
  const end = `${endingText(ending)} after ${ending.time.toFixed(2)} s`;
  const detail = ending.detail ?? [];
  const doubts = trace.uncontrolled.map((what) => styles.bad(`uncontrolled: ${what}`));
  const notes = (trace.notes ?? []).map((note) => `note: ${note}`);
  const paced = (trace.paced ?? []).map((what) => `busy: ${what}`);
  const left = counted(ending.leftovers, 'processes').map((command) =>
    styles.bad(`left behind: ${command}`),
  );
  return `${[head, '', ...rows, '', ...bars(trace, nameWidth), '', end, ...detail, ...paced, ...left, ...doubts, ...notes].join('\n')}\n`;
}

function eventText(event: TraceEvent, kind = 'task'): string | undefined {
  switch (event.type) {
    case 'start':
      return `${kind} starts`;
    case 'text':
      return `${event.stream === 'stderr' ? '!… ' : '┊ '}${event.text}${event.flaw ? ` (${event.flaw})` : ''}`;
    case 'line':
      return `${event.stream === 'stderr' ? '! ' : '│ '}${event.text}${event.flaw ? ` (${event.flaw})` : ''}`;
    case 'sleep':
      return `sleeps ${plain(event.seconds)} s`;
    case 'wake':
      return 'wakes';
    case 'wait':
      return `waits, ${plain(event.seconds)} s at most`;
    case 'resume':
      return event.timedOut ? 'wait timed out' : 'has what it waited for';
    case 'end':
      return event.signal
        ? `${kind} is killed by ${event.signal}`
        : `${kind} ends${event.code === null ? '' : `, exit code ${event.code}`}`;
    case 'draw':
      return undefined;
  }
}

/** From start to end of each task: asleep, or not. */
function bars(trace: Trace, nameWidth: number): string[] {
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
  const rows = ends(
    trace.tasks,
    TASKS,
    rowOf,
    (left) => `${' '.repeat(11)}… ${left.length} more tasks (--json has all)`,
  );
  const scale = `${total.toFixed(2)} s`;
  const legend = `${' '.repeat(11 + nameWidth)}  0 s${scale.padStart(WIDTH - 3)}   █ asleep`;
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
