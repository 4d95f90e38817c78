import type { Trace } from '../../trace/trace.ts';
import { detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { linesOf } from '../subject.ts';
import { CUT_SHORT } from './cut-short.ts';

interface End {
  code: number | null;
  signal: string | null;
}

/** How each process of a program ended; of the first the harness knows it by itself. */
function endsIn({ tasks, events, ending }: Trace): Map<string, End> {
  const processes = new Set(tasks.flatMap(({ id, kind }) => (kind === 'process' ? id : [])));
  const ends = new Map<string, End>([['main', ending]]);
  for (const event of events) {
    const isChild = event.task !== 'main' && processes.has(event.task);
    if (event.type === 'end' && isChild) ends.set(event.task, event);
  }
  return ends;
}

/** A process of the port beside its twin, where both are known to have ended. */
function twins({ original, port }: Runs) {
  const ends = endsIn(original.trace);
  return [...endsIn(port.trace)].flatMap(([task, end]) => {
    const twin = ends.get(task);
    return twin === undefined ? [] : [{ task, end, twin }];
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
  explains: [],
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
