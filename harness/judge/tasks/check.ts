import { text } from '../../messages/text.ts';
import type { Task } from '../../trace/trace.ts';
import { detect } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Runs } from '../runs.ts';
import { parting } from '../side-by-side.ts';
import type { Check, Subject } from '../subject.ts';
import {
  borrowedLines,
  childStartsTasks,
  countsOf,
  TASK_DETECTORS,
  taskRuns,
} from './detectors.ts';

/** How many are listed: a port that starts tasks without end has hundreds. */
const MOST = 8;

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
  if (findings.length === 0) {
    return { ok: true, sentence: text('sameTasks', countsOf(original.trace.tasks)) };
  }
  const borrowed = borrowedLines(runs).slice(0, MOST);
  const isOfLines = findings[0]?.mistake.id === 'printed-by-another-task';
  return failed(findings, {
    evidence: isOfLines
      ? borrowed.map(({ original: { task }, port }) =>
          text('printedBy', port.text, task, port.task),
        )
      : [inventory('original', original), inventory('port', port)],
    ...parting([original, port], ({ tasks }) =>
      tasks.map((task) => ({ key: described(task), text: described(task) })),
    ),
  });
}

const described = ({ id, kind, command }: Task) => `${id} (${command ?? kind})`;

function inventory(program: 'original' | 'port', { trace: { tasks } }: Subject) {
  return text('inventory', program, tasks.slice(0, MOST).map(described), tasks.length - MOST);
}
