import { type Task, type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import { printing } from '../output/line-text.ts';
import { matchLines, numberless } from '../output/match-lines.ts';
import { sideBySide } from '../side-by-side.ts';
import { type Check, type Look, linesOf, type Row, workOf } from '../subject.ts';

/**
 * As many processes and threads, of the same kind and parentage; and main prints its own lines, the
 * others theirs. Which of those prints a line may be luck: in a pool, who is free.
 */
export function judgeTasks(original: Trace, port: Trace): Check {
  for (const [name, { tasks }] of Object.entries({ original, port })) {
    const unseen = tasks.find(({ observed, command }) => !observed && command === undefined);
    if (unseen === undefined) continue;
    return {
      ok: false,
      sentence: `${unseen.id} of the ${name} never reported in: it could not be observed`,
      evidence: [inventory('original', original), inventory('port', port)],
    };
  }
  if (shape(original) === shape(port)) {
    const { matched } = matchLines(linesOf(original), linesOf(port), ({ text }) =>
      numberless(text),
    );
    const borrowed = matched.find(
      ({ original, port }) =>
        port.task !== UNKNOWN_TASK && (original.task === 'main') !== (port.task === 'main'),
    );
    if (borrowed !== undefined) {
      const { original, port } = borrowed;
      return {
        ok: false,
        sentence: `${port.task} prints “${port.text}”, which ${original.task} prints in the original: each task writes its own lines`,
        evidence: matched.map(
          ({ original, port }) => `${original.task}, in the port ${port.task}: ${port.text}`,
        ),
        look: {
          sentence: `what prints it: it should run in ${original.task}`,
          find: printing(port),
        },
      };
    }
    return { ok: true, sentence: `${counted(original.tasks)} in both` };
  }
  return {
    ok: false,
    ...mistake(original, port),
    evidence: [inventory('original', original), inventory('port', port)],
    ...besides(original.tasks, port.tasks),
  };
}

function mistake(original: Trace, port: Trace): Pick<Check, 'sentence' | 'look'> {
  const [expected, found] = [original, port].map(children) as [Task[], Task[]];
  const sentence = `the original has ${counted(expected)} beside main, the port has ${counted(found)}`;
  if (found.length === 0) {
    const start =
      expected[0]?.kind === 'process' ? 'Process, Pool (or fork)' : 'Thread (or Worker)';
    return {
      sentence: `${sentence}: a promise is neither a process nor a thread. Start each with ${start}`,
      look: {
        sentence: 'what starts the work: a call, or run(), starts no task',
        find: { calls: ['promise', 'start'] },
      },
    };
  }
  return { sentence: `${sentence}${whichOther(expected, found, port)}`, look: LOOK_AT_STARTS };
}

const STARTS = { calls: ['start'] } as const;
const LOOK_AT_STARTS: Look = { sentence: 'what starts tasks: which, and how many', find: STARTS };

/** Which tasks are others, for a reader. */
function whichOther(expected: readonly Task[], found: readonly Task[], port: Trace): string {
  const kinds = (tasks: readonly Task[]) => new Set(tasks.map(({ kind }) => kind));
  if (expected.length === found.length) {
    const posing = found.filter(({ id, kind }) =>
      expected.some((each) => each.id === id && each.kind !== kind),
    );
    if (posing.length > 0 && kinds(posing).size === 1) {
      const who = posing.length < found.length ? ` (${names(posing)})` : '';
      return posing[0]?.kind === 'thread'
        ? `: threads pose as processes${who}`
        : `: processes pose as threads${who}`;
    }
    const parents = (tasks: readonly Task[]) =>
      tasks
        .map(({ parent }) => parent)
        .sort()
        .join();
    if (parents(expected) !== parents(found)) return ', but others are their parents';
    return ', created in another order';
  }
  const known = new Set(expected.map(({ id }) => id));
  const grandchild = found.find(({ id, parent }) => !known.has(id) && parent !== 'main');
  if (grandchild !== undefined) {
    return `: ${grandchild.parent} starts ${grandchild.id}. Does each child run main again? Guard it by \`if (import.meta.main)\`, or end the child`;
  }
  if (found.length > expected.length) {
    const jobs = workOf(port).length;
    return found.length === jobs ? ': one for each sleep' : '';
  }
  const isMainBusy = workOf(port).some(({ task }) => task === 'main');
  return isMainBusy ? ': main does their work itself. Is run(), or a call, there for start()?' : '';
}

const names = (tasks: readonly Task[]) => tasks.map(({ id }) => id).join(', ');

const children = ({ tasks }: Trace) => tasks.filter(({ parent }) => parent !== null);

const shape = ({ tasks }: Trace) =>
  tasks
    .map(({ id, kind }) => `${id} ${kind}`)
    .sort()
    .join('\n');

function counted(tasks: readonly Task[]): string {
  const count = (kind: Task['kind'], plural: string) => {
    const number = tasks.filter((task) => task.kind === kind).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? kind : plural}`];
  };
  const counts = [...count('process', 'processes'), ...count('thread', 'threads')];
  return counts.length === 0 ? 'none' : counts.join(' and ');
}

const described = ({ id, kind, command }: Task) => `${id} (${command ?? kind})`;

function inventory(name: string, { tasks }: Trace): string {
  return `${name}: ${tasks.map(described).join(', ')}`;
}

function besides(original: readonly Task[], port: readonly Task[]): { sideBySide?: Row[] } {
  const items = (tasks: readonly Task[]) =>
    tasks.map((task) => ({ key: described(task), text: described(task) }));
  const rows = sideBySide(items(original), items(port));
  return rows.length === 0 ? {} : { sideBySide: rows };
}
