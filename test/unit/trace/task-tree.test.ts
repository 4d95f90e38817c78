import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../harness/trace/messages.ts';
import { taskTree } from '../../../harness/trace/task-tree.ts';
import { create, hello, type MadeTask } from '../../support/messages.ts';

const ROOT = 100;
const first: MadeTask = { address: `${ROOT}:0`, kind: 'process', parent: undefined };

/** Some tasks: each one's creator is any that came before it; pids and thread numbers are luck. */
const families = fc
  .array(fc.tuple(fc.nat(), fc.boolean(), fc.integer({ min: 101, max: 1e6 })), { maxLength: 12 })
  .map((rows) => {
    const tasks = [first];
    for (const [index, [creator, isThread, pid]] of rows.entries()) {
      const parent = creator % tasks.length;
      const process = tasks[parent]?.address.split(':')[0];
      const address = isThread ? `${process}:${index + 1}` : `${pid * 100 + index}:0`;
      tasks.push({ address, kind: isThread ? 'thread' : 'process', parent });
    }
    return tasks;
  });

/** What each task says, in its own order. */
function sayings(tasks: readonly MadeTask[]): Message[][] {
  return tasks.map((task, index) => [
    hello(task, tasks[task.parent ?? 0]),
    ...tasks.filter(({ parent }) => parent === index).map((child) => create(task, child)),
  ]);
}

/** The names that the tasks must have, told from who created whom. */
function namesOf(tasks: readonly MadeTask[]): string[] {
  const names: string[] = [];
  const children = new Map<number, number>();
  for (const { parent } of tasks) {
    if (parent === undefined) names.push('main');
    else {
      const nth = (children.get(parent) ?? 0) + 1;
      children.set(parent, nth);
      names.push(`${names[parent]}.${nth}`);
    }
  }
  return names;
}

/** Each saying in its own order, but mingled as the choices have it. */
function mingle(sayings: Message[][], choices: readonly number[]): Message[] {
  const rest = sayings.map((messages) => [...messages]);
  const mingled: Message[] = [];
  for (let turn = 0; ; turn += 1) {
    const open = rest.filter((messages) => messages.length > 0);
    if (open.length === 0) return mingled;
    const chosen = open[(choices[turn] ?? 0) % open.length];
    mingled.push(...(chosen?.splice(0, 1) ?? []));
  }
}

describe('the name of a task', () => {
  test('tells its parent and its number, however the messages are mingled', () => {
    fc.assert(
      fc.property(families, fc.array(fc.nat()), (tasks, choices) => {
        const tree = taskTree(ROOT, mingle(sayings(tasks), choices));
        expect(tasks.map(({ address }) => tree.at(address))).toEqual(namesOf(tasks));
        expect(tree.tasks.map(({ id }) => id).sort()).toEqual(namesOf(tasks).sort());
        expect(tree.tasks.every(({ observed }) => observed)).toBe(true);
      }),
    );
  });

  test('does not exist for a stranger', () => {
    expect(taskTree(ROOT, [hello(first, undefined)]).at('999:0')).toBe(undefined);
  });
});

describe('a task', () => {
  const child: MadeTask = { address: '200:0', kind: 'process', parent: 0 };

  test('was not observed if it never reported in', () => {
    const tree = taskTree(ROOT, [hello(first, undefined), create(first, child)]);
    expect(tree.tasks.map(({ observed }) => observed)).toEqual([true, false]);
    expect(taskTree(ROOT, []).tasks).toMatchObject([{ id: 'main', observed: false }]);
  });

  test('is a child of its parent process if only its own hello is known', () => {
    const tree = taskTree(ROOT, [hello(first, undefined), hello(child, first)]);
    expect(tree.tasks).toMatchObject([{ id: 'main' }, { id: 'main.1', parent: 'main' }]);
  });

  test('is placed where it reported in, if nobody announced it', () => {
    const next = create(first, { ...child, address: '300:0' });
    const tree = taskTree(ROOT, [hello(first, undefined), hello(child, first), next]);
    expect([tree.at('200:0'), tree.at('300:0')]).toEqual(['main.1', 'main.2']);
  });

  test('that a helper created is a child of the task that it helps', () => {
    const command = 'python3 -c from multiprocessing.forkserver import main; main(4)';
    const server: Message = { ...create(first, child), command } as Message;
    const forked: MadeTask = { ...child, address: '300:0', parent: 1 };
    const tree = taskTree(ROOT, [hello(first, undefined), server, create(child, forked)]);
    expect(tree.tasks).toMatchObject([{ id: 'main' }, { id: 'main.1', parent: 'main' }]);
    expect([tree.at('200:0'), tree.at('300:0')]).toEqual(['main', 'main.1']);
  });

  test('does not count if it is a helper of Python’s own', () => {
    const tracker = 'python3 -c from multiprocessing.resource_tracker import main;main(4)';
    const helper: Message = { ...create(first, child), command: tracker } as Message;
    const next = create(first, { ...child, address: '300:0' });
    const tree = taskTree(ROOT, [hello(first, undefined), helper, next]);
    expect(tree.at('300:0')).toBe('main.1');
    expect(tree.tasks).toHaveLength(2);
  });
});
