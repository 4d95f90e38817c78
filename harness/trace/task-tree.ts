import { type Message, processOf } from './messages.ts';
import type { Task } from './trace.ts';

/** The tasks of a run, and which task an address belongs to. */
export interface TaskTree {
  tasks: Task[];
  /** Undefined for an address of which nothing is known. */
  at: (address: string) => string | undefined;
  /** Addresses that belong to a task and are none: by these Python manages processes and pools. */
  helpers: ReadonlySet<string>;
}

/**
 * So many generations have names. Programs have a handful; only one who writes messages of its own
 * has more, by which the tree would be too deep to walk.
 */
const MOST_GENERATIONS = 200;

type Create = Extract<Message, { event: 'create' }>;

/** Processes by which Python manages others; the program did not ask for them. */
const MANAGER = /multiprocessing\.(resource_tracker|semaphore_tracker|forkserver) import/;

/**
 * Name the tasks by the order of their creation alone: `main`, its children `main.1`, `main.2`,
 * their children `main.1.1`. Process ids and luck play no part.
 */
export function taskTree(root: number, messages: readonly Message[]): TaskTree {
  const names = new Map([[`${root}:0`, 'main']]);
  const helpers = new Set<string>();
  const tasks: Task[] = [{ id: 'main', kind: 'process', parent: null, observed: false }];
  const creations = Map.groupBy(creationsAmong(root, messages), ({ from }) => from);
  const greeted = new Set(
    messages.filter((message) => message.event === 'hello').map(({ from }) => from),
  );

  /** What a task created itself and by its helpers: the children of a fork server are its parent's. */
  const createdBy = (address: string, task: string, generation: number): Create[] =>
    (creations.get(address) ?? []).flatMap((creation) => {
      const { child, command, helper = command !== null && MANAGER.test(command) } = creation;
      if (!helper || names.has(child) || generation > MOST_GENERATIONS) return [creation];
      names.set(child, task);
      helpers.add(child);
      return createdBy(child, task, generation + 1);
    });
  const visit = (address: string, task: Task, generation: number) => {
    task.observed = greeted.has(address);
    let count = 0;
    for (const creation of createdBy(address, task.id, generation)) {
      const { child, kind, command, where } = creation;
      if (names.has(child) || generation > MOST_GENERATIONS) continue;
      count += 1;
      const id = `${task.id}.${count}`;
      names.set(child, id);
      const created: Task = { id, kind, parent: task.id, observed: false };
      if (command !== null && !greeted.has(child)) {
        created.command = command;
        if (typeof where === 'string') created.where = where;
      }
      tasks.push(created);
      visit(child, created, generation + 1);
    }
  };
  visit(`${root}:0`, tasks[0] as Task, 0);
  return { tasks, at: (address) => names.get(address), helpers };
}

/**
 * All creations, in order. A task that reported in without being announced, or before it was
 * (`os.system`, `spawnSync`), is its parent's child.
 */
function creationsAmong(root: number, messages: readonly Message[]): Create[] {
  const announced = new Set(
    messages.flatMap((message) =>
      message.event === 'create' && !message.over ? [message.child] : [],
    ),
  );
  const speakers = new Set(messages.map(({ from }) => processOf(from)));
  const greeted = new Set<string>();
  /**
   * The tasks that are blocked in a call that runs a shell; and whether a program has reported in
   * meanwhile: then the shell only started it.
   */
  const starting = new Map<string, boolean>();
  return messages.flatMap((message) => {
    if (message.event === 'foreign') starting.set(message.from, false);
    if (message.event === 'create') {
      const { over, child, from } = message;
      return over && (greeted.has(child) || starting.get(from)) ? [] : [message];
    }
    if (message.event !== 'hello') return [];
    greeted.add(message.from);
    if (announced.has(message.from) || message.from === `${root}:0`) return [];
    const { at, kind, parent } = message;
    const isOfShell = !speakers.has(parent);
    for (const from of starting.keys()) {
      if (isOfShell || processOf(from) === parent) starting.set(from, true);
    }
    const from = isOfShell ? root : parent;
    return [{ at, from: `${from}:0`, event: 'create', child: message.from, kind, command: null }];
  });
}
