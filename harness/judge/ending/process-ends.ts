import type { EndEvent, Trace, TraceEvent } from '../../trace/trace.ts';
import { detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { linesOf } from '../subject.ts';
import { CUT_SHORT } from './cut-short.ts';

/** How a process ended; of the first the harness knows it by itself. */
const endOf = ({ events, ending }: Trace, task: string) =>
  task === 'main' ? ending : events.filter(isEnd).find((event) => event.task === task);

const isEnd = (event: TraceEvent): event is EndEvent => event.type === 'end';

/** A process of the port beside its twin, where both ended and were not ended by the harness. */
function twins({ original, port }: Runs) {
  if (port.trace.ending.kind !== 'exited') return [];
  return port.trace.tasks.flatMap(({ id: task, kind }) => {
    const [end, twin] = [endOf(port.trace, task), endOf(original.trace, task)];
    return kind === 'process' && end && twin ? [{ task, end, twin }] : [];
  });
}

/** Processes that end by themselves, but with another exit code; one may be unknown. */
export const otherCodes = (runs: Runs) =>
  twins(runs).flatMap(({ task, end, twin }) =>
    end.code === null || twin.code === null || end.code === twin.code
      ? []
      : [{ task, found: end.code, wanted: twin.code }],
  );

export const wrongExitCode = detector({
  id: 'wrong-exit-code',
  find: (runs) => otherCodes(runs)[0],
  look: () => [{ find: 'calls', kinds: ['exit'] }],
  // Its parent may print it.
  explains: ['wrong-number', 'wrong-text'],
});

/** By these a program ends its own processes when it needs them no more: that is no failure. */
const REQUESTS = new Set(['SIGTERM', 'SIGKILL', 'SIGINT', 'signal 15', 'signal 9', 'signal 2']);

/** By a signal that nobody sends to end a process; or before it has printed what its twin prints. */
export const killed = detector({
  id: 'killed',
  find(runs) {
    const { original, port } = runs;
    const { kind, signal } = port.trace.ending;
    if (kind === 'killed' && signal !== null) return { task: 'main', signal };
    for (const { task, end, twin } of twins(runs)) {
      if (twin.code === null || end.signal === null) continue;
      const said = ({ trace }: Runs['port']) =>
        linesOf(trace).filter((line) => line.task === task && line.stream === 'stdout').length;
      const [lines, of] = [said(port), said(original)];
      if (lines < of) return { task, signal: end.signal, lines, of };
      if (!REQUESTS.has(end.signal)) return { task, signal: end.signal };
    }
    return undefined;
  },
  look: () => [{ find: 'calls', kinds: ['exit'] }],
  explains: CUT_SHORT,
});
