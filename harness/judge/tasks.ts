import { type Task, type Trace, UNKNOWN_TASK } from '../observe/trace.ts';
import { matchLines, numberless } from './match-lines.ts';
import { type Check, linesOf } from './subject.ts';

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
      sentence: `${unseen.id} of the ${name} never said hello: it could not be observed`,
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
      };
    }
    return { ok: true, sentence: `${counted(original.tasks)} in both` };
  }
  return {
    ok: false,
    sentence: mistake(children(original), children(port)),
    evidence: [inventory('original', original), inventory('port', port)],
  };
}

function mistake(expected: readonly Task[], found: readonly Task[]): string {
  const sentence = `the original has ${counted(expected)} beside main, the port has ${counted(found)}`;
  if (found.length === 0) {
    return `${sentence}: a promise is neither a process nor a thread. Start each with ${
      expected[0]?.kind === 'process' ? 'Process, Pool (or fork)' : 'Thread (or Worker)'
    }`;
  }
  const kinds = (tasks: readonly Task[]) => new Set(tasks.map(({ kind }) => kind));
  if (expected.length === found.length && !kinds(expected).isSupersetOf(kinds(found))) {
    const posing =
      found[0]?.kind === 'thread' ? 'threads pose as processes' : 'processes pose as threads';
    return `${sentence}: ${posing}`;
  }
  const parents = (tasks: readonly Task[]) =>
    tasks
      .map(({ parent }) => parent)
      .sort()
      .join();
  const sameKinds = counted(expected) === counted(found);
  if (sameKinds && parents(expected) !== parents(found)) {
    return `${sentence}, but others are their parents`;
  }
  return sameKinds ? `${sentence}, created in another order` : sentence;
}

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

function inventory(name: string, { tasks }: Trace): string {
  const items = tasks.map(({ id, kind, command }) => `${id} (${command ?? kind})`);
  return `${name}: ${items.join(', ')}`;
}
