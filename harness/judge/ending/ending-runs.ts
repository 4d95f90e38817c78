import { type Failure, failureIn } from '../../trace/failure.ts';
import { numberless } from '../../trace/match-lines.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { EndEvent, Ending, Trace, TraceEvent } from '../../trace/trace.ts';
import type { Runs } from '../runs.ts';

/** A process of the port beside its twin. */
interface Twins {
  task: string;
  end: Pick<EndEvent, 'code' | 'signal'>;
  twin: Pick<EndEvent, 'code' | 'signal'>;
}

/** How the port ended. */
export interface EndingRuns extends Runs {
  ending: Ending;
  /** Processes that ended in both programs, and not by the harness. */
  twins: Twins[];
  /** Of them those that end by themselves, but with another exit code; one may be unknown. */
  otherCodes: { task: string; found: number; wanted: number }[];
  /** An error of the port that its ending shows, and not only its output. */
  failure: Failure | undefined;
  /** Lines on stdout that it does not print. */
  missing: number;
  /** It printed everything, the original's last line too. */
  isComplete: boolean;
}

export function endingRuns(runs: Runs): EndingRuns {
  const { original, port } = runs;
  const { ending } = port.trace;
  const twins = twinsOf(runs);
  const otherCodes = twins.flatMap(({ task, end: { code: found }, twin: { code: wanted } }) =>
    found === null || wanted === null || found === wanted ? [] : [{ task, found, wanted }],
  );
  const [own, all] = [spoken(port.trace), spoken(original.trace)];
  const missing = Math.max(0, all.length - own.length);
  const last = numberless(all.at(-1)?.text ?? '');
  const isComplete = missing === 0 && own.some(({ text }) => numberless(text) === last);
  const failures =
    ending.kind === 'exited'
      ? otherCodes.map(({ task }) => failureIn(port.trace, task === 'main' ? undefined : task))
      : failureIn(original.trace) === undefined && [failureIn(port.trace)];
  const failure = (failures || []).find((each) => each !== undefined);
  return { ...runs, ending, twins, otherCodes, failure, missing, isComplete };
}

export const spoken = (trace: Trace, of?: string) =>
  spokenLines(trace).filter(
    ({ stream, task }) => stream === 'stdout' && (of === undefined || task === of),
  );

function twinsOf({ original, port }: Runs): Twins[] {
  if (port.trace.ending.kind !== 'exited') return [];
  return port.trace.tasks.flatMap(({ id: task, kind }) => {
    const [end, twin] = [endOf(port.trace, task), endOf(original.trace, task)];
    return kind === 'process' && end && twin ? [{ task, end, twin }] : [];
  });
}

/** How a process ended; of the first the harness knows it by itself. */
const endOf = ({ events, ending }: Trace, task: string) =>
  task === 'main' ? ending : events.filter(isEnd).find((event) => event.task === task);

const isEnd = (event: TraceEvent): event is EndEvent => event.type === 'end';
