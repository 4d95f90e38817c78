import { numberless } from '../../trace/match-lines.ts';
import { goesOnAfter, isOver, sleepsOf } from '../../trace/sleeps.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { LineEvent } from '../../trace/trace.ts';
import { ROUNDING } from '../tolerance.ts';
import type { Beside } from './beside.ts';
import { lineDetector, type OutputDetector } from './line-detector.ts';
import { excerpt } from './line-text.ts';

/** A child prints once more what main prints in the original: it goes on as its parent does. */
const childRunsOn = lineDetector({
  id: 'child-runs-on',
  find({ original, extra }) {
    const mains = new Map(spokenLines(original).map(({ text, task }) => [numberless(text), task]));
    const line = extra.find(
      ({ stream, task, text }) =>
        stream === 'stdout' && task.startsWith('main.') && mains.get(numberless(text)) === 'main',
    );
    return line && { evidence: { task: line.task, first: excerpt(line) }, lines: [line] };
  },
});

/** A task prints what it has to say after a sleep that the end of the original cuts off. */
const daemonJoined = lineDetector({
  id: 'daemon-joined',
  find({ original, port, extra }) {
    const said = new Set(spokenLines(original).map(({ text }) => numberless(text)));
    const line = extra.find(({ stream, text, task, time }) => {
      if (stream === 'stderr' || said.has(numberless(text))) return false;
      const own = sleepsOf(original).filter((sleep) => sleep.task === task);
      const isCut = own.some((sleep) => !isOver(sleep) && !goesOnAfter(sleep, original));
      return isCut && sleepsOf(port).some((sleep) => sleep.task === task && sleep.to <= time);
    });
    if (line === undefined) return undefined;
    return { evidence: { task: line.task, first: excerpt(line) }, lines: [line] };
  },
});

/** A task ends its loop before it has printed all of its lines. */
const stopsTooEarly = lineDetector({
  id: 'stops-too-early',
  find({ original, port, missing }) {
    const [line] = missing;
    if (line === undefined || line.task === 'main' || port.ending.kind !== 'exited')
      return undefined;
    const own = spokenLines(original).filter(({ task }) => task === line.task);
    const rest = own.slice(own.length - missing.length);
    const isTail = rest.length < own.length && rest.every((each) => missing.includes(each));
    return isTail ? missed(missing, line) : undefined;
  },
});

const missingLines = lineDetector({
  id: 'missing-lines',
  find: ({ missing, missing: [line] }) => line && missed(missing, line),
});

const missed = (missing: readonly LineEvent[], line: LineEvent) => ({
  evidence: { lines: missing.length, first: excerpt(line), task: line.task },
  lines: [line],
});

const extraLines = lineDetector({
  id: 'extra-lines',
  find({ extra }) {
    const [line] = extra;
    if (line === undefined) return undefined;
    const { stream } = line;
    return { evidence: { lines: extra.length, first: excerpt(line), stream }, lines: [line] };
  },
});

/**
 * The first line of a task that waits for others in the original, and in the port ends without a
 * word and without a sleep: what it waits for never reaches it.
 */
export function unheard({ original, port, missing }: Beside): LineEvent | undefined {
  if (port.ending.kind !== 'exited') return undefined;
  const began = new Map(
    original.events.flatMap(({ type, task, time }) => (type === 'start' ? [[task, time]] : [])),
  );
  const isIdle = (task: string) =>
    port.tasks.some(({ id }) => id === task) &&
    ![...spokenLines(port), ...sleepsOf(port)].some((each) => each.task === task);
  return missing.find(({ task, time }) => {
    const start = began.get(task) ?? time;
    const waits = !sleepsOf(original).some((sleep) => sleep.task === task && sleep.from < time);
    return task !== 'main' && waits && time > start + ROUNDING && isIdle(task);
  });
}

/** Tasks that do what they should not. */
export const TASK_DETECTORS: readonly OutputDetector[] = [childRunsOn, daemonJoined];
/** Lines that are missing, or too many. */
export const LINE_DETECTORS: readonly OutputDetector[] = [stopsTooEarly, missingLines, extraLines];
