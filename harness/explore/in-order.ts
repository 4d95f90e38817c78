import { taskGroup } from '../task-group.ts';

/**
 * Runs that are asked for at once: the same on every machine, or samples would depend on its
 * processors. Enough for sixteen, with the programs of a pair.
 */
export const AT_ONCE = 8;

/**
 * Begin one thing after the other, so many at once, and take them up in the order in which they
 * were begun, not in that in which they are done: what is begun next depends on no luck.
 *
 * @param begin the next thing, which comes to how it is taken up; undefined where there is none now
 * @throws what the first that fails throws, when all that were begun are over
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
