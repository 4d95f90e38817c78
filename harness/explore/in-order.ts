import { taskGroup } from '../task-group.ts';

/**
 * Runs that are asked for at once: the same on every machine, so that samples do not depend on its
 * processors. With the two programs of a pair it is enough for sixteen.
 */
export const AT_ONCE = 8;

/**
 * Run tasks, so many at once, and take up their results in the order in which they began, not in
 * the order in which they end: what begins next does not depend on luck.
 *
 * @param begin starts the next task, whose result takes itself up; undefined if there is none now
 * @throws the error of the first task that fails, when all that began have ended
 */
export function inOrder(
  atOnce: number,
  begin: () => Promise<() => void> | undefined,
): Promise<void> {
  return taskGroup(undefined, async (group) => {
    const begun: Promise<() => void>[] = [];
    const fill = () => {
      while (begun.length < atOnce && !group.signal.aborted) {
        const next = begin();
        if (next === undefined) return;
        begun.push(group.run(() => next));
      }
    };
    fill();
    for (let oldest = begun.shift(); oldest !== undefined; oldest = begun.shift()) {
      (await oldest)();
      fill();
    }
  });
}
