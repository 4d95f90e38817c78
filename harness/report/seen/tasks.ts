import type { Runs } from '../../judge/runs.ts';
import type { Subject } from '../../judge/subject.ts';
import { borrowedLines } from '../../judge/tasks/detectors.ts';
import type { Mistake } from '../../messages/mistakes.ts';
import { type Said, text } from '../../messages/text.ts';
import type { Task } from '../../trace/trace.ts';
import { parting } from './side-by-side.ts';

/** How many are listed: a port that starts tasks without end has hundreds. */
const MOST = 8;

/** The tasks of both programs; of lines that another task prints, these. */
export function tasksSeen(runs: Runs, mistake?: Mistake) {
  const { original, port } = runs;
  const isOfLines = mistake?.id === 'printed-by-another-task';
  return {
    evidence: isOfLines
      ? linesSeen(runs)
      : [inventory('original', original), inventory('port', port)],
    ...parting(runs, ({ tasks }) =>
      tasks.map((task) => ({ key: String(described(task)), text: described(task) })),
    ),
  };
}

const linesSeen = (runs: Runs): Said[] =>
  borrowedLines(runs)
    .slice(0, MOST)
    .map(({ original: { task }, port }) => text('printedBy', port.text, task, port.task));

const described = ({ id, kind, command }: Task) => text('taskOf', id, kind, command);

function inventory(program: 'original' | 'port', { trace: { tasks } }: Subject): Said {
  return text('inventory', program, tasks.slice(0, MOST).map(described), tasks.length - MOST);
}
