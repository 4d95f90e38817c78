import { type Message, processOf } from '../trace/messages.ts';
import { type TaskTree, taskTree } from '../trace/task-tree.ts';

/** The tasks of a run and their threads, as far as messages have told. */
export function createKnownTasks(root: number) {
  const all: Message[] = [];
  /** The threads that are tasks, by the kernel's number. */
  const threads = new Map<number, { address: string; language: string }>();
  /** The same by address. */
  const numbers = new Map<string, number>();
  /** The gate of each, once it has been at it. */
  const gates = new Map<string, number>();
  const pids = new Set([root]);
  /** The processes that an observer has spoken from. */
  const observed = new Set<number>();
  let foreign = false;
  /** Threads and processes, with those that do the work of a library and are no tasks. */
  let created = 1;
  let tree: TaskTree | undefined;
  /** The place of each task in the tree. */
  let places = new Map<string, number>();

  const currentTree = () => {
    if (tree === undefined) {
      tree = taskTree(root, all);
      places = new Map(tree.tasks.map(({ id }, index) => [id, index]));
    }
    return tree;
  };
  return {
    threads,
    gates,
    pids,
    observed,
    threadOf: (address: string) => numbers.get(address),
    languageOf: (address: string) => threads.get(numbers.get(address) ?? 0)?.language,
    /** Of the same process, all tasks that are threads, by address. */
    threadsOf: (pid: string) => [...numbers.keys()].filter((one) => one.startsWith(`${pid}:`)),
    /** Whether the program started a process of which nothing is known. */
    get foreign() {
      return foreign;
    },
    tree: currentTree,
    /** How many may come to a gate. */
    get count() {
      return Math.max(created, currentTree().tasks.length);
    },
    /** The place of an address among the tasks; behind them all for one of which nothing is known. */
    order(address: string): number {
      const { tasks, at } = currentTree();
      return places.get(at(address) ?? '') ?? tasks.length;
    },
    receive(message: Message): void {
      all.push(message);
      if (message.event === 'withdraw') {
        if (gates.get(message.from) === message.gate) gates.delete(message.from);
      } else if (message.gate !== undefined) gates.set(message.from, message.gate);
      if (message.event === 'hello') {
        pids.add(processOf(message.from));
        observed.add(processOf(message.from));
        if (message.thread !== null) {
          numbers.set(message.from, message.thread);
          threads.set(message.thread, { address: message.from, language: message.language });
        }
        tree = undefined;
      } else if (message.event === 'create') {
        created += 1;
        if (message.kind === 'process' && !message.over) pids.add(processOf(message.child));
        tree = undefined;
      } else if (message.event === 'foreign') {
        foreign = true;
      }
    },
  };
}

export type KnownTasks = ReturnType<typeof createKnownTasks>;
