import { counted } from '../../counted.ts';
import type { Runs } from '../../judge/runs.ts';
import type { Mistake } from '../../messages/mistakes.ts';
import { type Said, text } from '../../messages/text.ts';
import { failureIn } from '../../trace/failure.ts';
import { spokenLines } from '../../trace/spoken.ts';
import { isOutput, type Trace } from '../../trace/trace.ts';
import { type Item, parting } from './side-by-side.ts';

/** What the program that is at fault says of its failure, or leaves behind; else what ends when. */
export function endingSeen(runs: Runs, mistake?: Mistake) {
  const { original, port } = runs;
  const { kind, leftovers } = port.trace.ending;
  const isTold = kind !== 'exited' || failureIn(port.trace) !== undefined;
  return {
    evidence:
      mistake?.id === 'process-left-behind'
        ? counted(leftovers)
        : saidOf(mistake?.id === 'original-fails' ? original.trace : port.trace),
    ...(isTold ? {} : parting(runs, ends)),
  };
}

/** What a program says of its own failure stands in its last lines on stderr, or from an error on. */
function saidOf(trace: Trace): Said[] {
  const most = 8;
  const said = spokenLines(trace).filter(
    ({ stream, text }) => stream === 'stderr' && text.trim() !== '',
  );
  const told = failureIn(trace)?.told.slice(0, most) ?? said.slice(-most).map(({ text }) => text);
  return [...(trace.ending.detail ?? []), ...told];
}

/** The last line, and what ends how. */
function ends({ tasks, events }: Trace): Item[] {
  const kinds = new Map(tasks.map(({ id, kind }) => [id, kind]));
  const last = events.findLast(isOutput);
  return events.flatMap((event) => {
    const { time, task } = event;
    const key = `${task} ${time.toFixed(2)}`;
    if (event === last) return [{ key: `${key} prints`, text: text('printsLast', task, time) }];
    if (event.type !== 'end') return [];
    const { code, signal } = kinds.get(task) === 'process' ? event : { code: null, signal: null };
    return [{ key: `${key} ${code} ${signal}`, text: text('ends', task, time, code, signal) }];
  });
}
