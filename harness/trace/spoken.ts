import {
  type ClockName,
  isOutput,
  type LineEvent,
  type TextEvent,
  type Trace,
  type TraceEvent,
} from './trace.ts';

/**
 * A line as a reader at a terminal sees it come: what one task wrote of it with nothing between.
 * `no line end` where the line goes on later, or by another task.
 */
export interface SpokenLine extends LineEvent {
  /** The place of its last part among the events of the trace. */
  place: number;
}

/**
 * Under the real clock no two writes come at one instant. What a task writes without a sleep or a
 * wait between is taken for one if it came within this time, in seconds: as long as an order of
 * lines counts as luck (judge/tolerance.ts).
 */
const AT_ONCE = 0.75;

/** Seconds by which times of one instant may differ, under the virtual clock. */
const ROUNDING = 1e-6;

/** Between what comes before such an event and what comes after it time may have passed. */
const PAUSES = new Set<TraceEvent['type']>(['sleep', 'wake', 'wait', 'resume']);

/** Of each trace: the same line is the same object, whoever asks. */
const known = new WeakMap<readonly TraceEvent[], SpokenLine[]>();

type Part = (LineEvent | TextEvent) & { place: number };

/**
 * What a program printed, each line in the parts in which it came. A program that writes a line in
 * three pieces says the same as one that writes it at once, if nothing came between: no time, no
 * other output; under the real clock, where the order of tasks is luck, none of its own.
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
