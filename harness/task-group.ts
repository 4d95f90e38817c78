/** Tasks that end together, as in structured concurrency (Smith 2018, “nurseries”). */
export interface TaskGroup {
  /** Aborted as soon as a task of the group fails, or the group's parent is aborted. */
  readonly signal: AbortSignal;
  /** Start a task. Its failure aborts the group, whether or not anybody awaits the promise. */
  run: <Result>(task: () => Promise<Result>) => Promise<Result>;
  /** As `Promise.all` of these tasks, each of them in the group. */
  all: <Result>(tasks: readonly (() => Promise<Result>)[]) => Promise<Result[]>;
}

/**
 * Run some tasks at once. Returns only when every task of the group has ended, so whatever they
 * share can be disposed of afterwards.
 *
 * @param parent aborts the group; a task that heeds the group's signal ends soon after
 * @param body starts the tasks; it is one of them
 * @throws the failure that came first in time; those that followed from the abort are dropped
 */
export async function taskGroup<Result>(
  parent: AbortSignal | undefined,
  body: (group: TaskGroup) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const running = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  const abort = () => controller.abort(parent?.reason);
  if (parent?.aborted) abort();
  parent?.addEventListener('abort', abort, { once: true });

  const run = <Outcome>(task: () => Promise<Outcome>): Promise<Outcome> => {
    const outcome = task();
    const ended: Promise<void> = outcome
      .then(
        () => {},
        (error: unknown) => {
          failures.push(error);
          controller.abort(error);
        },
      )
      .then(() => {
        running.delete(ended);
      });
    running.add(ended);
    return outcome;
  };
  const group: TaskGroup = {
    signal: controller.signal,
    run,
    all: (tasks) => Promise.all(tasks.map(run)),
  };
  try {
    const result = run(() => body(group));
    // A task may start others while it is waited for.
    while (running.size > 0) await Promise.all(running);
    if (failures.length > 0) throw failures[0];
    return await result;
  } finally {
    parent?.removeEventListener('abort', abort);
  }
}
