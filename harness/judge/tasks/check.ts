import { text } from '../../messages/text.ts';
import type { Check } from '../check.ts';
import { detect } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Runs } from '../runs.ts';
import { childStartsTasks, countsOf, TASK_DETECTORS, taskRuns } from './detectors.ts';

/**
 * As many processes and threads, of the same kind and parentage; and main prints its own lines, the
 * others theirs. Which of those prints a line may be luck: in a pool, who is free.
 */
export function judgeTasks(runs: Runs): Check {
  const { original, port, pair } = runs;
  const { tasks, ending } = port.trace;
  // A port in Node's own way has tasks of its own; but none that are started without end.
  const isFree = pair.idiomatic && ending.kind !== 'too many processes';
  if (isFree) return { ok: true, sentence: text('anyTasks', tasks.length - 1) };
  const detectors = pair.idiomatic ? [childStartsTasks] : TASK_DETECTORS;
  const findings = detect(detectors, taskRuns(runs));
  return findings.length > 0
    ? failed(findings, runs)
    : { ok: true, sentence: text('sameTasks', countsOf(original.trace.tasks)) };
}
