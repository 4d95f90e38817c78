import {
  type ClockName,
  isOutput,
  type LineEvent,
  type TextEvent,
  type Trace,
  type TraceEvent,
} from './trace.ts';

/**
 * A line as a reader at a terminal sees it appear: what one task wrote of it with nothing between.
 * `no line end` if the line goes on later, or by another task.
 */
export interface SpokenLine extends LineEvent {
  /** The place of its last part among the events of the trace. */
  place: number;
}

/**
 * Seconds. Under the real clock no two writes come at one instant: what a task writes without a sleep
 * or a wait between counts as one write if it came within this time. The order of lines counts as
 * luck for as long (tolerances.ts).
 */
const AT_ONCE = 0.75;

/** Virtual clock: seconds by which times of one instant may differ. */
const ROUNDING = 1e-6;

/** Time may pass at such an event. */
const PAUSES = new Set<TraceEvent['type']>(['sleep', 'wake', 'wait', 'resume']);

/** A memo: the same trace always gives the same objects. */
const known = new WeakMap<readonly TraceEvent[], SpokenLine[]>();

type Part = (LineEvent | TextEvent) & { place: number };

/**
 * What a program printed, each line in the parts in which it came. A program that writes a line in
 * three pieces prints the same as one that writes it at once, if neither time nor other output comes
 * between; under the real clock, where the order of tasks is luck, no other output of its own.
 */
export function spokenLines({ events, clock }: Pick<Trace, 'events' | 'clock'>): SpokenLine[] {
  const lines = known.get(events) ?? linesAmong(events, clock);
  known.set(events, lines);
  return lines;
}

function linesAmong(events: readonly TraceEvent[], clock: ClockName): SpokenLine[] {
  const groups: Part[][] = [];
  /** What each task is about to go on with; under the virtual clock only who wrote last. */
  const open = new Map<string, Part[]>();
  for (const [place, event] of events.entries()) {
    const { task } = event;
    if (!isOutput(event)) {
      if (clock === 'real' && PAUSES.has(event.type)) open.delete(task);
      continue;
    }
    const part = { ...event, place };
    const group = open.get(task);
    const isNext = group !== undefined && goesOn(group.at(-1) as Part, part, clock);
    if (isNext) group.push(part);
    else groups.push([part]);
    if (clock === 'virtual') open.clear();
    if (part.type === 'line') open.delete(task);
    else open.set(task, isNext ? group : (groups.at(-1) as Part[]));
  }
  return withoutIdleReturns(groups.map(joined));
}

function goesOn(last: Part, next: Part, clock: ClockName): boolean {
  const apart = next.time - last.time;
  return last.stream === next.stream && apart <= (clock === 'real' ? AT_ONCE : ROUNDING);
}

function joined(parts: Part[]): SpokenLine {
  const [first, last] = [parts[0] as Part, parts.at(-1) as Part];
  const text = parts.map((part) => part.text).join('');
  const flaw =
    last.type === 'text'
      ? 'no line end'
      : (parts.find((part) => part.flaw === 'invalid UTF-8')?.flaw ??
        (text.endsWith('\r') ? 'carriage return' : last.flaw));
  const { time, task, stream } = first;
  return { time, task, type: 'line', stream, text, ...(flaw && { flaw }), place: last.place };
}

/**
 * A carriage return at the end of a part shows only when more is written: it is moved before that.
 * At the beginning of a line it does nothing. So `50 %\r` and `\r50 %` are the same states of a line.
 */
function withoutIdleReturns(lines: SpokenLine[]): SpokenLine[] {
  if (!lines.some(({ text, flaw }) => flaw === 'no line end' && text.includes('\r'))) return lines;
  const streams = {
    stdout: { isBegun: false, back: false },
    stderr: { isBegun: false, back: false },
  };
  return lines.map((line) => {
    const state = streams[line.stream];
    const isPart = line.flaw === 'no line end';
    const [, returns = '', shown = '', after = ''] = /^(\r*)(.*?)(\r*)$/s.exec(line.text) ?? [];
    const goesBack = state.isBegun && (state.back || returns !== '') && shown !== '';
    const text = (goesBack ? '\r' : '') + shown + (isPart ? '' : after);
    state.back = isPart && (after !== '' || (shown === '' && (state.back || returns !== '')));
    state.isBegun = isPart && (state.isBegun || shown !== '');
    return { ...line, text };
  });
}
